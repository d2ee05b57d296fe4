"""Tables of a passage that was met before are found where they stand, whatever stands around it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.cells import TableKind
from core.extract.folding.fold import fold
from core.extract.places.locate import find_clusters
from core.extract.places.table_finder import TableFinder
from core.extract.tokens.tokenizer import Tokenizer
from core.extract.tokens.tokens import Tokens
from core.forms import load_forms
from tests.core.extract.made import listed_table
from tests.core.extract.stages import form, lexicon

FIGURES = ["0", "7", "12345678", "/", "-3", "1.5"]
PROSE = "我镇坚持便民原则，把群众关心的事情放在村口宣传栏里，让大家看得见、听得懂、记得住。"
LONG = "春天来了桃花开满山坡孩子们在河边放风筝老人坐在树下晒太阳" * 20
BETWEEN = [
    "- 3 -",
    "某某局网站",
    "4",
    "规章",
    "行政许可",
    "三、收到和处理政府信息公开申请情况",
    "予以公开",
    "总计",
]
PARTS = st.sampled_from([*TableKind, *BETWEEN, *(PROSE * times for times in (1, 2, 3, 11))])


def text_of(parts: list[TableKind | str], form_id: str, figure: str) -> str:
    return "\n".join(
        listed_table(part, form_id, figure).rstrip() if isinstance(part, TableKind) else part
        for part in parts
    )


def tokens_of(text: str, tokenizer: Tokenizer) -> Tokens:
    return tokenizer.tokens(fold(text))


@settings(deadline=None, max_examples=50)  # the first example builds the lexicon
@given(
    st.lists(PARTS, max_size=7),
    st.lists(PARTS, max_size=3),
    st.lists(PARTS, max_size=3),
    st.sampled_from(list(load_forms())),
    st.lists(st.sampled_from(FIGURES), min_size=2, max_size=2),
)
def test_tables_are_found_where_they_are_in_a_text_met_for_the_first_time(
    tables: list[TableKind | str],
    before: list[TableKind | str],
    behind: list[TableKind | str],
    form_id: str,
    figures: list[str],
) -> None:
    finder, tokenizer = TableFinder(form()), Tokenizer(lexicon())
    for around in ([], [PROSE]):
        for figure in figures:
            texts = [
                text_of([*around, *tables, *around], form_id, figure),
                text_of([*before, PROSE, *tables, PROSE, *behind], form_id, figure),
            ]
            for text in texts:
                tokens = tokens_of(text, tokenizer)
                assert finder.find(tokens) == find_clusters(tokens, form())


def test_what_stands_behind_a_known_passage_is_looked_at_again() -> None:
    finder, tokenizer = TableFinder(form()), Tokenizer(lexicon())
    tables = text_of([PROSE, *TableKind], "2021", "0")
    reach = []
    for notes in (0, 2):  # of as many characters as may belong to a table
        text = "\n".join([tables, *[PROSE] * notes, PROSE * 3, ""])
        tokens = tokens_of(text, tokenizer)
        placed = tokens.passage_of_labels()
        assert placed is not None
        reach.append(finder.find(tokens)[-1].end - placed.end)
    assert reach == [0, 2]


def test_prose_within_a_passage_counts_by_its_length() -> None:
    """A line in which figures stand beside prose is cut into words, and may stay within the passage."""
    finder, tokenizer = TableFinder(form()), Tokenizer(lexicon())
    line = f"农村 1 2 3 4 {LONG[:375]}"
    counts = []
    for figure in ("0", "12345678"):
        above = [f"{label}\n{figure}" for label in ("行政许可", "行政处罚", "规章")]
        below = [f"{label}\n{figure}" for label in ("行政强制", "规章", "规范性文件")]
        disputes = listed_table(TableKind.DISPUTES, "2021", figure)
        text = "\n".join([*above, "商业", line, figure, *below, disputes, ""])
        tokens = tokens_of(text, tokenizer)
        counts.append(len(finder.find(tokens)))
    assert counts == [2, 3]


def test_labels_of_another_table_among_those_of_one_are_left_out_again() -> None:
    finder, tokenizer = TableFinder(form()), Tokenizer(lexicon())
    first = listed_table(TableKind.PROACTIVE).split("\n")
    middle = first.index("行政处罚")
    for figure in ("0", "12345"):
        cut = [*first[:middle], "结果维持", figure, *first[middle:]]
        text = text_of([PROSE, "\n".join(cut), TableKind.DISPUTES, PROSE * 3], "2021", figure)
        tokens = tokens_of(text, tokenizer)
        found = finder.find(tokens)
        assert found == find_clusters(tokens, form())
        labels = [tokens.text(at) for at in found[0].labels]
        assert "行政处罚" in labels
        assert "结果维持" not in labels
