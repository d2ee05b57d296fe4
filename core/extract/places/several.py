"""Owns telling several reports in one file: two titles of different units or years, each with tables of its own."""

from bisect import bisect_left

from core.extract.folding.fold import Squeezed
from core.extract.folding.ruled import View
from core.extract.identity.names import names
from core.extract.identity.titles import Title, titles
from core.extract.places.locate import Cluster
from core.extract.tokens.tokens import Tokens
from core.findings import Finding

_LONGEST = 500_000


def starts_of(clusters: list[Cluster], tokens: Tokens, view: View) -> list[int]:
    """Where in the source each table begins."""
    return [_place(one.labels[0], tokens, view) for one in clusters]


def first_report(
    prose: Squeezed, clusters: list[Cluster], tokens: Tokens, view: View
) -> tuple[list[Cluster], list[Finding]]:
    """The tables of the first report in the text, and a Finding at the title of the next, if there is one."""
    if len({cluster.table for cluster in clusters}) == len(clusters):
        return clusters, []
    starts = starts_of(clusters, tokens, view)
    named: Title | None = None
    for title in titles(prose.text, min(len(prose.text), _LONGEST)):
        if title.unit is None and title.year is None:
            continue
        if named is None:
            named = title
            continue
        if not _is_other(prose.text, named, title):
            continue
        span = prose.span(title.start, title.end)
        before = bisect_left(starts, span.start)
        kinds = {one.table for one in clusters[:before]}
        if any(one.table in kinds for one in clusters[before:]):
            kept = clusters[:before]
            _cut(kept[-1], tokens, view, span.start)
            printed = " ".join(prose.text[title.start : title.end].split())
            return kept, [Finding("several_reports", (), span, {"printed": printed})]
    return clusters, []


def _is_other(text: str, first: Title, second: Title) -> bool:
    """Whether the titles are those of two reports: another year, or another unit for certain."""
    if first.year and second.year and text[slice(*first.year)] != text[slice(*second.year)]:
        return True
    if not (first.unit and second.unit):
        return False
    one, other = (names().short(text[slice(*title)]) for title in (first.unit, second.unit))
    return one not in other and other not in one


def _cut(cluster: Cluster, tokens: Tokens, view: View, start: int) -> None:
    """Ends the last table of a report before the next report begins."""
    while cluster.end - 1 > cluster.labels[-1]:
        if _place(cluster.end - 1, tokens, view) < start:
            break
        cluster.end -= 1


def _place(at: int, tokens: Tokens, view: View) -> int:
    """Where the token at `at` stands in the source."""
    return view.span(tokens.starts[at], tokens.ends[at]).start
