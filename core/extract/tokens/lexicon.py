"""Owns recognising printed labels: from a piece of folded text to what it may name on the Forms.

All words come from the Forms (resources/forms). Keys are compared without spaces, punctuation and fillers;
numbering is kept, since it alone tells the row （七）总计 from the column 总计, and dropped for a second look.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import NamedTuple

import regex
from rapidfuzz.distance import Levenshtein

from core.cells import TableKind
from core.extract.folding.fold import FILLER, fold
from core.forms import Arrangement, Form, FormTable, Row


class Role(Enum):
    """What a label does on the form."""

    TITLE = "title"  # 三、收到和处理政府信息公开申请情况
    HEADING = "heading"  # 第二十条第（一）项
    CORNER = "corner"  # 信息内容; （本列数据的勾稽关系为…）
    COLUMN = "column"
    COLUMN_GROUP = "column_group"  # 申请人情况, 法人或其他组织
    GROUP = "group"  # a merged row label: （三）不予公开
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Label:
    """One thing that a printed label may name. `key` is the row, column or block key, or the group's label."""

    role: Role
    table: TableKind
    key: str
    form: str


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What one printed label may name, over all Forms. `exact` is False where numbering had to be dropped.

    `table` is the one table that it belongs to, None where it may stand in several; `form` likewise. `rows_of`
    is the table of which it only names rows or merged row labels. `name` is what its first label names.
    """

    labels: tuple[Label, ...]
    exact: bool
    tables: frozenset[TableKind]
    table: TableKind | None
    form: str | None
    rows_of: TableKind | None
    name: str
    row: str | None
    is_title: bool
    has_row: bool
    has_group: bool

    @classmethod
    def of(cls, labels: tuple[Label, ...], exact: bool) -> "Entry":
        """The Entry with its look-ups filled in."""
        first = labels[0]
        tables = frozenset(label.table for label in labels)
        forms = {label.form for label in labels}
        only_rows = all(label.role in (Role.ROW, Role.GROUP) for label in labels)
        return cls(
            labels,
            exact,
            tables,
            table=first.table if len(tables) == 1 else None,
            form=first.form if len(forms) == 1 else None,
            rows_of=first.table if len(tables) == 1 and only_rows else None,
            name=f"{first.role.value}.{first.key}",
            row=first.key if first.role is Role.ROW else None,
            is_title=first.role is Role.TITLE,
            has_row=any(label.role is Role.ROW for label in labels),
            has_group=any(label.role is Role.GROUP for label in labels),
        )

    def named(self, role: Role, table: TableKind, form: str | None = None) -> tuple[str, ...]:
        """The keys that this label may name in that role."""
        return tuple(
            label.key
            for label in self.labels
            if label.role is role and label.table is table and form in (None, label.form)
        )


_DROP = regex.compile(rf"[\s{FILLER}\p{{P}}\p{{S}}\p{{Cf}}]+")
SPACE = " \t\n\r\x0b\x0c\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""All there is of white space, for re and str, which add control characters to it that regex does not."""
EMPTY = SPACE + FILLER
"""What may stand around a thing in its field."""
_GAP = f"[{EMPTY}]*"
# re, not regex: it begins far quicker, and most texts have no numbering.
_NUMBERING = re.compile(
    rf"{_GAP}(?:[(]{_GAP}(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}}){_GAP}[)]|[一二三四五六七八九十]{{1,3}}{_GAP}[、.,:]"
    rf"|\d{{1,2}}{_GAP}[、.,)]|[①-⑳]){_GAP}"
)
NUMBERING_CHARS = rf"\s{FILLER}(\d一二三四五六七八九十①-⑳"
"""What numbering may begin with, as the inside of a set in re."""
_MAY_BE_NUMBERED = re.compile(f"[{NUMBERING_CHARS}]")
_NOTE = regex.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)?")
FOREIGN = "\uffff"
"""Stands for the key of a text that is_foreign: no label has it, begins with it or holds it."""
LONGEST_PRINTED = 90
"""Characters of the longest text that is looked up, those apart that are overlooked."""
_MEMORY = 20_000


def key_of(text: str) -> str:
    """`text` (folded) as labels are compared: without spaces, punctuation and fillers."""
    return text if text.isalnum() else str(_DROP.sub("", text))


def bare(text: str) -> str:
    """`text` (folded) without its leading numbering."""
    match = _NUMBERING.match(text) if _MAY_BE_NUMBERED.match(text) else None
    return text[match.end() :] if match else text


def numbering_key(label: str) -> str:
    """The numbering that the official `label` begins with, as keys are compared; empty without one."""
    text = fold(label)
    return key_of(text[: len(text) - len(bare(text))])


