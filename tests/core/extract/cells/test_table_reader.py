"""What is remembered of a table's layout says of the next text what a first look at that would say."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cells import Cell, TableKind
from core.extract.cells.make_cells import Source
from core.extract.cells.table_reader import TableReader
from core.extract.folding.fold import fold
from core.extract.folding.ruled import View
from core.extract.places.locate import find_clusters
from core.extract.tokens.tokenizer import Tokenizer
from core.findings import Finding
from core.forms import load_forms
from core.tables import CellColumns
from tests.core.extract.stages import lexicon

FORM = load_forms()["2019"]
FIGURES = ["0", "7", "12345", "-3", "+10", "1.5", "/", "5万元", "0", "0"]
BEFORE = [
    "",
    "各单位上年度主动公开工作有关数量情况说明表格如下",
    "二、主动公开政府信息情况",
    "上年数",
    "项目",
    "总计",
    "申请人情况",
    "商业企业",
    "7",
]
PROSE = "我镇坚持便民原则，把群众关心的事情放在村口宣传栏里，让大家看得见、听得懂、记得住。" * 3


def lines_of(kind: TableKind, figures: list[str], lost: set[int]) -> list[str]:
    """The table one cell a line, its figures one after the other, but for those `lost` (by number)."""
    lines: list[str] = []
    number = 0
    for block in FORM.tables[kind].blocks:
        lines += [column.label for column in block.columns]
        for row in block.rows:
            lines += [*row.path[:-1], row.label]
            for _ in block.columns:
                if number not in lost:
                    lines.append(figures[number % len(figures)])
                number += 1
    return lines


def read(reader: TableReader, text: str, tokenizer: Tokenizer) -> tuple[list[Cell], list[Finding]]:
    """What `reader` makes of the table in `text`."""
    folded = fold(text)
    tokens = tokenizer.tokens(folded)
    clusters = [one for one in find_clusters(tokens, FORM) if one.table is reader.kind]
    findings: list[Finding] = []
    columns = reader.read(clusters, tokens, Source(text, View(folded)), findings)
    assert columns == CellColumns.of(columns)  # each Cell is held as it should be
    return [*columns], findings


texts = st.tuples(
    st.lists(st.sampled_from(BEFORE), max_size=2),
    st.lists(st.sampled_from(FIGURES), min_size=7, max_size=40),
    st.lists(st.sampled_from(["", "上一篇", "3"]), max_size=1),
)


@settings(deadline=None, max_examples=40)  # the first example builds the lexicon
@given(
    st.sampled_from([*TableKind]),
    st.sets(st.integers(0, 20), max_size=1),
    st.lists(texts, min_size=2, max_size=4),
)
def test_a_layout_met_before_is_read_as_if_it_were_new(
    kind: TableKind,
    lost: set[int],
    several: list[tuple[list[str], list[str], list[str]]],
) -> None:
    table = FORM.tables[kind]
    known, tokenizer = TableReader(FORM, table, lexicon()), Tokenizer(lexicon())
    for before, figures, behind in several:
        table_lines = lines_of(kind, figures, lost)
        text = "\n".join([PROSE, *before, *table_lines, *behind, PROSE, ""])
        anew = TableReader(FORM, table, lexicon())
        assert read(known, text, tokenizer) == read(anew, text, Tokenizer(lexicon()))


def test_a_strange_header_before_a_known_table_is_seen() -> None:
    """What stands between a heading and a table belongs to its passage, and to what is remembered of it."""
    reader = TableReader(FORM, FORM.tables[TableKind.PROACTIVE], lexicon())
    tokenizer = Tokenizer(lexicon())
    table = [one for one in lines_of(TableKind.PROACTIVE, ["0"], set()) if one[0] not in "本对"]
    codes = []
    strange = ["上年数", "本年数", "累计数"]
    for before in (["二、主动公开政府信息情况"], ["二、主动公开政府信息情况", *strange], []) * 2:
        _, findings = read(reader, "\n".join([PROSE, *before, *table, PROSE, ""]), tokenizer)
        codes.append("header_replaced" in {finding.code for finding in findings})
    assert codes == [False, True, False] * 2
