"""Owns what is fuzzed: functions of any bytes that must neither raise nor find anything unsound."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from itertools import product
from pathlib import Path

from core.audit import read_entry
from core.cells import CellRef
from core.edit_codec import decode_edit, encode_edit
from core.edits import Correction
from core.entry import entry_text, parse_entry
from core.errors import GoujiError
from core.forms import Column, load_forms
from core.reading_codec import decode_reading
from core.text import SourceText, decode, source_text
from tests.fuzz.soundness import Readers, assert_printable, assert_sound

FILE = Path("a.txt")


def text_of(data: bytes) -> str:
    """Any bytes as a text; those that are no UTF-8 become halves of surrogate pairs."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes that `text_of` makes `text` of, as far as there are any."""
    return text.encode("utf-8", "surrogatepass")


def decode_bytes(data: bytes) -> None:
    """The content of a file: a text, or an error of ours."""
    with suppress(GoujiError):
        text = decode(data, FILE)
        assert "\r" not in text.text
        text.text.encode("utf-8", "surrogatepass")


def read_text(data: bytes) -> None:
    """A text as it is read and shown; where it is read must not matter."""
    text = source_text(text_of(data))
    _read(text)


def read_file(data: bytes) -> None:
    """The content of a file, decoded and read."""
    with suppress(GoujiError):
        text = decode(data, FILE)
        _read(text)


def type_entry(data: bytes) -> None:
    """What a reviewer types or pastes into a cell."""
    typed = text_of(data)
    for column, unit in product(_columns(), (None, "元", "万元")):
        entry = parse_entry(typed, column, unit)
        if isinstance(entry, Correction):
            again = parse_entry(entry_text(entry.value, entry.unit, column), column, entry.unit)
            assert again == entry, (entry, again)


def unpack_reading(data: bytes) -> None:
    """A cached reading, whole or not."""
    with suppress(ValueError):
        decode_reading(data, load_forms())


def read_journal(data: bytes) -> None:
    """A line of the journal, whole or not."""
    with suppress(ValueError):
        entry = read_entry(text_of(data))
        assert entry.body == text_of(data)
        if entry.edit is not None:
            assert decode_edit(encode_edit(entry.edit)) == entry.edit


def _read(text: SourceText) -> None:
    # By chance, as these take longer than all else: whether a reader that remembers nothing says the same,
    # and whether the record is whole.
    chance = int(text.digest[:2], 16) % 8
    reading = _readers().read(text) if chance < 3 else _readers().read_by_one(text)
    assert_sound(text, reading)
    if chance == 0:
        assert_printable(text, reading)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "bytes": decode_bytes,
    "files": read_file,
    "texts": read_text,
    "reports": read_text,
    "entries": type_entry,
    "readings": unpack_reading,
    "journal": read_journal,
}
"""By name. `reports` is `texts` with mutations that know lines and cells."""


@cache
def _readers() -> Readers:
    return Readers()


@cache
def _columns() -> tuple[Column, ...]:
    """One column of each kind, with and without a unit in its header."""
    form_columns = {
        (column.quantity, column.unit): column
        for form in load_forms().values()
        for ref in form.index.refs
        for column in [form.column(CellRef(ref.table, ref.row, ref.column))]
    }
    return tuple(form_columns.values())