def strip_note(text: str) -> str:
    """`text` (folded) without notes in brackets."""
    return str(_NOTE.sub("", text)) if "(" in text else text


class Damaged(NamedTuple):
    """What a label that was cut off or misspelt may name; `official` is the key misspelt, empty where cut off."""

    entry: Entry
    official: str


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All labels of all Forms, by key."""

    entries: Mapping[str, Entry]
    bare_entries: Mapping[str, Entry]
    prefixes: frozenset[str]
    row_keys: Mapping[TableKind, tuple[tuple[str, Entry], ...]]
    vocabulary: str  # all keys, one a line: whatever is part of it may be a fragment of a label
    foreign_chars: str  # the characters that no label has, as the inside of a set in re
    _foreign: re.Pattern[str]
    _fragments: dict[str, bool] = field(default_factory=dict)
    _damaged: dict[tuple[str, TableKind], "Damaged | None"] = field(default_factory=dict)

    def is_foreign(self, piece: str) -> bool:
        """Whether `piece` (folded) plainly is no label nor part of one: it has a character that no label has.

        False says nothing; numbering may have any characters, and so may notes.
        """
        found = self._foreign.search(piece)
        if found is None:
            return False
        if "(" not in piece and not found[0].isdigit():  # it is none of a numbering
            return True
        unnumbered = bare(piece)
        return self._foreign.search(unnumbered) is not None and "(" not in unnumbered

    def is_far(self, piece: str) -> bool:
        """Whether `piece` (folded) is far from any label: `damaged` can find none for it, as each character that
        no label has is a typing error at least. False says nothing."""
        length = len(piece) - piece.count(FILLER)
        if length > LONGEST_PRINTED:
            return False
        allowed = _most_errors(length)
        return len(self._foreign.split(bare(piece), allowed + 1)) > allowed + 1

    def look_up(self, piece: str) -> Entry | None:
        """What `piece` (folded, stripped) may name; None where it is no label."""
        if len(piece) - piece.count(FILLER) > LONGEST_PRINTED:
            return None
        key = key_of(piece)
        if not key:
            return None
        if key in self.entries:
            return self.entries[key]
        unnumbered = bare(piece)
        if unnumbered is not piece:
            key = key_of(unnumbered)
        entry = self.bare_entries.get(key) or self.entries.get(key)
        if entry is not None:
            return entry
        numbering = piece[: len(piece) - len(unnumbered)]
        without_note = strip_note(unnumbered)
        if without_note != unnumbered:
            return self.look_up(numbering + without_note) if key_of(without_note) else None
        return None

    def is_fragment(self, piece: str) -> bool:
        """Whether `piece` may be a part of a label that was broken up."""
        known = self._fragments.get(piece)
        if known is None:
            key = key_of(piece)
            known = bool(key) and (key in self.vocabulary or key_of(bare(piece)) in self.vocabulary)
            if len(piece) <= LONGEST_PRINTED and len(self._fragments) < _MEMORY:
                self._fragments[piece] = known
        return known

    def damaged(self, piece: str, table: TableKind) -> Damaged | None:
        """The one row of `table` whose label is `piece` (folded) cut off or misspelt; None where there is none."""
        try:
            return self._damaged[piece, table]
        except KeyError:
            found = None
            key = key_of(piece)
            if 4 <= len(key) <= LONGEST_PRINTED:
                found = self._completed(key, table)
                if found is None:
                    found = self._closest(key, _digits(bare(piece)), table)
            if len(piece) <= LONGEST_PRINTED:
                if len(self._damaged) >= _MEMORY:
                    self._damaged.clear()
                self._damaged[piece, table] = found
            return found

    def _completed(self, key: str, table: TableKind) -> Damaged | None:
        """The row whose label starts with `key` (a label cut off by a line's end)."""
        found = {
            entry.named(Role.ROW, table): entry
            for full, entry in self.row_keys.get(table, ())
            if full.startswith(key)
        }
        return Damaged(next(iter(found.values())), "") if len(found) == 1 else None

    def _closest(self, key: str, digits: int, table: TableKind) -> Damaged | None:
        """The row whose label is `key` but for few typing errors: one in five characters at the most.

        `digits` are those of the printed label behind its numbering: more than the form prints there are
        figures that ran into it, no typing error.
        """
        allowed = _most_errors(len(key))
        near: dict[tuple[str, ...], tuple[int, Entry, str]] = {}
        for full, entry in self.row_keys.get(table, ()):
            distance = Levenshtein.distance(key, full, score_cutoff=allowed)
            if distance <= allowed and digits <= _digits(full):
                rows = entry.named(Role.ROW, table)
                if rows not in near or distance < near[rows][0]:
                    near[rows] = (distance, entry, full)
        if not near:
            return None
        ranked = sorted(near.values(), key=lambda item: item[0])
        if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
            return None
        return Damaged(ranked[0][1], ranked[0][2])


def _most_errors(length: int) -> int:
    """How many typing errors a label of `length` characters may have."""
    return max(1, length // 5)


def _digits(key: str) -> int:
    return sum(char.isdigit() for char in key)


@cache
def build_lexicon(forms: tuple[Form, ...]) -> Lexicon:
    """The Lexicon of `forms`; cached, as a Form never changes."""
    numbered: dict[str, list[Label]] = {}
    unnumbered: dict[str, list[Label]] = {}
    for form in forms:
        for table in form.tables.values():
            for printed, label in _labels(table, form.id):
                text = fold(printed)
                _add(numbered, key_of(text), label)
                short = bare(text)
                if short != text:
                    _add(unnumbered, key_of(short), label)
                without_note = strip_note(short)
                if (
                    without_note != short
                    and label.role is not Role.HEADING
                    and key_of(without_note)
                ):
                    _add(numbered, key_of(text[: len(text) - len(short)] + without_note), label)
                    _add(unnumbered, key_of(without_note), label)
    entries = {key: Entry.of(tuple(labels), exact=True) for key, labels in numbered.items()}
    for key, labels in unnumbered.items():
        merged = dict.fromkeys([*numbered.get(key, ()), *labels])
        unnumbered[key] = list(merged)
    bare_entries = {key: Entry.of(tuple(labels), exact=False) for key, labels in unnumbered.items()}
    # A bare label that also is a full one (其他, 总计) may be either: where it stands decides.
    for key in entries.keys() & bare_entries.keys():
        entries[key] = bare_entries[key]
    keys = [*entries, *bare_entries]
    row_keys = {
        kind: tuple(
            (key, entry)
            for source in (entries, bare_entries)
            for key, entry in source.items()
            if entry.has_row and kind in entry.tables and len(key) >= 4
        )
        for kind in TableKind
    }
    foreign = _foreign_to(keys)
    return Lexicon(
        entries,
        bare_entries,
        frozenset(key[:end] for key in keys for end in range(1, len(key))),
        row_keys,
        "\n".join(keys),
        foreign,
        re.compile(f"[{foreign}]"),
    )


def _foreign_to(keys: Iterable[str]) -> str:
    """The Han characters, Latin letters and digits that are in none of `keys`, as ranges of a set in re (which
    is quick at large ones)."""
    known = sorted({char for key in keys for char in key})
    ranges: list[str] = []
    for first, last in ("09", "AZ", "az", "\u3400\u9fff"):
        start = first
        for char in known:
            if start <= char <= last:
                if start < char:
                    ranges.append(f"{start}-{chr(ord(char) - 1)}")
                start = chr(ord(char) + 1)
        if start <= last:
            ranges.append(f"{start}-{last}")
    return "".join(ranges)


def _add(labels: dict[str, list[Label]], key: str, label: Label) -> None:
    found = labels.setdefault(key, [])
    if label not in found:
        found.append(label)


def _labels(table: FormTable, form: str) -> Iterator[tuple[str, Label]]:
    def label(role: Role, key: str) -> Label:
        return Label(role, table.kind, key, form)

    for title in (table.title, *table.title_aliases):
        yield title, label(Role.TITLE, "")
    for corner in (table.corner, *table.corner_aliases):
        if corner:
            yield corner, label(Role.CORNER, "")
    for number, block in enumerate(table.blocks):
        for heading in (block.heading, *block.heading_aliases):
            if heading:
                yield heading, label(Role.HEADING, str(number))
        for column in block.columns:
            for group in column.path[:-1]:
                yield group, label(Role.COLUMN_GROUP, group)
            for text in (column.label, *column.aliases):
                yield text, label(Role.COLUMN, column.key)
        for row in block.rows:
            for text in row_group_labels(row):
                yield text, label(Role.GROUP, text)
            for text in (row.label, *row.aliases):
                yield text, label(Role.ROW, row.key)
            for text in _with_groups(row) if table.arrangement is Arrangement.MATRIX else ():
                yield text, label(Role.ROW, row.key)
        if table.arrangement is Arrangement.SIDE_BY_SIDE:
            yield "".join(dict.fromkeys(row.path[0] for row in block.rows)), label(Role.GROUP, "")


def _with_groups(row: Row) -> Iterator[str]:
    """The row's labels with those of its merged cells before them, as texts without merged cells print them."""
    groups = row_group_labels(row)
    for outermost in range(len(groups)):
        for text in (row.label, *row.aliases):
            yield "".join(groups[outermost:]) + text


def row_group_labels(row: Row) -> tuple[str, ...]:
    """The labels of the merged cells that `row` stands in, outermost first."""
    return row.path[:-1]
