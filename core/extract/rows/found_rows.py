"""Owns what is gathered while the rows of one table are read: each row once, how far it is certain, remarks."""

from collections.abc import Iterable, Sequence

from core.extract.rows.anchors import RowPlan
from core.extract.rows.remarks import CompleteRow, FoundRow, Remark, Slot, TableReading, Trust


class FoundRows:
    """The rows of one table as they are found, by their numbers, and what was noticed on the way."""

    def __init__(self, plans: Sequence[RowPlan]) -> None:
        self._plans = plans
        self.complete: list[CompleteRow] = []
        self.again: list[CompleteRow] = []
        self.rows: dict[int, FoundRow] = {}
        self.remarks: list[Remark] = []

    def add(self, row: int, slots: Sequence[Slot], is_whole: bool = True) -> None:
        """Take `slots` for what stands in the row."""
        self.rows[row] = FoundRow(row, tuple(slots), is_whole)

    def leave(self, row: int, trust: Trust = Trust.LABELLED) -> None:
        """Leave the figures of the row untold."""
        self.rows[row] = FoundRow(row, None, False, trust)

    def trust(self, row: int, trust: Trust) -> None:
        """Trust the figures of the row no further than that."""
        if row in self.rows:
            self.rows[row] = self.rows[row]._replace(trust=trust)
            return
        self.complete = [
            one._replace(trust=trust) if one.row == row else one for one in self.complete
        ]

    def remark(
        self, code: str, rows: Iterable[int] = (), tokens: Sequence[int] = (), **params: object
    ) -> None:
        """Remark something about `rows`, at the first up to the last of `tokens`."""
        keys = tuple([self._plans[row].row.key for row in rows])
        where = (tokens[0], tokens[-1]) if tokens else None
        self.remarks.append(Remark(code, keys, where, params))

    def remark_misspelt(self, row: int, at: int) -> None:
        """Remark that the label of the row is printed with an error, at the token `at`."""
        self.remark("misspelt_label", (row,), (at,), label=self._plans[row].row.label)

    def reading(self, is_by_labels: bool) -> TableReading:
        """All that was found; see TableReading for `is_by_labels`."""
        rows = list(self.rows.values())
        return TableReading(
            self.complete, rows, self.remarks, again=self.again, is_by_labels=is_by_labels
        )
