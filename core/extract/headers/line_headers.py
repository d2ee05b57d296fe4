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

    def order(self, cluster: Cluster, tokens: Tokens) -> ColumnOrder:
        """The order in which the rows and their columns are printed."""
        labels: list[LineLabel] = []
        is_apart = self._is_apart(cluster, tokens)
        for at in cluster.labels:
            entry = tokens.pieces[at].entry
            if entry is None:
                return AS_ON_FORM  # headers that are printed one character under the other
            rows = entry.named(Role.ROW, self._table.kind, self._form)
            columns = entry.named(Role.COLUMN, self._table.kind, self._form)
            covers = () if is_apart else self._rows_under(entry)
            if rows or columns or covers:
                figures = tokens.figures_behind(at)
                row, column = next(iter(rows), None), next(iter(columns), None)
                labels.append(LineLabel(row, None if row else column, figures, covers))
        return line_order(self._block, labels)

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
        counts = {tokens.figures_behind(at) for at in range(cluster.labels[0], cluster.labels[-1])}
        height, width = len(self._block.rows), self._block.width
        return any(count % height and count % width for count in counts)

    def _rows_under(self, entry: Entry) -> tuple[str, ...]:
        """The rows that a merged label stands over."""
        groups = {*entry.named(Role.GROUP, self._table.kind, self._form)}
        return tuple(row.key for row in self._block.rows if not groups.isdisjoint(row.path[:-1]))
