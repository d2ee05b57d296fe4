"""Finding words by their marks finds what trying every word at every place does."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.extract.findings.sections import _sections
from core.extract.identity.marks import MarkedWords, places_of_marks
from core.paths import resources_dir

WORDS = ("街道办", "街道", "办公室", "公室", "室", "县人民政府", "人民政府", "民族乡")
MARKS = "街室民"


@given(st.text(alphabet="街道办公室县人民政府族乡的", max_size=40), st.integers(0, 45))
def test_words_are_found_wherever_they_stand_before_the_end(text: str, end: int) -> None:
    plain = [at for at in range(len(text)) if text[:end].startswith(WORDS, at)]
    assert MarkedWords(WORDS, MARKS).places(text, end) == plain
    assert MarkedWords(WORDS, MARKS).places(text[:end]) == plain


@given(st.text(alphabet="街道室", max_size=20))
def test_marks_are_found_wherever_they_stand(text: str) -> None:
    found = places_of_marks(text, MARKS)
    assert found == [at for at, char in enumerate(text) if char in MARKS]


def test_a_word_without_a_mark_cannot_be_found() -> None:
    with pytest.raises(StopIteration):
        MarkedWords(WORDS, "街室")


def test_every_word_of_the_data_has_a_mark() -> None:
    units = tomllib.loads((resources_dir() / "units.toml").read_text(encoding="utf-8"))
    sections = _sections()
    for words, marks in ((units["endings"], units["marks"]), (sections.words, sections.marks)):
        assert [word for word in words if not any(mark in word for mark in marks)] == []
