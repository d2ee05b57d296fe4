"""Owns how a check is written out with the values put in: both sides, term by term, and their sums."""

from collections.abc import Sequence
from decimal import Decimal

from core.cells import CellRef, CellStatus, Value
from core.checks import Check, CheckResult
from core.forms import Form
from core.review import Review

PLUS = " ＋ "
EQUALS = " ＝ "
_WRITTEN_OUT = 4
"""Sides with more terms show those above zero and count the zeros."""


def format_value(value: Value | None) -> str:
    """A figure as figures are written in the window: plain digits, a real minus, nothing for no value."""
    if value is None:
        return ""
    text = format(value, "f") if isinstance(value, Decimal) else str(value)
    return text.replace("-", "−")


def side(refs: Sequence[CellRef], review: Review, total: Value | None) -> str:
    """One side with its values: `61 ＋ 0 ＝ 61`. A blank cell is ␣, one without value ?."""
    terms = [_term(ref, review) for ref in refs]
    if len(terms) == 1:
        return terms[0]
    if len(terms) > _WRITTEN_OUT:
        zeros = terms.count("0")
        if zeros > 1:
            terms = [term for term in terms if term != "0"]
            terms.append(f"0×{zeros}")
    written = PLUS.join(terms)
    return written if total is None else f"{written}{EQUALS}{format_value(total)}"


def labelled_side(
    check: Check, refs: Sequence[CellRef], review: Review, total: Value | None
) -> str:
    """One side with the form's labels and the values; of many terms only those that are not 0."""
    shown = list(refs)
    if len(shown) > _WRITTEN_OUT:
        shown = [ref for ref in shown if _term(ref, review) != "0"]
    terms = [f"{_label(ref, check, review.form)} {_term(ref, review)}" for ref in shown]
    if len(shown) < len(refs):
        terms.append(f"0×{len(refs) - len(shown)}")
    written = PLUS.join(terms)
    if total is None or len(refs) == 1:
        return written
    return f"{written}{EQUALS}{format_value(total)}"


def in_full(check: Check, result: CheckResult, review: Review) -> str:
    """The whole equation with labels and values: `一… 61 ＋ 二… 0 ＝ 61 ≠ （七）总计 0 ＋ 四… 0 ＝ 0`."""
    left = labelled_side(check, check.left, review, result.left)
    right = labelled_side(check, check.right, review, result.right)
    sign = "=" if result.difference == 0 else "≠" if result.difference is not None else "?"
    return f"{left}  {sign}  {right}"


def _term(ref: CellRef, review: Review) -> str:
    value, status = review.look(ref)
    if value is not None:
        return format_value(value)
    return "␣" if status is CellStatus.BLANK else "?"


def _label(ref: CellRef, check: Check, form: Form) -> str:
    """What tells the cell from the others of its check: the row where all stand in one column, else the column."""
    is_one_column = len({cell.column for cell in check.cells}) == 1
    return form.row(ref).label if is_one_column else form.column(ref).label
