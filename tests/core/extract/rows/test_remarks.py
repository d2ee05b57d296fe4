"""What was found of one table holds wherever the same table stands again."""

from core.extract.rows.remarks import (
    EMPTY,
    CompleteRow,
    FoundRow,
    Remark,
    TableReading,
    Trust,
)


def test_a_reading_moves_with_its_table_and_keeps_all_else() -> None:
    reading = TableReading(
        [CompleteRow(0, 5, Trust.PLACED)],
        [
            FoundRow(1, ((12, 12), EMPTY, (13, 14)), True, Trust.PLACED),
            FoundRow(2, None, False),
            FoundRow(3, (), False),
        ],
        [Remark("split_row", ("a",), (12, 14), {"found": 2}), Remark("scattered_figures")],
        is_lasting=False,
    )
    moved = reading.moved(100)
    assert moved.complete == [CompleteRow(0, 105, Trust.PLACED)]
    assert moved.rows[0] == FoundRow(1, ((112, 112), EMPTY, (113, 114)), True, Trust.PLACED)
    assert moved.rows[1:] == reading.rows[1:]
    assert moved.remarks == [
        Remark("split_row", ("a",), (112, 114), {"found": 2}),
        reading.remarks[1],
    ]
    assert not moved.is_lasting
    assert moved.moved(-100) == reading
    assert reading.rows[0].slots == ((12, 12), EMPTY, (13, 14))
