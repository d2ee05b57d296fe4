"""Owns the headers of a table that is one line of figures, whose rows stand side by side under merged labels."""

from core.extract.headers.column_order import AS_ON_FORM, ColumnOrder
from core.extract.headers.header_words import NO_WORDS, HeaderWords, Words
from core.extract.headers.header_zone import HeaderZone
from core.extract.headers.line_order import LineLabel, line_order
from core.extract.places.locate import Cluster
from core.extract.tokens.lexicon import Entry, Role
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import Form, FormTable

_MOST = 1_000
"""Tokens of headers that are accounted for; more are no headers of one table."""


class LineHeaders:
    """Reads the headers of one such table of a Form; made once, used for every text."""

    def __init__(self, form: Form, table: FormTable, zone: HeaderZone, words: HeaderWords) -> None:
        self._form = form.id
        self._table = table
        (self._block,) = table.blocks
        self._zone = zone
        self._words = words
        self._known: dict[Entry, LineLabel] = {}

    def order(self, cluster: Cluster, tokens: Tokens) -> ColumnOrder:
        """The order in which the rows and their columns are printed."""
        labels: list[LineLabel] = []
        is_apart = self._is_apart(cluster, tokens)
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            if entry is None:
                return AS_ON_FORM  # headers that are printed one character under the other
            row, column, _, covers = self._label(entry)
            if is_apart:
                covers = ()
            if row or column or covers:
                labels.append(LineLabel(row, column, tokens.figures_behind(at), covers))
        return line_order(self._block, labels)

    def _label(self, entry: Entry) -> LineLabel:
        """What the label names, wherever it is printed."""
        label = self._known.get(entry)
        if label is None:
            rows = entry.named(Role.ROW, self._table.kind, self._form)
            columns = entry.named(Role.COLUMN, self._table.kind, self._form)
            row, column = next(iter(rows), None), next(iter(columns), None)
            label = LineLabel(row, None if row else column, 0, self._rows_under(entry))
            self._known[entry] = label
        return label

    def account(self, cluster: Cluster, tokens: Tokens) -> Words:
        """What the headers say, word by word."""
        start, end = cluster.labels[0], cluster.labels[-1] + 1
        if end - start > _MOST or self._is_apart(cluster, tokens):
            return NO_WORDS
        while end < cluster.end and tokens.kinds[end] >= Kind.LABEL:
            end += 1
        ats = [*self._zone.before(tokens, start), *range(start, end)]
        return self._words.account(tokens, ats, 0)

    def _is_apart(self, cluster: Cluster, tokens: Tokens) -> bool:
        """Whether headers and figures stand as on a page that was taken apart: neither in rows nor in columns."""
        first, last = cluster.labels[0], cluster.labels[-1]
        if first == last or min(tokens.kinds[first:last]) > Kind.BLANK:
            return False  # no figures among the headers
        counts = {tokens.figures_behind(at) for at in range(first, last)}
        height, width = len(self._block.rows), self._block.width
        return any(count % height and count % width for count in counts)

    def _rows_under(self, entry: Entry) -> tuple[str, ...]:
        """The rows that a merged label stands over."""
        groups = {*entry.named(Role.GROUP, self._table.kind, self._form)}
        return tuple(row.key for row in self._block.rows if not groups.isdisjoint(row.path[:-1]))
