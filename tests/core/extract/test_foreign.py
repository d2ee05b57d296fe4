"""What is taken for prose at a glance is no label, no part of one, and no label with typing errors."""

from collections.abc import Iterator
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from core.cells import TableKind
from core.extract.fold import fold
from core.extract.lexicon import build_lexicon
from core.extract.tokenizer import Tokenizer
from core.forms import load_forms
from tests.corpus.kept import kept_cases, kept_families

FORMS = load_forms()
LEXICON = build_lexicon(tuple(FORMS.values()))
LABELS = sorted(
    {
        text
        for form in FORMS.values()
        for table in form.tables.values()
        for row in table.rows()
        for text in (*row.path, *row.aliases)
    }
)


def _assert_no_label(text: str) -> None:
    is_foreign, is_far = LEXICON.is_foreign(text), LEXICON.is_far(text)
    if is_foreign:
        assert LEXICON.look_up(text) is None
        assert not LEXICON.is_fragment(text)
    if is_far:
        assert all(LEXICON.damaged(text, table) is None for table in TableKind)


def _lines() -> Iterator[str]:
    for family in kept_families():
        for case in islice(kept_cases(family, FORMS), 3):
            for line in fold(case.text).replace("\t", "\n").replace("|", "\n").split("\n"):
                yield line.strip()


def test_no_line_of_a_report_is_taken_for_prose_that_is_a_label() -> None:
    found = 0
    for line in set(_lines()):
        _assert_no_label(line)
        found += LEXICON.is_far(line)
    assert found > 100  # prose is told at a glance


@given(
    st.sampled_from(LABELS),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from("公开甲乙的9x、(") | st.just(""))),
)
def test_a_label_with_typing_errors_is_not_far_from_itself(
    label: str, errors: list[tuple[int, str]]
) -> None:
    text = fold(label)
    for at, char in errors:
        text = text[:at] + char + text[at + 1 :]
    _assert_no_label(text)


def test_every_label_is_near() -> None:
    assert not any(
        LEXICON.is_foreign(fold(label)) or LEXICON.is_far(fold(label)) for label in LABELS
    )


def test_figures_at_a_glance_are_what_a_longer_look_says() -> None:
    for text in ("0", "12", "-3", "+10", "145540.00", " 7 ", "007", "-0", "1,234", "12件", "1e5"):
        tokens = Tokenizer(LEXICON).tokens(fold(text))
        beside = Tokenizer(LEXICON).tokens(
            fold(f"\u00a0{text}\u2003")
        )  # no space of the quick look
        assert [piece.value for piece in tokens.pieces] == [p.value for p in beside.pieces], text
        assert [piece.status for piece in tokens.pieces] == [p.status for p in beside.pieces], text
        assert [piece.number for piece in tokens.pieces] == [p.number for p in beside.pieces], text
