"""Many equations added up at once say what each says by itself, however often they are asked."""

from hypothesis import given
from hypothesis import strategies as st

from core.sums import SidesOnceMore, sides_of

PLACES = st.lists(st.integers(0, 4), max_size=4)


@given(
    st.lists(st.tuples(PLACES, PLACES), max_size=4),
    st.lists(st.tuples(*[st.integers(-3, 9)] * 5), min_size=1, max_size=4),
)
def test_both_sides_of_each_equation_are_added_up(
    equations: list[tuple[list[int], list[int]]], several: list[tuple[int, ...]]
) -> None:
    sides, once_more = sides_of(equations), SidesOnceMore(equations)
    for values in several:
        lefts = [sum(values[at] for at in left) for left, _ in equations]
        rights = [sum(values[at] for at in right) for _, right in equations]
        assert sides(values) == once_more(values) == (lefts, rights)
