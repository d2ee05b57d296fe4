"""Links of Markdown around what a table prints."""

import pytest

from core.extract.folding.markup import mask_markup
from core.extract.reader import read_report
from core.text import source_text
from tests.core.extract.texts import cells, report, said

LAYOUTS = ["cell-blank", "cell-line", "tab-row", "spaces", "pipe-bare", "markdown-full", "raw-html"]
LINKS = ["[12](http://a.gov.cn/7/2.html)", "[12](/c12/3.html)", '[12](3.html "7 8")', "[12](#note)"]


def linked(layout: str, link: str) -> str:
    """A report whose figure 12 is printed so."""
    text = report(layout, {"requests.granted": "17,10,11,12,13,14,77"})
    at = text.index("12", text.index("予以公开"))
    return text[:at] + link + text[at + 2 :]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("link", LINKS)
def test_a_figure_that_is_a_link_is_read(layout: str, link: str) -> None:
    text = linked(layout, link)
    assert said(text, "granted") == "17 10 11 12 13 14 77"
    cell = cells(text)["requests.granted.public_interest"]
    assert cell.span is not None
    assert text[cell.span.start : cell.span.end] == cell.raw == "12"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_link_to_a_note_is_no_digit_of_the_figure_before_it(layout: str) -> None:
    text = linked(layout, "12[1](#note)")
    assert said(text, "granted") == "17 10 11 (12) 13 14 77"
    codes = {one.code for one in read_report(source_text(text)).findings}
    assert "footnote_mark" in codes


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("5[1](#n)", "5[1]"),
        ("[5](#n)1", "[5](#n)1"),
        ("[5](6)", "[5](6)"),
        ("![5](a.png)", "![5](a.png)"),
        ("[规章](a.html)|", "规章|"),
    ],
)
def test_what_is_left_of_a_link(printed: str, shown: str) -> None:
    masked = mask_markup(printed)
    assert len(masked) == len(printed)
    assert masked.replace("\x00", "") == shown
