"""python -m tests.corpus build | score: see README.md in this folder."""

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from core.forms import load_forms
from core.version import READER_VERSION
from tests.corpus.build import FAMILIES, SEED, emulated
from tests.corpus.causes import CauseTally, cause_lines
from tests.corpus.kept import (
    MINIMUM,
    READINGS,
    digest_of,
    keep,
    kept_cases,
    kept_families,
    known_readings,
    minimum_shares,
    write_minimum_shares,
    write_readings,
)
from tests.corpus.model import Case, read_cases, write_cases
from tests.corpus.score import (
    CaseScore,
    Tally,
    Verdict,
    identity_lines,
    problem_lines,
    score_case,
    table_head,
    table_line,
)

DEFAULT_FOLDER = Path(os.environ.get("GOUJI_CORPUS") or Path(tempfile.gettempdir(), "gouji/corpus"))
_LISTED = {
    "silent": (Verdict.SILENT,),
    "wrong": (Verdict.SILENT, Verdict.UNFOUNDED, Verdict.MISLED, Verdict.MISPLACED),
    "unsure": (Verdict.UNSURE,),
    "identity": (),
    "all": tuple(set(Verdict) - {Verdict.EXACT, Verdict.HONEST}),
}


# The reader is imported where it is used, so that texts can be built without it.


def main() -> int:
    """Runs one of the commands; 1 where a silent error was found."""
    arguments = _arguments()
    if arguments.command == "build":
        return _build(arguments)
    if arguments.command == "convert":
        return _convert(arguments)
    if arguments.command == "keep":
        families = arguments.family or kept_families()
        print(*keep(arguments.corpus, load_forms(), families), sep="\n")
        return 0
    if arguments.command == "raise":
        return _raise()
    return _show(arguments) if arguments.show else _score(arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="write the generated corpus")
    build.add_argument("--count", type=int, default=60, help="texts a family")
    build.add_argument("--seed", type=int, default=SEED)
    convert = commands.add_parser("convert", help="write the converted part (see README.md)")
    convert.add_argument("--count", type=int, default=24, help="documents")
    convert.add_argument("--seed", type=int, default=SEED)
    convert.add_argument(
        "--converter", action="append", default=[], help="only with this in its name"
    )
    convert.add_argument("--unfilled", action="store_true", help="documents with cells left blank")
    score = commands.add_parser("score", help="read the corpus and compare")
    score.add_argument("--limit", type=int, help="at most so many texts a maker")
    score.add_argument("--maker", help="only makers with this in their name")
    score.add_argument("--by", choices=["family", "maker"], default="family")
    score.add_argument("--list", choices=list(_LISTED), default="silent")
    score.add_argument("--most", type=int, default=40, help="so many lines of cells at most")
    score.add_argument("--worst", type=int, default=0, help="name so many texts with most trouble")
    score.add_argument("--findings", action="store_true", help="count findings, and cells without")
    score.add_argument("--show", help="print the text with this id beside what was read")
    keeping = commands.add_parser("keep", help="write the kept texts anew (tests/data/corpus)")
    lift = commands.add_parser(
        "raise", help="raise what the kept texts must reach to what they reach"
    )
    for command in (build, convert, score, keeping, lift):
        command.add_argument("--family", action="append", help="only this family; repeatable")
        command.add_argument("--corpus", type=Path, default=DEFAULT_FOLDER, help="its folder")
    return parser.parse_args()


def _build(arguments: argparse.Namespace) -> int:
    forms = load_forms()
    for family in arguments.family or FAMILIES:
        cases = emulated(forms, (family,), arguments.count, arguments.seed)
        path = arguments.corpus / f"{family}.jsonl.gz"
        print(f"{path}: {write_cases(path, cases, forms)} texts", flush=True)
    return 0


def _convert(arguments: argparse.Namespace) -> int:
    from tests.corpus.convert import FAMILY, UNFILLED, converted

    forms = load_forms()
    unfilled = arguments.unfilled
    family = UNFILLED if unfilled else FAMILY
    for converter, cases in converted(
        forms, arguments.count, arguments.seed, arguments.converter, unfilled=unfilled
    ):
        path = arguments.corpus / f"{family}-{converter.name}.jsonl.gz"
        count = write_cases(path, cases, forms)
        knowable = sum(cell.knowable for case in cases for cell in case.truth.cells.values())
        cells = sum(len(case.truth.cells) for case in cases)
        share = 100 * knowable / max(cells, 1)
        print(
            f"{path}: {count} of {arguments.count} texts, {share:.1f} % of cells knowable",
            flush=True,
        )
    return 0


def _cases(arguments: argparse.Namespace) -> Iterator[Case]:
    forms = load_forms()
    paths = sorted(
        arguments.corpus.glob("*.jsonl.gz"), key=lambda path: (len(path.name), path.name)
    )
    if not paths:
        yield from emulated(forms, tuple(arguments.family or FAMILIES), 40)
    for path in paths:
        name = path.name.removesuffix(".jsonl.gz")
        wanted = not arguments.family or any(
            name == family or name.startswith(f"{family}-") for family in arguments.family
        )
        if wanted:
            yield from read_cases(path, forms)


