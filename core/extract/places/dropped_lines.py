"""Owns telling that whoever made a text dropped its repeated lines, so that figures are lost."""

from collections.abc import Iterator, Sequence

from core.extract.places.locate import Cluster
from core.extract.tokens.tokens import Tokens


def has_dropped_lines(tokens: Tokens, clusters: Sequence[Cluster]) -> bool:
    """Whether whoever made the text dropped repeated lines: one cell a line, and no line twice.

    A real table repeats its figures and headers; without any repeat there is no telling what is lost.
    """
    rows = sum(len(cluster.rows) for cluster in clusters)
    if rows < 8:
        return False
    lines: set[str] = set()
    cells = figures = 0
    for cluster in clusters:
        start, end = tokens.starts[cluster.start], tokens.ends[cluster.end - 1]
        for line in _lines(tokens.folded, start, end):
            line = line.strip(" ")
            cell = line.strip(" \t|")
            if not cell:
                continue  # borders alone may have been left, being so short
            # With another border it is another line, to whoever dropped them.
            if line in lines or "\t" in cell or "|" in cell or _holds_figures(cell):
                return False
            lines.add(line)
            cells += 1
            figures += len(cell) < 12 and cell.replace(".", "").isdigit()
    return cells > rows + figures > rows


def _lines(text: str, start: int, end: int) -> Iterator[str]:
    """The lines of text[start:end] one by one: the first few tell, mostly."""
    while (stop := text.find("\n", start, end)) >= 0:
        yield text[start:stop]
        start = stop + 1
    yield text[start:end]


def _holds_figures(line: str) -> bool:
    """Whether the line holds several figures, so that it is no cell by itself."""
    return " " in line and sum(word.isdigit() for word in line.split()) > 1
