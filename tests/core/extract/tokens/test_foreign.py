"""What is taken for prose at a glance is no label, no part of one, and no label with typing errors."""

from collections.abc import Iterator
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from core.cells import TableKind
from core.extract.folding.fold import fold
from core.extract.tokens.fields import FieldCutter
from core.extract.tokens.foreign import MANY, ForeignFields
from core.extract.tokens.lexicon import build_lexicon
from core.extract.tokens.pieces import Field, Piece
from core.extract.tokens.tokenizer import Tokenizer
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


def _attributes(field: Field) -> list[tuple[object, ...]]:
    return [tuple(getattr(piece, name) for name in Piece.__slots__) for piece in field]


# fmt: off
_WORDS = ["䶮", "坚持", "䶮䶮", "本年度䶮件数", "元", "万元", "䶮元", "一、䶮", "(䶮)", "䶮12", "规章", "䶮" * 25]
# fmt: on


@given(
    st.lists(
        st.sampled_from(_WORDS)
        | st.text(st.sampled_from("䶮龘规章一十.,:-/0О〇無(）\u3000"), max_size=6),
        min_size=1,
        max_size=9,
    ),
    st.sampled_from([" ", "  ", ""]),
)
def test_foreign_words_at_a_glance_are_what_a_longer_look_says(words: list[str], gap: str) -> None:
    field = fold(gap.join(words))
    (found,) = ForeignFields(LEXICON).cut([field])
    if found is not None:
        (longer,) = FieldCutter(LEXICON).cut([field])
        assert _attributes(found) == _attributes(longer)


def test_words_of_a_large_text_are_told_at_a_glance() -> None:
    fields = ["䶮龘", "龘 䶮䶮 龘龘龘", "䶮元"]
    assert None not in ForeignFields(LEXICON).cut(fields)
    assert ForeignFields(LEXICON).cut(["规章", "12", "万元", "(一)", "䶮(1)", ""]) == [None] * 6


def test_a_large_text_is_cut_like_its_fields() -> None:
    han = range(0x4E00, 0x4E00 + 2 * MANY)
    fields = [f"{chr(code)}{chr(code + 1)} {chr(code)}" for code in han] + [
        "规章",
        "12",
        "商业企业",
    ]
    cutter, several = FieldCutter(LEXICON), FieldCutter(LEXICON).cut(fields)
    for field, found in list(zip(fields, several, strict=True))[::97]:
        assert _attributes(found) == _attributes(cutter.cut([field])[0])


def test_tables_of_a_large_text_that_differ_by_a_foreign_word_are_not_alike() -> None:
    noise = "\n".join(f"䶮{chr(0x4E00 + at)}" for at in range(2 * MANY))
    tokens = Tokenizer(LEXICON).tokens(f"{noise}\n规章\t䶮\t1\n规章\t龘\t1\n")
    end = len(tokens)
    assert tokens.pieces[end - 5] is tokens.pieces[end - 2]
    assert tokens.shape(end - 6, end - 3) != tokens.shape(end - 3, end)
