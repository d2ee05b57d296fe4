"""What the strip says of a cell: its value, where it comes from, and why it is not certain."""

from core.cells import MISSING_CELL, CellRef
from core.edits import Correction, SetCorrection
from core.findings import Finding
from gui.focus_words import FocusWords
from gui.looks import Target
from gui.settings_store import LanguageChoice
from gui.wording import Speech
from tests.factories import form_of, report_of, review_of, zeros

GRANTED = CellRef.parse("requests.granted.total")
LOST = Finding("lost_value", (GRANTED,), None, {"found": 6, "expected": 7})


def said(review: object, ref: CellRef) -> list[str]:
    words = FocusWords(Speech(LanguageChoice.ENGLISH))
    return [piece.text for piece in words.pieces(review, Target(ref))]  # type: ignore[arg-type]


def made() -> object:
    form = form_of("2021")
    values = {**zeros(form)}
    return review_of(report_of(form, values, cells={GRANTED: MISSING_CELL}, findings=(LOST,)))


def test_a_cell_that_is_not_certain_says_why(qtbot: object) -> None:
    sentence = "only 6 figures for 7 columns"
    assert any(sentence in text for text in said(made(), GRANTED))
    other = CellRef.parse("requests.received.total")
    assert not any(sentence in text for text in said(made(), other))


def test_a_cell_that_is_settled_needs_no_reason(qtbot: object) -> None:
    review = made()
    review.apply(SetCorrection(GRANTED, Correction(0)))  # type: ignore[attr-defined]
    assert not any("only 6 figures" in text for text in said(review, GRANTED))
