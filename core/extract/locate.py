"""Owns finding where the statutory tables stand in the Tokens, and which Form they follow.

A table is found by its labels alone: headings may be wrong or absent, tables may come in any order, twice,
or not at all.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.cells import TableKind
from core.extract.lexicon import Role
from core.extract.tokens import Kind, Token
from core.forms import Arrangement, Form, FormTable

_MIN_DISTINCT = {TableKind.PROACTIVE: 3, TableKind.REQUESTS: 4, TableKind.DISPUTES: 3}
_MAX_TEXT_BETWEEN = 400
"""Characters of other text that may stand between two labels of one table (notes, chrome, page ends)."""


@dataclass(slots=True)
class Cluster:
    """A run of labels of one table: positions in the token list, in order; `end` is the first beyond it."""

    table: TableKind
    labels: list[int] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    end: int = 0

    @property
    def start(self) -> int:
        """The position of its first label."""
        return self.labels[0]

    @property
    def is_table(self) -> bool:
        """Whether there are enough different labels for it to be the table rather than a mention of it."""
        return len(self.seen) >= _MIN_DISTINCT[self.table]


def find_clusters(tokens: Sequence[Token], folded: str, form: Form) -> list[Cluster]:
    """The places where tables stand, in the order of the text, with `end` set.

    `form` is any Form: the table that is one line has the same headers on all of them.
    """
    clusters: list[Cluster] = []
    current: Cluster | None = None
    last_end = 0
    for at, token in enumerate(tokens):
        if token.kind is not Kind.LABEL or token.entry is None:
            continue
        entry = token.entry
        if len(entry.tables) > 1:
            if current is not None and current.table in entry.tables:
                current.labels.append(at)
                last_end = token.end
            continue
        (table,) = entry.tables
        first = entry.labels[0]
        if first.role is Role.TITLE:
            current = (
                None  # a title closes whatever stood before it; the table begins with its labels
            )
            continue
        row = first.key if first.role is Role.ROW else None
        if (
            current is None
            or current.table is not table
            or _restarts(current, row, tokens, at)
            or (
                token.start - last_end > _MAX_TEXT_BETWEEN
                and _prose_between(tokens, current.labels[-1], at)
            )
        ):
            current = Cluster(table)
            clusters.append(current)
        current.labels.append(at)
        current.seen.add(f"{first.role.value}.{first.key}")
        if row:
            current.rows.add(row)
        last_end = token.end
    clusters = _merge([cluster for cluster in clusters if _is_kept(cluster)])
    for printed in form.tables.values():
        if printed.arrangement is Arrangement.SIDE_BY_SIDE and not any(
            cluster.table is printed.kind for cluster in clusters
        ):
            clusters += _stacked(printed, tokens, folded)
    return _with_ends(sorted(clusters, key=lambda cluster: cluster.start), tokens)


def _stacked(table: FormTable, tokens: Sequence[Token], folded: str) -> list[Cluster]:
    """The table whose headers are printed one character under the other, so that no word is left of them.

    It is known by its characters: each of a column's label as often as there are rows side by side.
    """
    (block,) = table.blocks
    wanted: Counter[str] = Counter()
    for column in block.columns:
        for char in column.label:
            wanted[char] += len(block.rows)
    run: list[int] = []
    found: Counter[str] = Counter()
    for at, token in enumerate(tokens):
        if token.kind is Kind.TEXT and token.end - token.start == 1:
            run.append(at)
            found[folded[token.start]] += 1
        elif token.kind is Kind.LABEL and table.kind in (token.entry.tables if token.entry else ()):
            continue
        elif run:
            if not wanted - found and token.kind <= Kind.BLANK:
                return [Cluster(table.kind, run)]
            run, found = [], Counter()
    return []


def _is_kept(cluster: Cluster) -> bool:
    return cluster.is_table or (len(cluster.rows) >= 1 and cluster.table is not TableKind.DISPUTES)


def _restarts(current: Cluster, row: str | None, tokens: Sequence[Token], at: int) -> bool:
    """Whether a table that was complete begins again (printed twice)."""
    if current.table is TableKind.DISPUTES:
        entry = tokens[at].entry
        previous = current.labels[-1]
        if entry is None or entry.labels[0].key != "reconsideration":
            return False
        return sum(1 for token in tokens[previous:at] if token.kind is Kind.NUMBER) >= 10
    if row is None or row not in current.rows:
        return False
    figures = sum(1 for token in tokens[current.labels[-1] : at] if token.kind <= Kind.BLANK)
    return len(current.rows) >= 3 and figures > 0


def _prose_between(tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(
        token.kind is Kind.TEXT and token.end - token.start > 60
        for token in tokens[first + 1 : last]
    )


def _merge(clusters: list[Cluster]) -> list[Cluster]:
    """Put pieces of one table together that something stood between; drop what remains too small."""
    merged: list[Cluster] = []
    for cluster in clusters:
        before = next((c for c in reversed(merged) if c.table is cluster.table), None)
        together = (
            before is not None
            and before is merged[-1]
            and not (before.rows & cluster.rows)
            and cluster.table is not TableKind.DISPUTES
        )
        if together and before is not None:
            before.labels += cluster.labels
            before.seen |= cluster.seen
            before.rows |= cluster.rows
        else:
            merged.append(cluster)
    return [cluster for cluster in merged if cluster.is_table]


def _with_ends(clusters: list[Cluster], tokens: Sequence[Token]) -> list[Cluster]:
    """Each cluster reaches to the next one, to a title, or to prose."""
    starts = sorted(cluster.start for cluster in clusters)
    for cluster in clusters:
        limit = next((start for start in starts if start > cluster.start), len(tokens))
        end = cluster.labels[-1] + 1
        while end < limit and not _closes(tokens[end]):
            end += 1
        cluster.end = end
    return clusters


def _closes(token: Token) -> bool:
    if token.kind is Kind.LABEL and token.entry is not None:
        return token.entry.labels[0].role is Role.TITLE
    return token.kind is Kind.TEXT and token.end - token.start > 90


def choose_form(
    clusters: Sequence[Cluster], tokens: Sequence[Token], forms: Sequence[Form], year: int | None
) -> Form:
    """The Form that most labels speak for; labels decide, the year only where they do not."""
    votes: Counter[str] = Counter()
    for cluster in clusters:
        spoken: set[tuple[str, str]] = set()
        for at in cluster.labels:
            entry = tokens[at].entry
            if entry is None:
                continue
            named = {label.form for label in entry.labels}
            if len(named) == 1:
                label = entry.labels[0]
                if (label.role.value, label.key) not in spoken:
                    spoken.add((label.role.value, label.key))
                    votes[label.form] += 1
    best = max(votes.values(), default=0)
    leading = [form for form in forms if votes[form.id] == best]
    if len(leading) > 1 and year is not None:
        leading = [form for form in leading if form.covers(year)] or leading
    return leading[-1]


def has_dropped_lines(tokens: Sequence[Token], clusters: Sequence[Cluster], folded: str) -> bool:
    """Whether whoever made the text dropped repeated lines: one cell a line, and no line twice.

    A real table repeats its figures and headers; without any repeat there is no telling what is lost.
    """
    lines: list[str] = []
    rows = 0
    for cluster in clusters:
        rows += len(cluster.rows)
        start, end = tokens[cluster.start].start, tokens[cluster.end - 1].end
        lines += [line.strip(" \t|") for line in folded[start:end].split("\n")]
    lines = [line for line in lines if line]
    figures = sum(1 for line in lines if len(line) < 12 and line.replace(".", "").isdigit())
    return (
        rows >= 8
        and len(lines) > rows + figures > rows
        and len(set(lines)) == len(lines)
        and (figures < 3 * rows and all("\t" not in line and "|" not in line for line in lines))
    )
