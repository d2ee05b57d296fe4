"""What reports say of each other follows what is done in any of them, without reading the folder again."""

from pathlib import Path

import pytest

from core.cells import CellRef

FIRST = "001_3ec8066f863f1309.txt"
LATER = "later.txt"
CARRIED_OUT = CellRef.parse("requests.carried_out.total")
CARRIED_IN = CellRef.parse("requests.carried_in.total")


@pytest.fixture
def two_years(person, samples: Path):
    """Somebody before a folder that holds a unit's reports for two years, looked over as a whole."""
    text = (samples / FIRST).read_text(encoding="utf-8").replace("2020", "2021")
    (samples / LATER).write_text(text, encoding="utf-8")
    with person.qtbot.waitSignal(person.session.grounds.changed, timeout=20_000):
        person.opens(samples)
    return person


def codes(person) -> list[str]:
    return [finding.code for finding in person.review.findings]


def test_the_list_says_from_the_start_what_the_opened_report_says(person, samples: Path) -> None:
    person.opens(samples)
    listed = {row.source: row for row in person.session.rows}
    for source, row in listed.items():
        person.goes_to(source)
        assert person.row(source) == row


def test_a_correction_of_last_year_is_seen_in_the_list_and_in_the_report(two_years) -> None:
    person = two_years
    looks = person.row(LATER).looks
    person.goes_to(FIRST)
    person.corrects(CARRIED_OUT, "3")
    assert person.row(LATER).looks == looks + 1
    person.goes_to(LATER)
    assert "years.carried_over" in codes(person)
    person.corrects(CARRIED_IN, "3")
    assert "years.carried_over" not in codes(person)
    person.goes_to(FIRST)
    person.does("Ctrl+Z")
    person.goes_to(LATER)
    assert "years.carried_over" in codes(person)


def test_another_year_takes_a_report_from_its_neighbour(two_years) -> None:
    person = two_years
    person.goes_to(LATER)
    person.corrects(CARRIED_IN, "3")
    assert "years.carried_over" in codes(person)
    year = person.desk.identity.year
    year.setFocus()
    with person.qtbot.waitSignals([person.session.editing.changed, person.session.saving.saved]):
        person.press("Ctrl+A")
        person.type("2024")
        person.press("Return")
    assert "years.carried_over" not in codes(person)
    assert "same_text" in codes(person)


def test_what_is_done_while_the_folder_is_looked_over_is_not_lost(two_years) -> None:
    person = two_years
    person.goes_to(FIRST)
    looks = person.row(LATER).looks
    with person.qtbot.waitSignal(person.session.grounds.changed, timeout=20_000):
        person.session.grounds.look_over()
        person.corrects(CARRIED_OUT, "3")
        person.goes_to(LATER)
    assert person.row(LATER).looks == looks + 1
    assert "years.carried_over" in codes(person)
