"""A passage that was met often is found at a glance, and what is found is what a longer look says."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.extract.folding.fold import fold
from core.extract.tokens.known_passages import KnownPassages
from core.extract.tokens.lexicon import Lexicon, build_lexicon
from core.extract.tokens.pieces import Piece
from core.extract.tokens.tokenizer import Tokenizer
from core.extract.tokens.tokens import Tokens
from core.forms import load_forms

PROSE = "坚持以人民为中心的发展思想，不断加大主动公开力度，全年办理答复及时率达到百分之百。"
OFTEN = 70


@cache
def lexicon() -> Lexicon:
    return build_lexicon(tuple(load_forms().values()))


def table(figures: list[str], border: str = "\t") -> str:
    first, second, third = (border + figure for figure in figures)
    return f"信息内容\n规章{first}{second}\n商业企业{third}\n"


def experienced(border: str = "\t") -> Tokenizer:
    """A tokenizer that has met the same table over and over, with prose beside it and without."""
    tokenizer = Tokenizer(lexicon())
    for number in range(OFTEN):
        own = table([str(number), "0", str(number % 7)], border)
        tokenizer.tokens(fold(f"{PROSE}\n{own}{PROSE}"))
        tokenizer.tokens(fold(own))
    return tokenizer


def everything(tokens: Tokens) -> tuple[object, ...]:
    return (
        tokens.starts,
        tokens.ends,
        tokens.kinds,
        tokens.labels,
        tokens.plain,
        [[getattr(piece, name) for name in Piece.__slots__] for piece in tokens.pieces],
        [(one.first, one.first_figure, one.passage.figures) for one in tokens.passages],
    )


_FIGURES = st.sampled_from(["0", "7", "12", "31415926", "-3", "12.50"])
_ODD = st.sampled_from(["007", "1-2", "--", "", "1 2", "12件", "1.2.3", "/", "9" * 30])
_BESIDE = st.lists(
    st.sampled_from(
        [
            PROSE,
            PROSE + "\n",
            "\n",
            "商业",
            "企业\n",
            "规章\n",
            "3\n",
            "\t5\t",
            "（一）",
            "万元\n",
            "某某镇\n",
        ]
    )
    | st.just(table(["1", "2", "3"])),
    max_size=4,
).map("".join)


@settings(deadline=None, max_examples=120)
@given(
    _BESIDE,
    st.lists(_FIGURES | _ODD, min_size=3, max_size=3),
    _BESIDE,
    st.sampled_from(["\t", " | "]),
)
def test_what_is_found_at_a_glance_is_what_a_longer_look_says(
    before: str, figures: list[str], behind: str, border: str
) -> None:
    text = fold(before + table(figures, border) + behind)
    found, looked_at = experienced(border).tokens(text), Tokenizer(lexicon()).tokens(text)
    assert everything(found) == everything(looked_at)


def test_a_passage_is_found_once_it_was_met_often() -> None:
    known = KnownPassages()
    tokenizer = Tokenizer(lexicon())
    passage = tokenizer.tokens(table(["1", "2", "3"])).passages[0].passage
    between = ("\n规章\t", "\t", "\n")
    known.keep(between, passage)
    text = "某某镇\n规章\t12\t-3.5\n完"
    assert known.find(text) is None
    for _ in range(OFTEN):
        assert known.get(between) is passage
    found = known.find(text)
    assert found is not None
    assert found.passage is passage
    assert found.printed == ("12", "-3.5")
    assert text[found.start : found.end] == "\n规章\t12\t-3.5\n"
    assert known.find(text.replace("12", "012")) is None  # no plain figure
    known.forget(found)
    assert known.find(text) is None


def test_tables_met_often_are_still_known_when_their_figures_are_others() -> None:
    tokenizer = experienced()
    one, other = (
        tokenizer.tokens(fold(f"{PROSE}\n{table([figure, '5', '6'])}{PROSE}"))
        for figure in ("8", "99999")
    )
    assert one.passages[0].passage is other.passages[0].passage
    assert [other.text(at) for at in one.labels] == [one.text(at) for at in one.labels]
    assert other.plain.values == [99999, 5, 6]


@pytest.mark.parametrize("line", ["12\t7\t3141\t0", "商业\t企业\t12", PROSE])
def test_far_more_beside_it_than_a_narrative_changes_nothing(line: str) -> None:
    many = "\n".join([line] * 3_000)
    text = fold(f"{many}\n{PROSE}\n{table(['5', '0', '3'])}{PROSE}\n{many}")
    assert everything(experienced().tokens(text)) == everything(Tokenizer(lexicon()).tokens(text))
