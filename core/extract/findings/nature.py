"""Owns telling what a file is: a report with tables, one without table text, the blank form, or none at all.

Figures under statutory labels make a report, whatever its title says; where there are none, the words decide.
What the words are is data: resources/natures.toml.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import islice, zip_longest

import regex

from core.cells import CellStatus, TableKind
from core.extract.folding.fold import FILLER
from core.extract.places.locate import Cluster
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.paths import resources_dir
from core.reports import ReportKind
from core.tables import CellColumns

_HEAD = 400
_LONGEST_TEXT = 200_000
"""Characters that are looked at; no report known has a tenth of that."""
_TITLE_WITHIN = 600
_LONGEST_TITLE = 70
_LONGEST_REST = 10
"""Characters of a second line that still belongs to a title (解读)."""
_BARE = 2
_PAGE_NUMBERS = 9
_PAGE = " \t-/0123456789第页共" + FILLER
_NO_TITLE = regex.compile(
    r"[。;,]|^(?:[一二三四五六七八九十]+[、.]|\(?[一二三四五六七八九十0-9]+[)、])|上一篇|下一篇|>|根据|按照"
)
_OWN_LABELS = ("column.", "heading.", "title.")
"""Names of labels that only the statutory tables have; its rows (行政许可) are words of everyday."""


@dataclass(frozen=True, slots=True)
class _Words:
    title: regex.Pattern[str]
    other_title: regex.Pattern[str]
    sections: regex.Pattern[str]
    features: tuple[regex.Pattern[str], ...]
    counted: regex.Pattern[str]
    template: regex.Pattern[str]


@cache
def _words() -> _Words:
    data = tomllib.loads((resources_dir() / "natures.toml").read_text(encoding="utf-8"))
    features = tuple(map(regex.compile, data.pop("features")))
    return _Words(features=features, **{name: regex.compile(text) for name, text in data.items()})


_FILLED = regex.compile(r"""[,:;=(]\s?["']?[0-9]++(?![.、])""")
_FEWEST_FILLED = 20
"""Numbers behind separators that no notes of a blank form have."""


class _Title(Enum):
    """What the title says that a text is."""

    REPORT = "report"
    OTHER = "other"  # an interpretation, an instruction, news, another kind of report
    NONE = "none"


def nature_of(
    text: str,
    clusters: Sequence[Cluster],
    tokens: Tokens,
    cells: CellColumns,
    has_traces: bool,
) -> ReportKind:
    """What the folded `text` is. `has_traces`: labels of its tables stand in it, though no table was found."""
    words = _words()
    text = text[:_LONGEST_TEXT]
    statutory = any(map(_is_statutory, clusters))
    has_figures = bool(clusters) and _has_figures(cells, clusters, tokens)
    if statutory and has_figures:
        return ReportKind.ANNUAL_REPORT
    title = _title_of(text)
    if has_figures and title is _Title.REPORT:
        return ReportKind.ANNUAL_REPORT
    if title is _Title.OTHER:
        return ReportKind.NOT_A_REPORT
    if statutory:
        return ReportKind.ANNUAL_REPORT if _tells_of_a_year(text) else ReportKind.BLANK_FORM
    if has_traces:
        return ReportKind.ANNUAL_REPORT
    features = sum(1 for feature in words.features if feature.search(text))
    features += title is _Title.REPORT or words.title.search(text[:_HEAD]) is not None
    sections = len(set(words.sections.findall(text)))
    if features >= 3 or (sections >= 2 and features + sections >= 3):
        return ReportKind.NO_TABLE_TEXT
    return ReportKind.NOT_A_REPORT


def _title_of(text: str) -> _Title:
    """What the first line that is a report's title says; else whether a line is that of something else."""
    words = _words()
    head = text if len(text) <= _TITLE_WITHIN else text[:_TITLE_WITHIN].rpartition("\n")[0]
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    is_other = has_column = False
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if len(line) > _LONGEST_TITLE or _NO_TITLE.search(line):
            continue
        whole = line + following if len(following) <= _LONGEST_REST else line
        title = words.title.search(line)
        if title is not None and len(line) - len(title.group()) <= _BARE:
            has_column = (
                True  # the name of a website's column, or a title that is broken over lines
            )
        elif title is not None:
            return _Title.OTHER if words.other_title.search(whole) else _Title.REPORT
        else:
            is_other |= words.other_title.search(line) is not None
    if is_other:
        return _Title.OTHER
    return _Title.REPORT if has_column else _Title.NONE


def _has_figures(cells: CellColumns, clusters: Sequence[Cluster], tokens: Tokens) -> bool:
    """Whether figures were read, or stand there that cannot be the page numbers of a blank form."""
    if any(value is not None for value in cells.values):
        return True
    if any(cell.status is CellStatus.INVALID for cell in cells.odd.values()):
        return True
    alone = 0
    for cluster in clusters:
        for at in range(cluster.start, cluster.end):
            if tokens.kinds[at] == Kind.NUMBER:
                if not _is_alone(tokens, at):
                    return True
                alone += 1
    return alone > _PAGE_NUMBERS or _has_filled_words(clusters, tokens)


def _has_filled_words(clusters: Sequence[Cluster], tokens: Tokens) -> bool:
    """Whether many words from the tables on hold numbers behind a separator, as those of a data file: "规章","3"."""
    filled = _FILLED.finditer(tokens.folded, tokens.starts[clusters[0].start])
    return next(islice(filled, _FEWEST_FILLED - 1, None), None) is not None


def _is_alone(tokens: Tokens, at: int) -> bool:
    """Whether nothing else stands on the line of a figure but another one (3 / 9)."""
    folded, start, end = tokens.folded, tokens.starts[at], tokens.ends[at]
    line_start = folded.rfind("\n", max(0, start - _LONGEST_TITLE), start) + 1
    line_end = folded.find("\n", end, end + _LONGEST_TITLE)
    before = folded[line_start:start]
    behind = folded[end : line_end if line_end >= 0 else end + _LONGEST_TITLE]
    return not (before + behind).strip(_PAGE)


def _is_statutory(cluster: Cluster) -> bool:
    """Whether the labels are those of a statutory table, and not only words that other statistics have too."""
    if cluster.table is not TableKind.PROACTIVE:
        return True
    return any(name.startswith(_OWN_LABELS) for name in cluster.seen)


def _tells_of_a_year(text: str) -> bool:
    """Whether sentences say what was done (全年公开信息31条), as no form and no instruction does."""
    words = _words()
    told = 0
    for line in text.split("\n"):
        if len(line) > 15 and not words.template.search(line):
            told += len(words.counted.findall(line))
    return told >= 2
