"""Owns what `gouji check` knows of the reviewers' work: the review file of each folder that was given.

A review file is only read, so this goes well beside an open window.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from core.cli.inputs import Input
from core.decisions import Decisions
from core.errors import GoujiError
from core.findings import Finding
from core.folder import reread
from core.forms import load_forms
from core.outlines import shrink
from core.review import Review
from core.rules import load_rules
from core.store import OpenMode, ReviewFile
from core.store.choosing import review_file_of
from core.text import read_text
from core.wording import Wording

_NOTHING: frozenset[str] = frozenset()


class Decided(NamedTuple):
    """What reviewers decided about one report, and which cells came back to them since."""

    decisions: Decisions
    returned: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One input, with the rules that are off in its folder, and a Decided, shrunk, where there is one."""

    item: Input
    off: frozenset[str] = _NOTHING
    decided: bytes | None = None


class ReviewedFolders:
    """The review files of the folders of some inputs. `complain` gets the error of one that cannot be read."""

    def __init__(self, inputs: Sequence[Input], complain: Callable[[GoujiError], None]) -> None:
        self._off: dict[Path, frozenset[str]] = {}
        self._paths: dict[Path, Path] = {}
        self._decided: dict[tuple[Path, str], bytes] = {}
        for folder in dict.fromkeys(item.folder for item in inputs):
            try:
                path = review_file_of(folder)
                if path.exists():
                    sources = [item.source for item in inputs if item.folder == folder]
                    self._read(folder, path, sources)
            except GoujiError as error:
                complain(error)

    def asked(self, item: Input) -> Asked:
        """The input with what its reviewers decided."""
        off = self._off.get(item.folder, _NOTHING)
        return Asked(item, off, self._decided.get((item.folder, item.source)))

    def lines(self, wording: Wording) -> Iterable[str]:
        """By which review files the reports were checked, and which rules are off there."""
        titles = load_rules()
        language = wording.language.value
        for folder, path in self._paths.items():
            count = sum(where == folder for where, _ in self._decided)
            yield wording.message("cli", "report.reviewed_in", path=path, count=count)
            names = [
                titles[rule].titles[language] if rule in titles else rule
                for rule in sorted(self._off[folder])
            ]
            if names:
                joined = wording.message("cli", "report.and").join(names)
                yield wording.message("cli", "report.rules_off", count=len(names), rules=joined)

    def _read(self, folder: Path, path: Path, sources: Sequence[str]) -> None:
        with ReviewFile.open(folder, "", mode=OpenMode.READ_ONLY, path=path) as file:
            self._paths[folder] = file.path
            self._off[folder] = file.rules.off
            file.reports.survey(sources)
            touched = frozenset(file.reports.reviewed())
            for source in sources:
                try:
                    if source not in touched and not _may_be_moved(file, folder, source):
                        continue
                    review = Review(file.reports.load(source), load_forms(), reread)
                    file.restore(review)
                except GoujiError:
                    continue  # reading it says why
                if review.decisions != Decisions() or review.returned:
                    decided = Decided(review.decisions, review.returned)
                    self._decided[folder, source] = shrink(decided)


def _may_be_moved(file: ReviewFile, folder: Path, source: str) -> bool:
    """Whether a file that nobody reviewed under this name may be one that was, under another."""
    if file.reports.summary(source) is not None:
        return False
    return file.reports.may_have_review(source, read_text(folder / source).digest)
