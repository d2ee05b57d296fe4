"""Owns the labels that may stand among the headers of one table of a Form, by name, as they are printed."""

from core.extract.folding.fold import fold
from core.extract.tokens.lexicon import Entry, Role, bare, key_of
from core.forms import Arrangement, FormTable


def name_of(role: Role, key: str = "") -> str:
    """The name of what a label does on the form."""
    return f"{role.value}.{key}"


def key_of_name(name: str) -> str:
    """The key of the column or row that has this name."""
    return name.partition(".")[2]


CORNER = name_of(Role.CORNER)
HEADING = name_of(Role.HEADING)
WHOLE_LINE = name_of(Role.GROUP)
"""The name of the merged headers of a line, printed as one: 行政复议行政诉讼."""

Printings = dict[str, tuple[str, ...]]
"""How labels are printed, by their names."""


class HeaderLabels:
    """The labels among the headers of one table; made once, used for every text.

    `columns` are those of each block's columns, `outer` those of them that other headers are merged beside, `merged`
    those over several columns, so many as `spans` tells, `outermost` those of them that nothing stands over, `others`
    corner, title and headings. In a table that `is_line`, its rows stand `side_by_side`, so many of them.
    """

    def __init__(self, form: str, table: FormTable) -> None:
        self._form = form
        self._kind = table.kind
        self._names: dict[Entry, tuple[str, ...]] = {}
        self.is_line = table.arrangement is Arrangement.SIDE_BY_SIDE
        self.side_by_side = sum(len(block.rows) for block in table.blocks) if self.is_line else 1
        self.columns: list[Printings] = []
        self.outer: list[frozenset[str]] = []
        self.merged: Printings = {}
        self.spans: dict[str, int] = {}
        self.outermost: set[str] = set()
        others = {
            CORNER: _keys(table.corner or "", *table.corner_aliases),
            name_of(Role.TITLE): _keys(table.title, *table.title_aliases),
        }
        for number, block in enumerate(table.blocks):
            heading = _keys(block.heading or "", *block.heading_aliases)
            others[name_of(Role.HEADING, str(number))] = heading
            names = {column.key: name_of(Role.COLUMN, column.key) for column in block.columns}
            depth = max(len(column.path) for column in block.columns)
            self.columns.append(
                {names[one.key]: _keys(one.label, *one.aliases) for one in block.columns}
            )
            self.outer.append(
                frozenset(names[one.key] for one in block.columns if len(one.path) < depth)
            )
            for column in block.columns:
                for group in column.path[:-1]:
                    self._merge(name_of(Role.COLUMN_GROUP, group), _keys(group), 1)
            for row in block.rows if self.is_line else ():
                own = _keys(row.label, *row.aliases)
                self._merge(name_of(Role.ROW, row.key), own, block.width)
                for group in row.path[:-1]:
                    self._merge(name_of(Role.GROUP, group), _keys(group), block.width)
                is_single = len(row.path) == 1
                role, key = (Role.ROW, row.key) if is_single else (Role.GROUP, row.path[0])
                self.outermost.add(name_of(role, key))
        self.others = {name: keys for name, keys in others.items() if keys}
        self._all = self.merged | self.others
        for columns in self.columns:
            self._all |= columns
        self._above = [self._over(number) for number in range(len(table.blocks))]

    def _merge(self, name: str, keys: tuple[str, ...], width: int) -> None:
        self.merged[name] = keys
        self.spans[name] = self.spans.get(name, 0) + width

    def named(self, entry: Entry) -> tuple[str, ...]:
        """The names of the headers that a label may be."""
        names = self._names.get(entry)
        if names is None:
            own = [one for one in entry.labels if (one.table, one.form) == (self._kind, self._form)]
            every = dict.fromkeys(name_of(one.role, one.key) for one in own)
            names = tuple(name for name in every if name in self._all or name == WHOLE_LINE)
            self._names[entry] = names
        return names

    def is_of_others(self, entry: Entry) -> bool:
        """Whether a label is none of the table's own on this form."""
        return all((one.table, one.form) != (self._kind, self._form) for one in entry.labels)

    def is_over_columns(self, entry: Entry) -> bool:
        """Whether a label is no more than the corner or a merged header."""
        names = self.named(entry)
        return bool(names) and all(name == CORNER or name in self.merged for name in names)

    def is_piece(self, key: str) -> bool:
        """Whether `key` is a piece of any of the labels."""
        return any(key in one for keys in self._all.values() for one in keys)

    def is_piece_of_columns(self, key: str, but: str = "") -> bool:
        """Whether `key` is a piece of a header over a column or several, `but` for the one of that name."""
        return any(
            key in one
            for other, keys in self._all.items()
            if other != but and other not in self.others
            for one in keys
        )

    def of_block(self, block: int) -> Printings:
        """Corner, title and heading over the block."""
        return self._above[block]

    def _over(self, block: int) -> Printings:
        heading = name_of(Role.HEADING, str(block))
        return {
            name: keys
            for name, keys in self.others.items()
            if name == heading or not name.startswith(HEADING)
        }


def is_above(names: tuple[str, ...]) -> bool:
    """Whether they are those of a corner, or of a block's heading."""
    return any(name == CORNER or name.startswith(HEADING) for name in names)


def label_key(label: str) -> str:
    """An official label as keys are compared, without its numbering."""
    return key_of(bare(fold(label)))


def _keys(*labels: str) -> tuple[str, ...]:
    return tuple(filter(None, map(label_key, labels)))
