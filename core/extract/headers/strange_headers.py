"""Owns telling where a column of the form has gone from a table and another has come in its place.

Rows then hold as many figures as they should. But the headers lack one of the form's own, and among them stands
one that the form does not have: 上年总计, 小计, 行次.
"""

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Levenshtein

from core.extract.findings.sections import is_heading
from core.extract.folding.fold import fold
from core.extract.rows.segments import REMARK_HEADERS
from core.extract.tokens.lexicon import Entry, Role, bare, key_of, strip_note
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens
from core.forms import Block, FormTable

_LONGEST = 16
"""Characters of the longest header that is looked at; what is longer is a note or narrative."""
_SENTENCE_ENDS = ("。", ";", ":", "!")
_LONG = 4
"""Characters of a label that is known though one in so many is misread."""
_MOST_BEFORE = 12
"""Cells before the first header that may be headers as well."""


class StrangeHeaders:
    """The headers that one table of a Form does not have; made once, used for every text."""

    def __init__(self, form: str, table: FormTable) -> None:
        self._form = form
        self._kind = table.kind
        labels = [table.title, *table.title_aliases]
        others = [table.corner or "", *table.corner_aliases]
        for block in table.blocks:
            others += [block.heading or "", *block.heading_aliases]
            for column in block.columns:
                labels += [*column.path, *column.aliases]
        rows = [label for row in table.rows() for label in (*row.path, *row.aliases)]
        self._others = [key_of(strip_note(fold(label))) for label in others]
        self._vocabulary = "\n".join(map(_key, labels + others))
        self._rows = "\n".join(map(_key, rows))
        self._long = [key for key in map(_key, labels + rows) if len(key) >= _LONG]

    def among(self, tokens: Tokens, ats: Iterable[int]) -> list[str]:
        """The keys of those of the tokens `ats` that are headers which the form does not have.

        They end where the rows or other text begin.
        """
        found: list[str] = []
        for at in ats:
            entry = tokens.pieces[at].entry
            if entry is not None and self._is_of_other_form(entry):
                found.append(key_of(strip_note(bare(tokens.text(at)))))
            if tokens.kinds[at] != Kind.TEXT:
                continue
            text = tokens.text(at)
            key = key_of(strip_note(bare(text)))
            if _is_prose(text) or (len(key) > 2 and key in self._rows):
                break
            if key and key not in self._vocabulary and not self._is_other(key):
                found.append(key)
        return found

    def before(self, tokens: Tokens, first: int, label: int) -> list[str]:
        """Those before the header or row at `label`, up to which others of the form stand from `first` on.

        The first of them stands over the row labels (项目), not over figures, unless the form's own corner does;
        and a column of remarks (备注) stands behind the figures, whatever is printed first.
        """
        at = first
        while at > first - _MOST_BEFORE and at and self._may_be_header(tokens, at - 1):
            at -= 1
        entry = tokens.pieces[at - 1].entry if at else None
        has_corner = entry is not None and any(one.role is Role.CORNER for one in entry.labels)
        found = self.among(tokens, range(at + (not has_corner), first))
        found += self.among(tokens, range(first, label))
        return [key for key in found if key not in REMARK_HEADERS]

    def _may_be_header(self, tokens: Tokens, at: int) -> bool:
        entry = tokens.pieces[at].entry
        if entry is not None:
            return self._is_of_other_form(entry)
        return tokens.kinds[at] == Kind.TEXT and not _is_prose(tokens.text(at))

    def _is_of_other_form(self, entry: Entry) -> bool:
        """Whether it names columns of the table on other forms alone: 对外公开总数量 is none of the form of 2021."""
        here = [label for label in entry.labels if label.table is self._kind]
        if any(label.form == self._form for label in here):
            return False
        return any(label.role is Role.COLUMN for label in here)

    def _is_other(self, key: str) -> bool:
        """Whether it is another label of the table, misprinted, or the rest of one behind a line's end."""
        if any(_is_misprint(key, label) or _goes_on(key, label) for label in self._others):
            return True
        return any(
            Levenshtein.distance(key, label) <= max(1, len(label) // _LONG) for label in self._long
        )


def is_replaced(block: Block, missing: Sequence[str], strange: Sequence[str]) -> bool:
    """Whether one of the headers `strange` stands for none of the columns `missing` that the form has."""
    if not missing:
        return False
    labels = [
        key_of(fold(label))
        for column in block.columns
        if column.key in missing
        for label in (column.label, *column.aliases)
    ]
    return not all(any(_is_misprint(one, label) for label in labels) for one in strange)


def _is_prose(text: str) -> bool:
    return len(text) > _LONGEST or text.endswith(_SENTENCE_ENDS) or is_heading(text)


def _key(label: str) -> str:
    return key_of(bare(fold(label)))


def _goes_on(printed: str, label: str) -> bool:
    """Whether `printed` begins with the end of `label`."""
    return any(printed.startswith(label[at:]) for at in range(len(label) - 2))


def _is_misprint(printed: str, label: str) -> bool:
    """Whether `printed` may be `label` with some of its characters misread."""
    return Levenshtein.distance(printed, label) <= len(label) // 2
