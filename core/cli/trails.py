"""Owns the commands about review files themselves: `verify`, `compare` and `merge`."""

import argparse
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from core import compare as comparing
from core import merge as merging
from core.cli.bar import progress_bar
from core.cli.streams import Streams
from core.cli.usage import UsageError
from core.decision_words import DecisionWords
from core.differences import CellDifference, Comparison, Difference, side
from core.edits import Edit, SetCorrection, SetMark
from core.forms import Form, load_forms
from core.rules import load_rules
from core.settings import system_user
from core.store import OpenMode, ReviewFile
from core.store.choosing import choose, review_file_of
from core.store.verification import Break
from core.store.verification import verify as verify_trail
from core.wording import Wording

DONE, OPEN = 0, 1


def verify(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Says whether the trail of a review file is whole, and where it breaks if not (status 1)."""
    path = review_file_at(options.file, wording)
    found = verify_trail(path)
    if found.is_whole:
        words = wording.message(
            "cli", "trail.whole", path=path, entries=found.entries, head=found.head
        )
        streams.write(words + "\n")
        return DONE
    streams.write(wording.message("cli", "trail.broken", path=path, entries=found.entries) + "\n")
    for place in found.breaks:
        streams.write(_break(place, wording) + "\n")
    return OPEN


def compare(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Says where two reviews of one folder differ and how far they agree (status 1 where they differ)."""
    folder = Path(options.folder) if options.folder else _folder_of(options.first)
    found = comparison(folder, options.first, options.second, wording, streams)
    for line in _comparison(found, wording):
        streams.write(line + "\n")
    return OPEN if found.cells or found.marks or found.identities else DONE


def merge(options: argparse.Namespace, wording: Wording, streams: Streams) -> int:
    """Takes another review of the folder into its own; status 1 where conflicts are left."""
    folder = _folder(options.folder, wording)
    there_at = review_file_at(options.file, wording)
    reviewer = (options.reviewer or "").strip() or system_user()
    mode = OpenMode.READ_ONLY if options.trial else OpenMode.WRITE
    here_at = choose(folder) if options.review is None else Path(options.review)
    with (
        ReviewFile.open(folder, reviewer, mode=mode, path=here_at) as here,
        ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY, path=there_at) as there,
        progress_bar(streams, wording) as progress,
    ):
        done = merging.merge(
            here,
            there,
            reason=options.reason,
            is_trial=options.trial,
            takes_rules=options.rules,
            progress=progress,
        )
    for line in _merge(done, wording, is_trial=options.trial, takes_rules=options.rules):
        streams.write(line + "\n")
    return OPEN if done.conflicts or done.rule_conflicts else DONE


def comparison(
    folder: Path, first: Path | str, second: Path | str, wording: Wording, streams: Streams
) -> Comparison:
    """The two reviews of `folder` side by side, each given as a review file or the folder of one."""
    one_at, other_at = (review_file_at(str(given), wording) for given in (first, second))
    with (
        ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY, path=one_at) as one,
        ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY, path=other_at) as other,
        progress_bar(streams, wording) as progress,
    ):
        return comparing.compare(one, other, progress)


# --- which files ------------------------------------------------------------------------------------


def review_file_at(given: str, wording: Wording, *, must_exist: bool = True) -> Path:
    """The review file that was meant: the file itself, or that of the folder.

    Raises UsageError, or SeveralReviewsError where the folder has more than one.
    """
    path = Path(given)
    if path.is_dir():
        path = review_file_of(path)
        if not must_exist:
            return path
    if not path.exists():
        raise UsageError(wording.message("cli", "say.no_such_path", path=path))
    return path


def _folder_of(given: str) -> Path:
    """Where the reports of a review file are, unless somebody says otherwise."""
    path = Path(given)
    return path if path.is_dir() else path.parent


def _folder(given: str, wording: Wording) -> Path:
    path = Path(given)
    if not path.is_dir():
        key = "say.no_such_folder" if path.exists() else "say.no_such_path"
        raise UsageError(wording.message("cli", key, path=given))
    return path


# --- in words ---------------------------------------------------------------------------------------


def _break(found: Break, wording: Wording) -> str:
    what = wording.message("cli", f"trail.{found.kind.value}")
    key = "trail.one" if found.first == found.last else "trail.several"
    return wording.message("cli", key, first=found.first, last=found.last, what=what)


