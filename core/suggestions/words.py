"""Owns how a Suggestion is said in one sentence, and its shape in the extraction record."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from core.cells import CellRef
from core.checks import Check
from core.errors import ResourceError
from core.forms import Form
from core.paths import resources_dir
from core.suggestions.model import Slip, Suggestion, SuggestionKind, Witness
from core.wording import Wording

_GROUPS_NAMED = 5
_CHECKS_NAMED = 3


class SuggestionWords:
    """Says Suggestions in the language of `wording`."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._language = wording.language.value
        self._words = _load(resources_dir() / "messages" / "suggestions.toml")

    def sentence(self, suggestion: Suggestion, form: Form) -> str:
        """What `suggestion` changes, which checks it mends, and who is to blame."""
        return self._say(
            "sentence",
            "choice" if _is_choice(suggestion) else suggestion.kind.value,
            changes=self._changes(suggestion, form),
            mends=self._mends(suggestion, form),
            reasons=self._reasons(suggestion),
            witnesses=self._witnesses(suggestion),
        )

    def note(self, suggestion: Suggestion, form: Form) -> str:
        """The same for whoever reads the journal later: what was taken up, and why."""
        return self._say(
            "note",
            "choice" if _is_choice(suggestion) else suggestion.kind.value,
            changes=self._changes(suggestion, form),
            reasons=self._reasons(suggestion),
            witnesses=self._witnesses(suggestion),
        )

    def record(self, suggestion: Suggestion, form: Form) -> dict[str, object]:
        """`suggestion` as the extraction record has it (spec/cells.md), with the kind besides."""
        return {
            "cells": {ref.name: value for ref, value in suggestion.cells.items()},
            "mends": list(suggestion.mends),
            "why": self.sentence(suggestion, form),
            "kind": suggestion.kind.value,
        }

    def _changes(self, suggestion: Suggestion, form: Form) -> str:
        """Cells of one row that change alike together, at most a few of them; the row is named once."""
        groups: dict[tuple[object, ...], list[CellRef]] = {}
        for ref, value in suggestion.cells.items():
            key = (ref.table, ref.row, suggestion.before[ref], value)
            groups.setdefault(key, []).append(ref)
        named = list(groups.values())[:_GROUPS_NAMED]
        parts = []
        row = ""
        for refs in named:
            parts.append(self._change(suggestion, refs, form, is_named=refs[0].row == row))
            row = refs[0].row
        text = self._say("change", "and").join(parts)
        if len(groups) > len(named):
            text += self._say("change", "more", count=len(suggestion.cells))
        return text

    def _change(
        self, suggestion: Suggestion, refs: list[CellRef], form: Form, *, is_named: bool
    ) -> str:
        before, value = suggestion.before[refs[0]], suggestion.cells[refs[0]]
        if _is_choice(suggestion):
            key = "choose" if value is not None else "leave_blank"
        elif before is None:
            key = "fill"
        else:
            key = "replace" if suggestion.kind is SuggestionKind.READING else "should_be"
        cell = self._say("change", "columns").join(form.column(ref).label for ref in refs)
        if not is_named:
            cell = self._say("change", "cell", row=form.row(refs[0]).label, columns=cell)
        return self._say("change", key, cell=cell, before=before, value=value)

    def _mends(self, suggestion: Suggestion, form: Form) -> str:
        """How many checks, and which: by family, each with its rows or columns."""
        families: dict[str, list[Check]] = {}
        for id in suggestion.mends:
            check = form.checks_by_id[id]
            families.setdefault(check.family, []).append(check)
        names = [self._family(checks, form) for checks in families.values()]
        text = self._say("mends", "and").join(names)
        key = "one" if len(suggestion.mends) == 1 else "several"
        return self._say("mends", key, checks=text, count=len(suggestion.mends))

    def _family(self, checks: list[Check], form: Form) -> str:
        if checks[0].family not in self._words["families"]:
            return self._listed([check.words[self._language] for check in checks])
        labels = []
        for check in checks:
            first = check.left[0]
            in_one_row = all(ref.row == first.row for ref in check.cells)
            labels.append(form.row(first).label if in_one_row else form.column(first).label)
        return self._say("families", checks[0].family, label=self._listed(labels))

    def _listed(self, names: list[str]) -> str:
        text = self._say("mends", "labels").join(names[:_CHECKS_NAMED])
        return text + self._say("mends", "more") if len(names) > _CHECKS_NAMED else text

    def _reasons(self, suggestion: Suggestion) -> str:
        slips = dict.fromkeys(reason.slip for reason in suggestion.reasons)
        return "".join(self._say("slip", s.value) for s in slips if s.value in self._words["slip"])

    def _witnesses(self, suggestion: Suggestion) -> str:
        text = ""
        for witness in Witness:
            cells = [ref for ref, told in suggestion.witnesses.items() if witness in told]
            if not cells or (witness is Witness.SOURCE and _is_choice(suggestion)):
                continue
            is_some = witness is Witness.SOURCE and len(cells) < len(suggestion.cells)
            text += self._say("witness", "source_some" if is_some else witness.value)
        return text

    def _say(self, group: str, key: str, **params: object) -> str:
        words = str(self._words[group][key][self._language])
        return words.format_map({name: str(value) for name, value in params.items()})


def _is_choice(suggestion: Suggestion) -> bool:
    """Whether it picks among the readings that the reader offers."""
    return any(reason.slip is Slip.CHOICE for reason in suggestion.reasons)


@cache
def _load(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(path=str(path), reason=str(error)) from error
