"""Owns finding where the statutory tables stand among the tokens, and which Form they follow.

A table is found by its labels alone: headings may be wrong or absent, tables may come in any order, twice,
or not at all.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from core.cells import TableKind
from core.extract.findings.sections import is_heading
from core.extract.tokens.lexicon import Entry, Role
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import Arrangement, Block, Form, FormTable

_MIN_DISTINCT = {TableKind.PROACTIVE: 3, TableKind.REQUESTS: 4, TableKind.DISPUTES: 3}
_DISPUTES, _TEXT = TableKind.DISPUTES, Kind.TEXT
"""By themselves: looking one up in its Enum takes Python ten times as long."""
_MAX_TEXT_BETWEEN = 400
"""Characters of other text that may stand between two labels of one table (notes, chrome, page ends)."""
LONGEST_BETWEEN = 60
"""Characters of a text between two labels of one table that is no prose."""


@dataclass(slots=True)
class Cluster:
    """A run of labels of one table: positions in the token list, in order; `end` is the first beyond it.

    `lead` is the number of figures just before its first label that may belong to it; `speaks_for` counts its labels
    that only one form has, each once, by the id of that form.
    """

    table: TableKind
    labels: list[int] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    last_row: str = ""
    end: int = 0
    lead: int = 0
    speaks_for: dict[str, int] = field(default_factory=dict)

    def moved(self, by: int, labels: list[int]) -> "Cluster":
        """The same `by` tokens further on, where its labels are `labels`."""
        return Cluster(
            self.table,
            labels,
            self.seen,
            self.rows,
            self.last_row,
            self.end + by,
            self.lead,
            self.speaks_for,
        )

    @property
    def start(self) -> int:
        """The position of its first label, or of the figures before that."""
        return self.labels[0] - self.lead

    @property
    def is_table(self) -> bool:
        """Whether there are enough different labels for it to be the table rather than a mention of it."""
        return len(self.seen) >= _MIN_DISTINCT[self.table]


def find_clusters(tokens: Tokens, form: Form) -> list[Cluster]:
    """The places where tables stand, in the order of the text, with `end` set.

    `form` is any Form: the table that is one line has the same headers on all of them.
    """
    clusters: list[Cluster] = []
    current: Cluster | None = None
    last_end = 0
    pieces, starts, ends = tokens.pieces, tokens.starts, tokens.ends
    for number, at in enumerate(tokens.labels):
        entry = pieces[at].entry
        assert entry is not None
        table = entry.table
        if table is None:
            if current is not None and current.table in entry.tables:
                current.labels.append(at)
                last_end = ends[at]
            continue
        if entry.is_title:
            # A title closes whatever stood before it; the table begins with its labels.
            current = None
            continue
        if (
            current is not None
            and table is not current.table
            and _is_inside(current, number, tokens)
        ):
            continue
        row = entry.row
        if (
            current is None
            or current.table is not table
            or _restarts(current, row, tokens, at)
            or (
                starts[at] - last_end > _MAX_TEXT_BETWEEN
                and _prose_between(tokens, current.labels[-1], at)
            )
        ):
            current = Cluster(table)
            clusters.append(current)
        current.labels.append(at)
        current.seen.add(entry.name)
        if row:
            current.rows.add(row)
            current.last_row = row
        last_end = ends[at]
    clusters = _merge(cluster for cluster in clusters if _is_kept(cluster))
    for printed in form.tables.values():
        if printed.arrangement is Arrangement.SIDE_BY_SIDE and not any(
            cluster.table is printed.kind for cluster in clusters
        ):
            clusters += _stacked(printed, tokens)
    clusters.sort(key=lambda cluster: cluster.start)
    for cluster in clusters:
        printed = form.tables[cluster.table]
        if printed.arrangement is Arrangement.MATRIX:
            cluster.lead = _figures_before(cluster, tokens, printed.blocks[0].width)
        cluster.speaks_for = _forms_of(cluster, tokens)
    clusters = _with_ends(clusters, tokens)
    for cluster, following in zip_longest(clusters, clusters[1:]):
        printed = form.tables[cluster.table]
        if printed.arrangement is Arrangement.SIDE_BY_SIDE:
            limit = following.start if following else len(tokens)
            cluster.end = _end_of_line(cluster, limit, printed.blocks[0], tokens)
    return clusters


def _is_inside(cluster: Cluster, number: int, tokens: Tokens) -> bool:
    """Whether a label of another table (its number given) stands between two of the cluster's, and no figure does."""
    if not 0 < number < len(tokens.labels) - 1:
        return False
    before, following = tokens.labels[number - 1], tokens.labels[number + 1]
    if before != cluster.labels[-1] or min(tokens.kinds[before:following]) <= Kind.BLANK:
        return False
    entry = tokens.label(following)
    return entry.table is cluster.table and not entry.is_title