def _comparison(found: Comparison, wording: Wording) -> Iterator[str]:
    def say(key: str, **params: object) -> str:
        return wording.message("cli", f"two.{key}", **params)

    first, second = found.first_reviewers, found.second_reviewers
    yield say("reviewers", first=_names(first, wording), second=_names(second, wording))
    yield say(
        "reports",
        both=len(found.both),
        first=len(found.only_first),
        second=len(found.only_second),
    )
    share = _share(found.agreement, wording)
    yield say("cells", compared=found.cells_compared, equal=found.cells_equal, share=share)
    kappa = say("nothing") if found.kappa is None else f"{float(found.kappa):.2f}"
    yield say("marks", marked=found.marked, agreed=found.agreed, kappa=kappa)
    differences: list[Difference] = [*found.cells, *found.marks, *found.identities]
    if not differences:
        yield say("same")
    for source in dict.fromkeys(difference.source for difference in differences):
        yield say("source", source=source)
        for difference in differences:
            if difference.source == source:
                yield from _difference(difference, wording)


def _difference(difference: Difference, wording: Wording) -> Iterator[str]:
    words = DecisionWords(wording)
    one, other = (side(difference, is_first=first) for first in (True, False))
    yield wording.message(
        "cli",
        "two.difference",
        what=_what(one, words),
        first=words.value(one),
        second=words.value(other),
    )
    if isinstance(difference, CellDifference) and difference.line:
        line = " ".join(difference.line.split())
        yield wording.message("cli", "two.line", line=line)


def _merge(
    done: merging.Merge, wording: Wording, *, is_trial: bool, takes_rules: bool
) -> Iterator[str]:
    words = DecisionWords(wording)
    decisions = {report.source: report.edits for report in done.reports}
    sources = dict.fromkeys((*decisions, *(conflict.source for conflict in done.conflicts)))
    for source in sources:
        yield wording.message("cli", "two.source", source=source)
        for edit in decisions.get(source, ()):
            yield wording.message(
                "cli",
                "two.taken",
                what=_what(edit, words),
                value=words.value(edit),
            )
        for conflict in done.conflicts:
            if conflict.source == source:
                yield wording.message(
                    "cli",
                    "two.conflict",
                    what=_what(conflict.here, words),
                    here=words.value(conflict.here),
                    there=words.value(conflict.there),
                )
    for source in done.unplaced:
        yield wording.message("cli", "two.unplaced", source=source)
    for switch in done.rules:
        known = load_rules().get(switch.rule)
        title = known.titles[wording.language.value] if known else switch.rule
        state = wording.message("cli", "two.rule_on" if switch.is_on else "two.rule_off")
        kind = "rule_left"
        if switch.is_conflict:
            kind = "rule_conflict"
        elif takes_rules:
            kind = "rule_taken"
        yield wording.message(
            "cli", f"two.{kind}", rule=title, state=state, reviewer=switch.by.reviewer
        )
    yield wording.message(
        "cli",
        "two.trial" if is_trial else "two.merged",
        reports=len(done.reports),
        decisions=sum(map(len, decisions.values())),
        reviewers=_names(done.reviewers, wording),
        conflicts=len(done.conflicts),
    )


def _what(edit: Edit, words: DecisionWords) -> str:
    return f"{words.kind(edit)} {words.about(edit, _form_of(edit))}".rstrip()


def _names(names: Iterable[str], wording: Wording) -> str:
    joined = wording.message("cli", "two.join").join(names)
    return joined or wording.message("cli", "two.unnamed")


def _share(share: Fraction | None, wording: Wording) -> str:
    """In per cent, and only the whole is 100 %."""
    if share is None:
        return wording.message("cli", "two.nothing")
    shown = f"{float(share):.2%}"
    return "99.99%" if share < 1 and shown == "100.00%" else shown


def _form_of(edit: Edit) -> Form:
    """A Form that has the cell or check of `edit`; the newest where it has neither."""
    forms = list(load_forms().values())
    match edit:
        case SetCorrection(ref, _):
            return next((form for form in forms if ref in form.index.positions), forms[-1])
        case SetMark(check, _):
            return next((form for form in forms if check in form.checks_by_id), forms[-1])
    return forms[-1]
