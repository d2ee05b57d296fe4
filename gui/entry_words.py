"""Owns how the entries of the journal are said, of every kind."""

from collections.abc import Iterable

from PySide6.QtCore import QObject

from core.audit import AuditEntry, EntryKind
from core.cells import CellRef
from core.deciders import Decider, both_deciders, originally
from core.edit_codec import decode_edit
from core.history import Standing
from core.review import Review
from gui.edit_words import EditWords
from gui.wording import Speech

_NAMED = 8
"""So many cells of a new reading are named; more are counted."""


class EntryWords(QObject):
    """Says entries in the language in force. `review` is the report, None for one that is not on the screen."""

    def __init__(self, words: EditWords, speech: Speech, parent: QObject | None = None) -> None:
        super().__init__(parent)
        words.setParent(self)
        self._words = words
        self._speech = speech

    def what(self, entry: AuditEntry, step: AuditEntry, review: Review | None) -> str:
        """What was done. `step` is the entry that it undid, redid or went back to, where that is known."""
        match entry.kind:
            case EntryKind.EDIT:
                return self._edit(entry, review)
            case EntryKind.UNDO:
                return self.tr("undone: %1").replace("%1", self._edit(step, review))
            case EntryKind.REDO:
                return self.tr("redone: %1").replace("%1", self._edit(step, review))
            case EntryKind.RESTORE:
                return self._restored(entry, step, review)
            case EntryKind.ADJUDICATION:
                return self._adjudicated(entry, review)
            case EntryKind.MERGE:
                return self._taken_over(entry, review)
            case EntryKind.REREAD:
                return self._read_anew(entry, review)
            case EntryKind.RULE:
                return self._rule(entry)
            case EntryKind.UNITS:
                names = list(entry.facts.get("units", {}))
                named = ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
                return self.tr("tree of units changed: %1").replace("%1", named)
            case EntryKind.RECOVERY:
                words = self.tr("The file was damaged (kept as %1); entries recovered: %2")
                words = words.replace("%2", str(entry.facts.get("entries", "?")))
                return words.replace("%1", str(entry.facts.get("file", "?")))

    def standing(self, standing: Standing | None) -> str:
        """A step that is not in force says so."""
        match standing:
            case Standing.UNDONE:
                return self.tr("↶ undone")
            case Standing.DISCARDED:
                return self.tr("⤺ undone, set aside")
            case _:
                return ""

    def standing_in_full(self, standing: Standing | None) -> str:
        """What a step that is not in force means for the reviewer."""
        match standing:
            case Standing.UNDONE:
                return self.tr("Taken back by undo; redo repeats it.")
            case Standing.DISCARDED:
                return self.tr(
                    "Taken back by undo, and another step was done then. Redo does not reach it any "
                    "more; going back to this point brings it back."
                )
            case _:
                return ""

    def _edit(self, entry: AuditEntry, review: Review | None) -> str:
        if entry.edit is None or entry.inverse is None:
            return self.tr("a step that is not in the journal any more")
        return self._words.in_full(entry.edit, entry.inverse, review, entry.facts.get("read", {}))

    def _restored(self, entry: AuditEntry, step: AuditEntry, review: Review | None) -> str:
        if not entry.refers_to:
            words = self.tr("back to the beginning: %1")
        elif step is entry:
            words = self.tr("back to an earlier point: %1")
        else:
            at = step.at.strftime("%Y-%m-%d %H:%M:%S")
            words = self.tr("back to how it was at %2: %1").replace("%2", at)
        return words.replace("%1", self._edit(entry, review))

    def _adjudicated(self, entry: AuditEntry, review: Review | None) -> str:
        words = self.tr("adjudicated: %1").replace("%1", self._edit(entry, review))
        said = entry.facts.get("read", {})
        try:
            first, second = (
                self._words.after(decode_edit(entry.facts[side]), review, said)
                + self._by((decider,))
                for side, decider in zip(("first", "second"), both_deciders(entry), strict=True)
            )
        except (KeyError, ValueError):
            return words
        sides = self.tr("first reviewer %1, second %2")
        return f"{words} ({sides.replace('%2', second).replace('%1', first)})"

    def _taken_over(self, entry: AuditEntry, review: Review | None) -> str:
        words = self.tr("taken over from %1: %2").replace("%2", self._edit(entry, review))
        words = words.replace("%1", str(entry.facts.get("file", "?")))
        return words + self._by(dict.fromkeys(originally(entry).values()))

    def _by(self, deciders: Iterable[Decider | None]) -> str:
        """Whose decisions these were, in brackets."""
        named = [self._words.decided(decider) for decider in deciders if decider is not None]
        if len(named) > _NAMED:
            more = self.tr("and more: %n", "", len(named) - _NAMED)
            named = [*named[:_NAMED], more]
        return f" ({'; '.join(named)})" if named else ""

    def _read_anew(self, entry: AuditEntry, review: Review | None) -> str:
        by_reader = entry.facts.get("cause") == "reader"
        cells = entry.facts.get("cells")
        if by_reader:
            words = self.tr("The program reads the file better now: %1")
        else:
            words = self.tr("The file was changed and read again: %1")
        if cells is None:
            changes = self.tr("what it said before is not known any more")
        elif not cells:
            changes = self.tr("every cell reads as before")
        else:
            named = [
                f"{self._words.cell(CellRef.parse(name), review)}: {before} → {now}"
                for name, (before, now) in list(cells.items())[:_NAMED]
            ]
            if len(cells) > _NAMED:
                named.append(self.tr("and more cells: %n", "", len(cells) - _NAMED))
            changes = "; ".join(named)
        return words.replace("%1", changes)

    def _rule(self, entry: AuditEntry) -> str:
        from core.rules import load_rules  # not before the window is up

        known = load_rules().get(str(entry.facts.get("rule")))
        language = self._speech.language.value
        title = known.titles[language] if known is not None else str(entry.facts.get("rule"))
        is_on = bool(entry.facts.get("on"))
        words = self.tr("rule switched on: %1") if is_on else self.tr("rule switched off: %1")
        by = entry.facts.get("by")
        return words.replace("%1", title) + (self._by((Decider(*map(str, by)),)) if by else "")
