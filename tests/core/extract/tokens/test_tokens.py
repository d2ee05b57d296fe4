"""Cutting a text into labels, figures, blank marks and the rest, whatever separates them."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cells import CellStatus, Value
from core.extract.folding.fold import fold
from core.extract.folding.markup import mask_markup
from core.extract.tokens.pieces import PLAIN, Kind
from core.extract.tokens.tokenizer import Tokenizer
from core.extract.tokens.tokens import Tokens
from tests.core.extract.stages import lexicon, tokens_of

TOKENIZER = Tokenizer(lexicon())


def kinds(tokens: Tokens) -> str:
    """One letter a token: Number, Blank mark, Label, Text, noise (.)."""
    return "".join("NBLT."[kind] for kind in tokens.kinds)


def texts(tokens: Tokens) -> list[str]:
    return [tokens.text(at) for at in range(len(tokens))]


def values(tokens: Tokens) -> list[Value | None]:
    return [tokens.value(at) for at in range(len(tokens))]


@pytest.mark.parametrize("separator", ["\t", "\n", "|", " | ", "\n\n", "\t\n\t"])
def test_cells_are_cut_at_any_separator(separator: str) -> None:
    tokens = tokens_of(separator.join(["规章", "12", "/", "3"]))
    assert (kinds(tokens), texts(tokens)) == ("LNBN", ["规章", "12", "/", "3"])


def test_a_line_of_words_and_figures_is_cut_at_its_spaces() -> None:
    tokens = tokens_of("（一）予以公开 1 0 0 0 0 0 1")
    assert kinds(tokens) == "LNNNNNNN"
    assert values(tokens)[1:] == [1, 0, 0, 0, 0, 0, 1]


def test_a_long_line_of_headers_with_wide_gaps_is_cut_and_prose_is_not() -> None:
    headers = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3
    tokens = tokens_of("        ".join(headers))
    assert (kinds(tokens), texts(tokens)) == ("L" * 15, headers)
    assert kinds(tokens_of("我局认真贯彻落实条例 ，主动公开政府信息，  " * 9)) == "T"


@pytest.mark.parametrize(
    "broken", ["商业\n企业", "商\n业\n企\n业", "商业 企业", "商业\t\n企业", "商业\n\n企业"]
)
def test_a_label_that_was_broken_up_is_one(broken: str) -> None:
    tokens = tokens_of(f"自然人\n{broken}\n科研机构\n")
    assert kinds(tokens) == "LLL"
    assert [tokens.label(at).name for at in range(3)] == [
        "column.natural_person",
        "column.enterprise",
        "column.research",
    ]


def test_a_label_broken_behind_the_bracket_of_its_note_is_one() -> None:
    tokens = tokens_of("信息内容\n本年(\n2023)制发件数\n本年废止件数\n")
    assert kinds(tokens) == "LLL"
    assert tokens.label(1).name == "column.issued"


@pytest.mark.parametrize(
    "noise",
    [
        "第 3 页",
        "- 12 -",
        "|---|---|",
        "──────",
        "3/12",
        "Page 4",
        "page 1 of 12",
        "第 3 页，共 12",
    ],
)
def test_page_numbers_and_rules_are_noise(noise: str) -> None:
    assert set(kinds(tokens_of(f"规章\n{noise}\n3"))[1:-1]) <= {"."}


@pytest.mark.parametrize(
    ("printed", "value", "status"),
    [
        ("12", 12, CellStatus.READ),
        ("１２", 12, CellStatus.READ),
        ("1，234", 1234, CellStatus.READ),
        ("12.50万元", Decimal("12.50"), CellStatus.READ),
        ("12.50 万元", Decimal("12.50"), CellStatus.READ),
        ("1\u200b2", 12, CellStatus.READ),
        ("1O", 10, CellStatus.INFERRED),
        ("12*", 12, CellStatus.INFERRED),
        ("减3", -3, CellStatus.READ),
    ],
)
def test_figures_say_their_value_and_whether_it_is_plain(
    printed: str, value: Value, status: CellStatus
) -> None:
    tokens = tokens_of(f"规章\t{printed}\t0")
    assert kinds(tokens) == "LNN"
    assert (tokens.value(1), tokens.pieces[1].status) == (value, status)


@pytest.mark.parametrize(
    "printed", ["2__30 **", "1\x002", "2(he)3", "1\u20042", "1．2．3", "٣", "²"]
)
def test_what_is_no_figure_does_not_become_one(printed: str) -> None:
    assert values(tokens_of(f"规章\t{printed}\t0"))[1:-1] in ([None], [None, None], [1, 2])


def test_figures_behind_a_page_number_are_no_part_of_it() -> None:
    assert values(tokens_of("第 3 页 0 1 2 0 1"))[-5:] == [0, 1, 2, 0, 1]
    assert values(tokens_of("0 / 0")) == [0, None, 0]


def test_a_unit_on_the_next_line_belongs_to_no_figure() -> None:
    tokens = tokens_of("政府集中采购\t12\n万元")
    number = tokens.number(1)
    assert number is not None
    assert number.unit is None


@settings(deadline=None)
@given(st.text(st.sampled_from("规章商业企\t\n| 12/.万元（一）\u200b无O"), max_size=60))
def test_tokens_stand_in_order_and_print_what_stands_there(text: str) -> None:
    tokens = tokens_of(text)
    ends = [0, *tokens.ends]
    assert all(end <= start for end, start in zip(ends, tokens.starts, strict=False))
    assert all(start < end for start, end in zip(tokens.starts, tokens.ends, strict=True))
    assert all(text.strip() == text for text in texts(tokens))
    assert tokens.labels == [at for at, kind in enumerate(tokens.kinds) if kind == Kind.LABEL]


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from("规章商业企业\t\n| 1万元"), max_size=30), max_size=6))
def test_a_tokenizer_that_remembers_cuts_alike(several: list[str]) -> None:
    remembering = Tokenizer(lexicon())
    for text in several:
        one, other = remembering.tokens(text), Tokenizer(lexicon()).tokens(text)
        assert (one.kinds, one.starts, one.ends) == (other.kinds, other.starts, other.ends)


_FIELDS = [
    "规章", "商业", "企业", "商", "业", "本年新收政府信息公开申请数量", "三、收到和处理政府信息公开申请情况",
    "0", "12", "-3", "+4", "05", "12.50", "1O", "12 万元", "万元", "/", "-", "", " ", "第 3 页",
    "坚持以人民为中心，不断加大主动公开力度，全年主动公开政府信息若干条，办理答复及时率达到百分之百",
    "（二）依申请公开情况。按照工作要求进一步规范答复工作，认真做好受理审核 商业",
    "其他 坚持以人民为中心的发展思想，不断加大政府信息主动公开力度，切实保障人民群众的知情权",
]  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(_FIELDS), st.sampled_from(["\n", "\t", "|", " | ", "\n\n", "  "])
        ),
        max_size=14,
    )
)
def test_a_text_is_cut_as_if_it_were_looked_at_as_a_whole(cells: list[tuple[str, str]]) -> None:
    folded = fold("".join(text + separator for text, separator in cells))
    tokens = TOKENIZER.tokens(folded)
    fields = folded.replace("\t", "\n").replace("|", "\n").split("\n")
    whole = Tokenizer(lexicon())
    pieces, _, starts, ends = whole._laid_out(folded, fields, whole._cutter.cut(fields))
    assert ([*tokens.starts], [*tokens.ends]) == (starts, ends)
    assert [*tokens.kinds] == [piece.kind for piece in pieces]
    assert values(tokens) == [piece.value for piece in pieces]
    assert [piece.entry for piece in tokens.pieces] == [piece.entry for piece in pieces]
    assert [tokens.number(at) for at in range(len(tokens))] == [piece.number for piece in pieces]
    plain = [at for at, piece in enumerate(tokens.pieces) if piece is PLAIN]
    assert [tokens.text(at) for at in plain] == tokens.plain.printed
    assert [tokens.starts[at] for at in plain] == tokens.plain.starts


def test_the_same_table_with_other_figures_is_the_same_passage() -> None:
    one, other = (
        TOKENIZER.tokens(fold(f"某某镇{prose}\n规章\t{figure}\t0\n商业企业|{figure}\n{prose}。"))
        for figure, prose in [
            ("1", "坚持以人民为中心" * 9),
            ("23456", "深入贯彻落实党的二十大精神" * 8),
        ]
    )
    assert [passage.passage for passage in one.passages] == [
        passage.passage for passage in other.passages
    ]
    assert other.plain.values == [23456, 0, 23456]


def test_columns_of_a_line_are_counted_from_its_beginning() -> None:
    tokens = tokens_of("a\tb\n\t| 规章\t|1\n")
    label = tokens.labels[0]
    assert tokens.text(label) == "规章"
    assert (tokens.marks_before(label, "\t"), tokens.marks_before(label, "|")) == (1, 1)
    assert tokens.marks_before(label + 1, "\t") == 2
    assert tokens.line_start(label) == 4
    assert tokens.first_mark(label) == "\t"
    assert tokens_of("  |规章|1").first_mark(0) == "|"
    assert tokens_of("  规章|1").first_mark(0) == ""


def test_what_stands_around_tokens_tells_them_apart() -> None:
    texts = [
        "规章\t1\n",
        "\t规章\t1\n",
        "|规章\t1\n",
        "规章\t1\t\n文",
        "规章\t1\n\n文",
    ]
    around = [tokens_of(text).surroundings(0, 2) for text in texts]
    assert len(set(around)) == len(texts)


def test_a_hard_line_end_of_markdown_is_no_part_of_a_word() -> None:
    assert texts(tokens_of(mask_markup("结果维持\\\n总计\\  尚未审结"))) == [
        "结果维持",
        "总计",
        "尚未审结",
    ]