def _forms_of(cluster: Cluster, tokens: Tokens) -> dict[str, int]:
    entries = [tokens.pieces[at].entry for at in reversed(cluster.labels)]
    return Counter({entry.name: entry.form for entry in entries if entry and entry.form}.values())


def _figures_before(cluster: Cluster, tokens: Tokens, width: int) -> int:
    """A row of figures just before the table's first label, if that names a row: theirs may stand behind them."""
    first = cluster.labels[0]
    if not tokens.label(first).has_row:
        return 0
    at = first
    while at and tokens.kinds[at - 1] <= Kind.BLANK:
        at -= 1
    return first - at if first - at >= width else 0


def _stacked(table: FormTable, tokens: Tokens) -> list[Cluster]:
    """The table whose headers are printed in pieces beside each other, so that no word is left of them.

    Narrow columns break 结果维持 over lines, which text taken from a page interleaves with those of the
    other columns. It is known by its characters: each of a column's label as often as there are rows side
    by side.
    """
    (block,) = table.blocks
    wanted: Counter[str] = Counter()
    for column in block.columns:
        for char in column.label:
            wanted[char] += len(block.rows)
    if any(tokens.folded.count(char) < times for char, times in wanted.items()):
        return []
    words = dict.fromkeys(word for row in block.rows for word in row.path)
    merged = re.compile("|".join(map(re.escape, words)))
    run: list[int] = []
    found: Counter[str] = Counter()
    for at, piece in enumerate(tokens.pieces):
        text = merged.sub("", tokens.text(at)) if piece.kind >= Kind.LABEL else ""
        if text and wanted.keys() >= set(text):
            run.append(at)
            found.update(text)
        elif piece.entry is not None and table.kind in piece.entry.tables:
            continue
        elif run:
            if piece.kind <= Kind.BLANK and not wanted - found:
                return [Cluster(table.kind, run)]
            run, found = [], Counter()
    return []


def _is_kept(cluster: Cluster) -> bool:
    return cluster.is_table or (len(cluster.rows) >= 1 and cluster.table is not TableKind.DISPUTES)


def _restarts(current: Cluster, row: str | None, tokens: Tokens, at: int) -> bool:
    """Whether a table that was complete begins again (printed twice)."""
    if row is None:
        return False
    if current.table is _DISPUTES:
        between = tokens.kinds[current.labels[-1] : at]
        return row == "reconsideration" and between.count(Kind.NUMBER) >= 10
    if row not in current.rows or len(current.rows) < 3 or row == current.last_row:
        return False
    return min(tokens.kinds[current.labels[-1] : at]) <= Kind.BLANK


def _prose_between(tokens: Tokens, first: int, last: int) -> bool:
    return any(
        tokens.kinds[at] == Kind.TEXT and tokens.length(at) > LONGEST_BETWEEN
        for at in range(first + 1, last)
    )


