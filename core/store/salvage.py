"""Owns reading rows out of a damaged SQLite file, page by page, without trusting anything but the rows.

Every leaf page that still looks like one is read by itself, in the file and in its write-ahead log; what is a
journal entry proves itself by its hash. See the SQLite file format, sections 1.6, 2.1 and 4.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from core.canonical import Json

_LEAF = 0x0D  # a leaf page of a table
_WAL_HEADER, _FRAME_HEADER = 32, 24
_DEFAULT_PAGE = 4096
_BLOCK = 65536

Row: TypeAlias = tuple[int, list[Json]]


def salvage_rows(path: Path) -> Iterator[Row]:
    """Row number and columns of every row that can be made out, in no order, perhaps more than once."""
    data = _bytes(path)
    log = _bytes(path.with_name(f"{path.name}-wal"))
    size = _page_size(data)
    in_file = {
        number: data[at : at + size]
        for number, at in enumerate(range(0, len(data) - size + 1, size), start=1)
    }
    frames = list(_frames(log))
    latest = in_file | dict(frames)
    for number, page in (*in_file.items(), *frames):
        start = 100 if number == 1 else 0  # the file header stands before the first page
        if len(page) > start + 8 and page[start] == _LEAF:
            yield from _rows_of_leaf(page, start, latest.get)


def _rows_of_leaf(page: bytes, start: int, page_at: Callable[[int], bytes | None]) -> Iterator[Row]:
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for index in range(count):
        at = start + 8 + 2 * index
        cell = int.from_bytes(page[at : at + 2], "big")
        if not start + 8 <= cell < len(page):
            continue
        try:
            yield _row(page, cell, page_at)
        except (IndexError, ValueError):  # not a row, or not whole any more
            continue


def _row(page: bytes, at: int, page_at: Callable[[int], bytes | None]) -> Row:
    size, at = _varint(page, at)
    row_number, at = _varint(page, at)
    usable = len(page)
    most = usable - 35
    if size <= most:
        payload = page[at : at + size]
    else:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        local = local if local <= most else least
        overflow = int.from_bytes(page[at + local : at + local + 4], "big")
        payload = page[at : at + local] + _overflow(overflow, size - local, page_at)
    if len(payload) < size:
        raise ValueError("cut off")
    return row_number, _columns(payload)


def _overflow(number: int, missing: int, page_at: Callable[[int], bytes | None]) -> bytes:
    parts = []
    seen: set[int] = set()
    while missing > 0:
        page = page_at(number)
        if page is None or number in seen:
            raise ValueError("the chain of pages breaks")
        seen.add(number)
        parts.append(page[4 : 4 + missing])
        missing -= len(parts[-1])
        number = int.from_bytes(page[:4], "big")
    return b"".join(parts)


def _columns(payload: bytes) -> list[Json]:
    header, at = _varint(payload, 0)
    kinds = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    columns: list[Json] = []
    for kind in kinds:
        length = _length(kind)
        raw = payload[at : at + length]
        if len(raw) < length:
            raise ValueError("cut off")
        at += length
        columns.append(_value(kind, raw))
    return columns


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]


def _value(kind: int, raw: bytes) -> Json:
    if kind >= 12:
        return raw.decode() if kind % 2 else raw
    if kind in (8, 9):
        return kind - 8
    if kind == 0 or kind > 6:
        return None
    return int.from_bytes(raw, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for length in range(8):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    return value << 8 | data[at + 8], at + 9


def _frames(log: bytes) -> Iterator[tuple[int, bytes]]:
    """Page number and content of each frame; of frames that were never committed too (a row proves itself)."""
    size = int.from_bytes(log[8:12], "big")
    if size < 512:
        return
    for at in range(_WAL_HEADER, len(log) - _FRAME_HEADER - size + 1, _FRAME_HEADER + size):
        page = at + _FRAME_HEADER
        yield int.from_bytes(log[at : at + 4], "big"), log[page : page + size]


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else _DEFAULT_PAGE


def _bytes(path: Path) -> bytes:
    """What can be read of the file; blocks that the disk does not give are zeros."""
    parts = []
    try:
        with path.open("rb", buffering=0) as file:
            for at in range(0, path.stat().st_size, _BLOCK):
                try:
                    file.seek(at)
                    parts.append(file.read(_BLOCK))
                except OSError:
                    parts.append(bytes(_BLOCK))
    except FileNotFoundError:
        return b""
    return b"".join(parts)
