"""Owns how far headers reach in a text: what stands before the first one of the form, and behind the last."""

from rapidfuzz.distance import Levenshtein

from core.extract.findings.sections import is_heading
from core.extract.headers.header_labels import CORNER, HeaderLabels, is_above, label_key
from core.extract.tokens.lexicon import Role, bare, key_of, strip_note
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import FormTable

_LONGEST = 16
"""Characters of the longest header that is looked at; what is longer is a note or narrative."""
_SENTENCE_ENDS = ("。", ";", ":", "!")
_LONG = 4
"""Characters of a row's label that is known though one in so many is misread."""
_CORNERS = frozenset(
    ("项目", "项目名称", "类别", "类型", "分类", "内容", "事项", "名称", "指标", "情形", "栏目")
)
"""What is printed over the row labels instead of the form's own corner."""
_MOST = 60
"""Cells before the first header, or behind the last, that may be headers as well: narrow ones are broken over lines."""


class HeaderZone:
    """Finds the headers of one table of a Form; made once, used for every text."""

    def __init__(self, table: FormTable, labels: HeaderLabels) -> None:
        self._labels = labels
        rows = [label for row in table.rows() for label in (*row.path, *row.aliases)]
        self._rows = "\n".join(map(label_key, rows))
        self._long_rows = [key for key in map(label_key, rows) if len(key) >= _LONG]

    def before(self, tokens: Tokens, first: int) -> range:
        """The tokens before the header at `first` that may be headers as well.

        The first of them stands over the row labels (项目), not over figures, unless the form's own corner does, or
        an empty cell.
        """
        at = first
        has_corner = self._labels.is_line
        while at > first - _MOST and at and self._may_precede(tokens, at - 1):
            at -= 1
            has_corner = has_corner or CORNER in self._named(tokens, at)
        is_above_labels = at < first and not has_corner and _may_be_corner(tokens, at)
        return range(at + is_above_labels, first)

    def behind(self, tokens: Tokens, last: int, end: int) -> range:
        """The tokens behind the header at `last`, up to `end` at the most, that may be headers as well."""
        stop = last + 1
        while stop < min(end, last + _MOST) and self._may_follow(tokens, stop):
            stop += 1
        entry = tokens.pieces[stop].entry if stop < end else None
        if entry is None or not entry.exact or not entry.has_row:
            # The first row may be among them, its label broken up, or misprinted.
            rows = (at for at in range(last + 1, stop) if self._is_of_row(tokens.text(at)))
            stop = next(rows, stop)
        return range(last + 1, stop)

    def _named(self, tokens: Tokens, at: int) -> tuple[str, ...]:
        entry = tokens.pieces[at].entry
        return () if entry is None else self._labels.named(entry)

    def _may_precede(self, tokens: Tokens, at: int) -> bool:
        entry = tokens.pieces[at].entry
        if entry is None:
            return tokens.kinds[at] == Kind.TEXT and not is_prose(tokens.text(at))
        names = self._labels.named(entry)
        if names or entry.is_title:
            return bool(names) and (self._labels.is_line or is_above(names))
        is_header = any(label.role is Role.COLUMN for label in entry.labels)
        is_header = is_header or self._labels.is_piece(key_of(tokens.text(at)))
        return is_header or tokens.are_on_line(at, at + 1)

    def _may_follow(self, tokens: Tokens, at: int) -> bool:
        """Whether what stands behind headers may be one as well; labels of the table's own rows are not."""
        entry = tokens.pieces[at].entry
        if entry is None:
            return tokens.kinds[at] > Kind.LABEL and not is_prose(tokens.text(at))
        return self._labels.is_over_columns(entry) or self._labels.is_of_others(entry)

    def _is_of_row(self, text: str) -> bool:
        """Whether a text behind the headers is a piece of a row's label, or a misprint of one."""
        key = header_key(text)
        if len(key) > 2 and key in self._rows:
            return True
        return any(
            Levenshtein.distance(key, label) <= len(label) // _LONG for label in self._long_rows
        )


def is_prose(text: str) -> bool:
    """Whether a text (folded) is no header."""
    return len(text) > _LONGEST or text.endswith(_SENTENCE_ENDS) or is_heading(text)


def header_key(text: str) -> str:
    """A text (folded) as headers are compared: without numbering and notes."""
    return key_of(strip_note(bare(text)))


def _is_led(tokens: Tokens, at: int) -> bool:
    """Whether an empty cell stands before the token at `at` on its line, whose cells are divided by tabs or pipes."""
    if tokens.marks_before(at, "|") > 1:
        return True
    behind = tokens.folded[tokens.ends[at] : tokens.reach(at + 1)]
    return "\t" in behind and "\n" not in behind and tokens.marks_before(at, "\t") > 0


def _may_be_corner(tokens: Tokens, at: int) -> bool:
    """Whether the first of the headers stands over the row labels, in words of its own."""
    return header_key(tokens.text(at)) in _CORNERS and not _is_led(tokens, at)
