"""Rules are switched for a folder by entries of its journal."""

from pathlib import Path

from core.audit import EntryKind
from core.store import verify
from tests.core.store.support import open_file


def test_rules_are_switched_for_the_folder(samples: Path) -> None:
    with open_file(samples) as file:
        assert file.rules.off == frozenset()
        file.rules.switch("section_number", False, "误报太多")
        file.rules.switch("blank_cell", False)
        file.rules.switch("blank_cell", True)
        assert file.rules.off == {"section_number"}
    with open_file(samples) as file:
        assert file.rules.off == {"section_number"}
        entry = file.trail()[0]
        assert (entry.kind, entry.report, entry.reason) == (EntryKind.RULE, None, "误报太多")
    assert verify(file.path).is_whole
