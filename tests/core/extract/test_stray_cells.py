"""A figure that does not belong in its row: one too many beside a blank cell, or one on a line of its own."""

import pytest

from tests.core.extract.texts import cells, report, said


@pytest.mark.parametrize("layout", ["tab-cell", "alternating", "cell-pipe"])
def test_a_figure_too_many_beside_a_blank_cell_is_not_certain(layout: str) -> None:
    text = report(layout, {"requests.granted": "17,,11,12,13,14,67"})
    assert said(text, "granted") == "17 _ 11 12 13 14 67"
    start = text.index("14", text.index("予以公开"))
    end = text.index("67", start)
    twice = text[:end] + text[start:end] + text[end:]
    assert "(" in said(twice, "granted") or "?" in said(twice, "granted")
    assert not [
        cell
        for name, cell in cells(twice).items()
        if name.startswith("requests.granted") and cell.status.value == "read"
    ]


def test_a_page_number_in_place_of_a_lost_figure_is_not_certain() -> None:
    """All rows hold as many figures as they should; but one stands on another line than in all other rows."""
    text = report("spaces", {"requests.granted": "17,10,11,12,13,14,77"})
    assert said(text, "granted") == "17 10 11 12 13 14 77"
    lost = text.replace("17 10 11 12 13 14 77", "17 10 11 12 13 14\n9")
    assert "9" not in said(lost, "granted").split()


def test_a_blank_among_the_figures_of_the_review_table_counts() -> None:
    """Fifteen figures and an empty cell among them are one too many."""
    figures = ["4", "1", "2", "1", "", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]
    rows = ("reconsideration", "litigation_direct", "litigation_after")
    parts = {f"disputes.{row}": ",".join(figures[5 * n : 5 * n + 5]) for n, row in enumerate(rows)}
    text = report("cell-blank", parts)
    behind = text.index("五、存在的主要问题")
    added = text[:behind].rstrip("\n") + "\n\n7\n\n" + text[behind:]
    assert "7" not in said(added, "litigation_after").split()
