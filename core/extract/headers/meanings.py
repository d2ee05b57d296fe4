"""Owns what a printed label says as a header of one table: the columns that it names, and those under it."""

from typing import NamedTuple

from core.extract.tokens.lexicon import Entry, Role
from core.forms import FormTable


class Meaning(NamedTuple):
    """What one printed label names in a table: columns, those under it if it is a merged header, and the block whose
    row it may name."""

    columns: tuple[str, ...]
    covers: tuple[str, ...]
    names_row: bool
    block: int | None


NOTHING = Meaning((), (), False, None)


class Meanings:
    """The Meaning of each label in one table of a Form; made once, used for every text."""

    def __init__(self, form: str, table: FormTable) -> None:
        self._form = form
        self._table = table
        self._known: dict[Entry, Meaning] = {}
        self._covered: dict[str, tuple[str, ...]] = {}
        for block in table.blocks:
            for column in block.columns:
                for group in column.path[:-1]:
                    self._covered[group] = (*self._covered.get(group, ()), column.key)

    @property
    def has_merged(self) -> bool:
        """Whether the table has merged headers over others."""
        return bool(self._covered)

    def of(self, entry: Entry) -> Meaning:
        """What the label says."""
        meaning = self._known.get(entry)
        if meaning is None:
            kind = self._table.kind
            rows = entry.named(Role.ROW, kind, self._form)
            blocks = (
                number
                for number, block in enumerate(self._table.blocks)
                if any(row.key in rows for row in block.rows)
            )
            columns = entry.named(Role.COLUMN, kind, self._form)
            groups = entry.named(Role.COLUMN_GROUP, kind, self._form)
            covers = tuple(key for group in groups for key in self._covered[group])
            meaning = Meaning(columns, covers, bool(rows), next(blocks, None))
            self._known[entry] = meaning
        return meaning
