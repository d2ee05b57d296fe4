"""Owns scoring the reader on corpus texts: exact, silently wrong, not certain though knowable."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from core.cells import Cell, CellRef, CellStatus, Value
from core.reports import Reading
from core.text import SourceText, source_text
from tests.corpus.model import Case, Truth, TruthCell


class Verdict(Enum):
    """What a read cell is worth."""

    EXACT = "exact"  # knowable, right, with a status that it may have
    HONEST = "honest"  # not knowable, and not claimed to be known
    SILENT = "silent"  # READ, and the value or its unit is wrong: the defect that must not be
    UNFOUNDED = "unfounded"  # READ and right, though the text does not tell it
    MISLED = "misled"  # INFERRED with a wrong value: visible, yet wrong
    UNSURE = "unsure"  # knowable, but not read with certainty
    MISPLACED = "misplaced"  # right value, taken from another place of the text


@dataclass(frozen=True, slots=True)
class CellScore:
    """The verdict on one cell."""

    ref: CellRef
    verdict: Verdict
    truth: TruthCell | None
    got: Cell


@dataclass(frozen=True, slots=True)
class CaseScore:
    """What the reader made of one Case. `false_findings`: codes of findings the text gives no cause for."""

    case: Case
    reading: Reading
    cells: tuple[CellScore, ...]
    kind_right: bool
    form_right: bool
    unit_right: bool
    year_right: bool
    false_findings: tuple[str, ...]

    @property
    def untouched(self) -> bool:
        """Whether a reviewer has nothing to do that the text does not ask for."""
        good = (Verdict.EXACT, Verdict.HONEST)
        return (
            self.kind_right
            and self.form_right
            and not self.false_findings
            and all(one.verdict in good for one in self.cells)
        )

    def of(self, verdict: Verdict) -> list[CellScore]:
        """The cells with `verdict`."""
        return [one for one in self.cells if one.verdict is verdict]


def score_case(case: Case, read: Callable[[SourceText, str], Reading]) -> CaseScore:
    """What `read` makes of the text of `case`, compared with the truth."""
    text = source_text(case.text)
    reading = read(text, case.source)
    truth = case.truth
    same_form = reading.form == truth.cells_form
    scores = []
    for ref, got in reading.cells.items():
        expected = truth.cells.get(ref)
        if not same_form and ref.table.value == "proactive":
            # The forms share names of cells that mean different things.
            expected = None
        scores.append(CellScore(ref, _verdict(expected, got, text), expected, got))
    if not same_form:
        scores += [
            CellScore(ref, _lost(expected), expected, Cell(None, None, None, CellStatus.MISSING))
            for ref, expected in truth.cells.items()
            if ref not in reading.cells or ref.table.value == "proactive"
        ]
    return CaseScore(
        case,
        reading,
        tuple(scores),
        reading.kind in truth.kinds,
        truth.form is None or reading.form == truth.form,
        _is_unit_right(case, reading.unit and reading.unit.value),
        _is_year_right(case, reading.year_number),
        tuple(sorted({f.code for f in reading.findings} - _excused(truth))),
    )


def _is_unit_right(case: Case, got: str | None) -> bool:
    """Whether the unit is one of the right names; where the text names none, none or what is left of one."""
    units = case.truth.units
    if not units or got in units:
        return True
    told = "".join(case.text.split()) + case.source
    if any(unit in told for unit in units):
        return False
    return got is None or any(got in unit for unit in units)


def _is_year_right(case: Case, got: int | None) -> bool:
    year = case.truth.year
    if year is None or got == year:
        return True
    return got is None and str(year) not in case.text + case.source


def _lost(expected: TruthCell) -> Verdict:
    """The verdict on a cell of the right form that a reading on the wrong form does not have."""
    if not expected.knowable or CellStatus.MISSING in expected.accept:
        return Verdict.HONEST
    return Verdict.UNSURE


def _verdict(expected: TruthCell | None, got: Cell, text: SourceText) -> Verdict:
    if expected is None:
        return Verdict.SILENT if got.status is CellStatus.READ else Verdict.HONEST
    if got.status in (CellStatus.READ, CellStatus.INFERRED):
        right = _same(expected.value, got.value) and _unit_right(expected, got)
        if not right and not expected.knowable and got.status is CellStatus.INFERRED:
            # A blank that the layout swallowed stands for 0 here; saying so, visibly, is honest.
            if expected.value is None and got.value == 0:
                return Verdict.HONEST
        if not right:
            return Verdict.SILENT if got.status is CellStatus.READ else Verdict.MISLED
        if got.status is CellStatus.READ and got.span is not None:
            if text.at(got.span) != got.raw:
                return Verdict.MISPLACED
            if (
                expected.knowable
                and expected.spans
                and not any(
                    got.span.start < span.end and span.start < got.span.end
                    for span in expected.spans
                )
            ):
                return Verdict.MISPLACED
    if got.status in expected.accept:
        return Verdict.EXACT if expected.knowable else Verdict.HONEST
    if got.status is CellStatus.READ:
        return Verdict.UNFOUNDED
    return Verdict.UNSURE if expected.knowable else Verdict.HONEST


def _unit_right(expected: TruthCell, got: Cell) -> bool:
    """Whether the unit is as stated; none is no claim where the text hardly tells it."""
    if got.status is CellStatus.INFERRED or (got.unit is None and not expected.knowable):
        return True
    return expected.unit == got.unit


def _same(expected: Value | None, got: Value | None) -> bool:
    return expected is not None and got is not None and expected == got


@dataclass(slots=True)
class Tally:
    """Sums over texts."""

    texts: int = 0
    cells: int = 0
    knowable: int = 0
    untouched: int = 0
    kind: int = 0
    form: int = 0
    unit: int = 0
    year: int = 0
    crashes: int = 0
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def add(self, score: CaseScore) -> None:
        """Counts one text."""
        self.texts += 1
        self.cells += len(score.cells)
        self.knowable += sum(one.truth is not None and one.truth.knowable for one in score.cells)
        self.untouched += score.untouched
        self.kind += score.kind_right
        self.form += score.form_right
        self.unit += score.unit_right
        self.year += score.year_right
        self.verdicts.update(one.verdict for one in score.cells)
        self.findings.update(score.false_findings)

    def share(self, count: int) -> str:
        """`count` of the texts in per cent."""
        return f"{100 * count / self.texts:5.1f}" if self.texts else "    -"

    @property
    def exact_share(self) -> float:
        """Exact cells of those that are knowable, from 0 to 1."""
        return self.verdicts[Verdict.EXACT] / self.knowable if self.knowable else 1.0


COLUMNS = (
    "texts", "knowable", "exact", "SILENT", "unfound", "misled", "misplc", "unsure",
    "untch%", "kind%", "form%", "unit%", "year%",
)  # fmt: skip


def table_line(name: str, tally: Tally) -> str:
    """One line of the table."""
    v = tally.verdicts
    numbers = [
        f"{tally.texts:6}", f"{tally.knowable:8}", f"{100 * tally.exact_share:7.2f}",
        f"{v[Verdict.SILENT]:7}", f"{v[Verdict.UNFOUNDED]:7}", f"{v[Verdict.MISLED]:7}",
        f"{v[Verdict.MISPLACED]:7}", f"{v[Verdict.UNSURE]:7}",
        f"{tally.share(tally.untouched):>7}", f"{tally.share(tally.kind):>6}",
        f"{tally.share(tally.form):>6}", f"{tally.share(tally.unit):>6}", f"{tally.share(tally.year):>6}",
    ]  # fmt: skip
    crashed = f"  CRASHED {tally.crashes}" if tally.crashes else ""
    return f"{name:34}" + " ".join(numbers) + crashed


def table_head() -> str:
    """The head of the table."""
    widths = (6, 8, 7, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6)
    return f"{'family / maker':34}" + " ".join(
        f"{name:>{width}}" for name, width in zip(COLUMNS, widths, strict=True)
    )


def said(cell: Cell | TruthCell | None) -> str:
    """A cell in a few words."""
    if cell is None:
        return "(another form)"
    unit = f" {cell.unit}" if cell.unit else ""
    if isinstance(cell, Cell):
        candidates = "".join(f" ?{one.value}" for one in cell.candidates)
        return f"{cell.value}{unit} [{cell.status.value}]{candidates}"
    accept = "/".join(sorted(status.value for status in cell.accept))
    return f"{cell.value}{unit} [{accept if len(cell.accept) < 4 else 'any'}]" + (
        "" if cell.knowable else " unknowable"
    )


def problem_lines(score: CaseScore, verdicts: Iterable[Verdict]) -> Iterator[str]:
    """The cells of `score` with one of `verdicts`, one a line."""
    wanted = set(verdicts)
    for one in score.cells:
        if one.verdict in wanted:
            where = f" at {one.got.span.start}" if one.got.span else ""
            yield (
                f"{score.case.id}  {one.verdict.value:9} {one.ref.name:44} "
                f"expected {said(one.truth)}  got {said(one.got)}{where}"
            )


def identity_lines(score: CaseScore) -> Iterator[str]:
    """What of kind, form, unit and year was not recognised, one a line."""
    reading, truth = score.reading, score.case.truth
    got_unit = f"{reading.unit.value} ({reading.unit.place})" if reading.unit else None
    for what, right, expected, got in (
        ("kind", score.kind_right, "/".join(k.value for k in truth.kinds), reading.kind.value),
        ("form", score.form_right, truth.form, reading.form),
        ("unit", score.unit_right, " or ".join(truth.units), got_unit),
        ("year", score.year_right, truth.year, reading.year and reading.year.value),
    ):
        if not right:
            yield f"{score.case.id}  {what} expected {expected} got {got}  {score.case.source}"


_KIN = {
    "blank_cell": ("dash_cell", "empty_row", "table_empty"),
    "lost_value": ("lost_values", "scattered_figures", "empty_row", "table_empty"),
    "surplus_value": ("surplus_values",),
    "misspelt_label": ("misspelt_labels",),
    "split_row": ("split_rows",),
    "split_number": (
        "split_row",
        "split_rows",
        "stray_figures",
        "stray_beside",
        "stray_lines",
        "unread_row",
    ),
    "stray_figures": ("stray_beside", "stray_lines"),
    "table_missing": ("table_without_text", "table_unread"),
    "section_number": ("section_style",),
    "extra_row": ("sub_rows",),
    "odd_number": ("odd_grouping", "footnote_mark"),
}
"""What a finding is also called, by how much of a table it is about."""


def _excused(truth: Truth) -> frozenset[str]:
    """The codes that are right for a text, with those that say the same of more or fewer cells."""
    kin = (other for code in truth.excused for other in _KIN.get(code, ()))
    return truth.excused.union(kin)
