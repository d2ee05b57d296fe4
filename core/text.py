"""Owns the way from a file's bytes to the SourceText that every span counts in.

Encodings in the order they are tried: a byte-order mark decides; else UTF-8; else Big5 or GB18030, whichever
yields the words that such reports are made of (Big5 bytes decode as GB18030 without error, into nonsense).
"""

import hashlib
import os
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from core.cells import Span
from core.errors import FileTooLargeError, UndecodableTextError, UnreadableFileError

SIZE_LIMIT_MB = 64
"""Larger files are refused: the largest report known has less than a hundredth of that."""

_TO_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0)  # Windows would translate line ends
_PIECE = 1 << 20

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ANY_MARK = tuple(mark for mark, _ in _MARKS)
# Words of the form in both scripts; at least one stands in every report.
_FORM_WORDS = ("信息", "公开", "公開", "申请", "申請", "年度", "行政", "情况", "情況")


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one report as the product shows it: mark dropped, line ends folded to LF, else as it is.

    `digest` is the SHA-256 of `text` in UTF-8 (hexadecimal), by which a report is known again wherever its
    file goes and however it is encoded.
    """

    text: str
    encoding: str
    digest: str

    def at(self, span: Span) -> str:
        """The characters of `span`."""
        return self.text[span.start : span.end]

    def line_number(self, position: int) -> int:
        """The line (from 1) that the character at `position` stands in."""
        return self.text.count("\n", 0, position) + 1


def source_text(text: str, encoding: str = "utf-8") -> SourceText:
    """`text` with its mark dropped and its line ends folded."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(text, encoding, digest)


def read_text(path: Path) -> SourceText:
    """The text of the file at `path`.

    Raises UnreadableFileError, FileTooLargeError or UndecodableTextError.
    """
    return decode(read_file(path)[0], path)


def read_file(path: Path | str) -> tuple[bytes, os.stat_result]:
    """The bytes of the file at `path`, and what its folder said of that very file when it was opened.

    Raises UnreadableFileError or FileTooLargeError.
    """
    try:
        handle = os.open(path, _TO_READ)  # a file object would cost as much again as reading
        try:
            status = os.fstat(handle)
            size = status.st_size
            if size > SIZE_LIMIT_MB * 1_000_000:
                size_mb = size // 1_000_000
                raise FileTooLargeError(path=_shown(path), size_mb=size_mb, limit_mb=SIZE_LIMIT_MB)
            data = os.read(handle, size + 1)
            if len(data) != size:  # it grew meanwhile, or a network handed over a part
                data += _rest_of(handle)
            return data, status
        finally:
            os.close(handle)
    except OSError as error:
        raise UnreadableFileError.at(_shown(path), error) from error


def _rest_of(handle: int) -> bytes:
    """What is left to read of an open file."""
    return b"".join(iter(partial(os.read, handle, _PIECE), b""))


def _shown(path: Path | str) -> str:
    """`path` as messages show it."""
    return str(Path(path))


def decode(data: bytes, path: Path | str) -> SourceText:
    """The text that `data`, the content of `path`, is the encoding of. Raises UndecodableTextError."""
    if data.startswith(_ANY_MARK):
        return _decode_marked(data, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, path)
    # Bytes are searched many times faster than characters.
    if b"\x00" in data:
        return _decode_unmarked_wide(data, path)
    if b"\r" in data:
        return source_text(text, "utf-8")
    return SourceText(text, "utf-8", hashlib.sha256(data).hexdigest())


def _decode_marked(data: bytes, path: Path | str) -> SourceText:
    """As the mark at its beginning says."""
    mark, encoding = next(known for known in _MARKS if data.startswith(known[0]))
    try:
        return source_text(data[len(mark) :].decode(encoding, "strict"), encoding)
    except UnicodeDecodeError as error:
        raise UndecodableTextError(path=_shown(path)) from error


def _decode_legacy(data: bytes, path: Path | str) -> SourceText:
    """Without a mark and not UTF-8: the encoding in which most words of the form appear."""
    found: list[tuple[int, str, str]] = []
    for encoding in ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        words = _form_words(text)
        # Almost any bytes are UTF-16 of something: without a mark, only the words of a report show that they are.
        if words or not encoding.startswith("utf-16"):
            found.append((words, encoding, text))
    if not found:
        raise UndecodableTextError(path=_shown(path))
    words, encoding, text = max(found, key=lambda item: item[0])
    if words == 0 and "\x00" in text:
        raise UndecodableTextError(path=_shown(path))
    return source_text(text, encoding)


def _decode_unmarked_wide(data: bytes, path: Path | str) -> SourceText:
    """Valid UTF-8 with NUL characters: UTF-16 without a mark, or no text at all."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _form_words(text):
            return source_text(text, encoding)
    raise UndecodableTextError(path=_shown(path))


def _form_words(text: str) -> int:
    return sum(text.count(word) for word in _FORM_WORDS)