def _raise() -> int:
    """Raises the least shares; they never fall by this command. Writes down how the kept texts are read."""
    from core.extract.reader import read_report

    forms = load_forms()
    old = minimum_shares() if MINIMUM.exists() else {}
    new = {}
    readings = []
    for family in kept_families():
        tally = Tally()
        for case in kept_cases(family, forms):
            score = score_case(case, read_report)
            tally.add(score)
            readings.append(score.reading)
        reached = {"exact": tally.exact_share, "untouched": tally.untouched / tally.texts}
        before = old.get(family, {})
        # Rounded down, so that the share reached passes.
        new[family] = {
            name: max(int(value * 10000) / 10000, before.get(name, 0.0))
            for name, value in reached.items()
        }
        print(f"{family}: {new[family]}")
    digest = digest_of(readings)
    if READINGS.exists() and known_readings()[0] == READER_VERSION:
        if known_readings()[1] != digest:
            print("texts are read differently: raise READER_VERSION in core/version.py first")
            return 1
    write_minimum_shares(new)
    write_readings(READER_VERSION, digest)
    return 0


def _score(arguments: argparse.Namespace) -> int:
    from core.extract.reader import read_report

    tallies: dict[str, Tally] = defaultdict(Tally)
    causes: dict[str, CauseTally] = defaultdict(CauseTally)
    whole = Tally()
    seen: dict[str, int] = defaultdict(int)
    lines: list[str] = []
    scores: list[CaseScore] = []
    spent = 0.0
    for case in _cases(arguments):
        if arguments.maker and arguments.maker not in case.maker:
            continue
        seen[case.maker] += 1
        if arguments.limit and seen[case.maker] > arguments.limit:
            continue
        name = case.family if arguments.by == "family" else f"{case.family} {case.maker}"
        started = time.perf_counter()
        try:
            score = score_case(case, read_report)
        except Exception:  # noqa: BLE001  # counted, and the rest is read
            tallies[name].crashes += 1
            whole.crashes += 1
            print(f"--- {case.id} crashed", file=sys.stderr)
            traceback.print_exc(limit=-3)
            continue
        spent += time.perf_counter() - started
        tallies[name].add(score)
        whole.add(score)
        if arguments.findings:
            causes[name].add(score)
        lines += problem_lines(score, _LISTED[arguments.list])
        if arguments.list == "identity":
            lines += identity_lines(score)
        if arguments.worst:
            scores.append(score)
    print(table_head())
    for name, tally in tallies.items():
        print(table_line(name, tally))
    print(table_line("all", whole))
    print(f"{spent:.1f} s, {1000 * spent / max(whole.texts, 1):.2f} ms a text")
    _details(arguments, whole, lines, scores)
    if arguments.findings:
        print("", *cause_lines(causes, arguments.most), sep="\n")
    return 1 if whole.verdicts[Verdict.SILENT] or whole.crashes else 0


def _details(
    arguments: argparse.Namespace, whole: Tally, lines: list[str], scores: list[CaseScore]
) -> None:
    if lines:
        print(f"\n{arguments.list} ({len(lines)}):")
        print("\n".join(lines[: arguments.most]))
    if arguments.findings:
        print("\nfindings without cause, in so many texts:")
        for code, count in whole.findings.most_common():
            print(f"{count:6} {code}")
    if arguments.worst:
        print("\nworst texts (wrong, unsure, findings without cause):")
        bad = _LISTED["wrong"]
        keyed = [
            (sum(len(s.of(v)) for v in bad), len(s.of(Verdict.UNSURE)), len(s.false_findings), s)
            for s in scores
            if not s.untouched
        ]
        for wrong, unsure, false, s in sorted(keyed, key=lambda one: one[:3], reverse=True)[
            : arguments.worst
        ]:
            print(f"{wrong:5} {unsure:5} {false:3}  {s.case.id}  {' '.join(s.false_findings)}")


def _show(arguments: argparse.Namespace) -> int:
    from core.extract.reader import read_report

    case = next((case for case in _cases(arguments) if case.id == arguments.show), None)
    if case is None:
        print(f"no text {arguments.show}", file=sys.stderr)
        return 2
    score = score_case(case, read_report)
    print(_visible(case.text))
    reading, truth = score.reading, case.truth
    print(f"\n=== {case.id}  {case.source}  {' '.join(case.notes)}")
    print(f"kind {reading.kind.value} (expected {'/'.join(k.value for k in truth.kinds)})")
    print(f"form {reading.form} (expected {truth.form})")
    print(f"unit {reading.unit and reading.unit.value} (expected {' or '.join(truth.units)})")
    print(f"year {reading.year and reading.year.value} (expected {truth.year})")
    for finding in reading.findings:
        excused = "" if finding.code in truth.excused else "  (without cause)"
        cells = " ".join(ref.name for ref in finding.cells[:4])
        print(f"finding {finding.code} {dict(finding.params)} {cells} {finding.span}{excused}")
    counts = " ".join(f"{v.value} {len(score.of(v))}" for v in Verdict if score.of(v))
    print(counts)
    print("\n".join(problem_lines(score, _LISTED["all"])))
    return 0


def _visible(text: str) -> str:
    """`text` with tabs and odd spaces made visible."""
    return text.replace("\t", "→\t").replace("\u00a0", "⍽").replace("\u3000", "□")


if __name__ == "__main__":
    sys.exit(main())