def _merge(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Put pieces of one table together that something stood between; drop what remains too small."""
    merged: list[Cluster] = []
    for cluster in clusters:
        before = merged[-1] if merged else None
        if (
            before is not None
            and before.table is cluster.table
            and not (before.rows & cluster.rows)
            and cluster.table is not TableKind.DISPUTES
        ):
            before.labels += cluster.labels
            before.seen |= cluster.seen
            before.rows |= cluster.rows
        else:
            merged.append(cluster)
    return [cluster for cluster in merged if cluster.is_table]


def _with_ends(clusters: list[Cluster], tokens: Tokens) -> list[Cluster]:
    """Each cluster reaches to the next one, to a title, or to prose."""
    starts = [cluster.start for cluster in clusters]
    for cluster in clusters:
        following = bisect_right(starts, cluster.start)
        limit = starts[following] if following < len(starts) else len(tokens)
        cluster.end = end_from(cluster.labels[-1] + 1, limit, tokens)
    return clusters


def _end_of_line(cluster: Cluster, limit: int, block: Block, tokens: Tokens) -> int:
    """Where the table of one line ends: its figures may stand below a heading that the end of a page put there."""
    kinds, end = tokens.kinds, cluster.end
    if kinds[cluster.start : end].count(Kind.NUMBER) >= block.width:
        return end
    behind = end
    while behind < limit and kinds[behind] > Kind.BLANK:
        if tokens.length(behind) > LONGEST_BETWEEN:
            return end
        behind += 1
    is_line = tokens.figures_behind(behind - 1) >= len(block.rows) * block.width
    return end_from(behind, limit, tokens) if is_line else end


def end_from(end: int, limit: int, tokens: Tokens) -> int:
    """Where a table that reaches to `end` at least, and not beyond `limit`, does end."""
    while end < limit and not _closes(tokens, end):
        end += 1
    return end


def _closes(tokens: Tokens, at: int) -> bool:
    entry = tokens.pieces[at].entry
    if entry is not None:
        return entry.is_title
    return tokens.kinds[at] == _TEXT and (tokens.length(at) > 90 or is_heading(tokens.text(at)))


def choose_form(
    clusters: Sequence[Cluster], tokens: Tokens, forms: Sequence[Form], year: int | None
) -> Form:
    """The Form that most labels speak for, else what stands under its labels; the year only where these do not."""
    votes = [sum([one.speaks_for.get(form.id, 0) for one in clusters]) for form in forms]
    best = max(votes)
    leading: Sequence[Form] = [form for form, own in zip(forms, votes, strict=True) if own == best]
    if len(leading) > 1:
        leading = _by_rows_under_labels(clusters, tokens, leading)
    if len(leading) > 1 and year is not None:
        leading = [form for form in leading if form.covers(year)] or leading
    return leading[-1]


def _by_rows_under_labels(
    clusters: Sequence[Cluster], tokens: Tokens, forms: Sequence[Form]
) -> Sequence[Form]:
    """The `forms` on which as many rows stand under a label as figures are printed there.

    （六）其他处理 is a row on one form and the merged label of three on another.
    """
    fitting = set(forms)
    for cluster in clusters:
        labels = cluster.labels
        for at, following in pairwise(labels):
            entry = tokens.pieces[at].entry  # None of headers printed one character under the other
            if entry is None or not (entry.has_row and entry.has_group):
                continue
            figures = sum(kind <= Kind.BLANK for kind in tokens.kinds[at + 1 : following])
            if figures:
                fitting -= {form for form in fitting if not _holds(form, entry, figures)}
    return [form for form in forms if form in fitting] or forms


def _holds(form: Form, entry: Entry, figures: int) -> bool:
    """Whether `figures` may stand behind the label on `form`: in one row, or in several."""
    assert entry.table is not None
    width = max(block.width for block in form.tables[entry.table].blocks)
    is_row = bool(entry.named(Role.ROW, entry.table, form.id))
    return is_row == (figures <= width + 1)
