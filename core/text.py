"""Owns the way from a file's bytes to the SourceText that every span counts in.

Encodings in the order they are tried: a byte-order mark decides; else UTF-8; else Big5 or GB18030, whichever
yields the words that such reports are made of (Big5 bytes decode as GB18030 without error, into nonsense).
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from core.cells import Span
from core.errors import FileTooLargeError, UndecodableTextError, UnreadableFileError

SIZE_LIMIT_MB = 64
"""Larger files are refused: the largest report known has less than a hundredth of that."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
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


def read_file(path: Path) -> tuple[bytes, os.stat_result]:
    """The bytes of the file at `path`, and what its folder said of that very file when it was opened.

    Raises UnreadableFileError or FileTooLargeError.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - one of thousands, read at once
            status = os.fstat(file.fileno())
            if status.st_size > SIZE_LIMIT_MB * 1_000_000:
                size_mb = status.st_size // 1_000_000
                raise FileTooLargeError(path=str(path), size_mb=size_mb, limit_mb=SIZE_LIMIT_MB)
            return file.read(), status
    except OSError as error:
        raise UnreadableFileError(path=str(path), reason=error.strerror or str(error)) from error


def decode(data: bytes, path: Path) -> SourceText:
    """The text that `data`, the content of `path`, is the encoding of."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return source_text(data[len(mark) :].decode(encoding, "strict"), encoding)
            except UnicodeDecodeError as error:
                raise UndecodableTextError(path=str(path)) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data, path)
    if "\x00" in text:
        return _decode_unmarked_wide(data, path)
    if "\r" in text or text.startswith("\ufeff"):
        return source_text(text, "utf-8")
    return SourceText(text, "utf-8", hashlib.sha256(data).hexdigest())


def _decode_legacy(data: bytes, path: Path) -> SourceText:
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
        raise UndecodableTextError(path=str(path))
    words, encoding, text = max(found, key=lambda item: item[0])
    if words == 0 and "\x00" in text:
        raise UndecodableTextError(path=str(path))
    return source_text(text, encoding)


def _decode_unmarked_wide(data: bytes, path: Path) -> SourceText:
    """Valid UTF-8 with NUL characters: UTF-16 without a mark, or no text at all."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _form_words(text):
            return source_text(text, encoding)
    raise UndecodableTextError(path=str(path))


def _form_words(text: str) -> int:
    return sum(text.count(word) for word in _FORM_WORDS)
