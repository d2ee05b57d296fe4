"""The rules of a folder, by keys: switched off they bring nothing, and that survives; who cries wolf is seen."""

from core.cells import CellRef
from core.checks import CheckId
from core.edits import Verdict
from core.store import ReviewFile
from gui.action_list import ActionId
from gui.models.rules import RuleColumn

FIRST = "000_c3aabf95d6dbbe44.txt"
SECOND = "001_3ec8066f863f1309.txt"
FLOW = CheckId("requests.flow.total")


def codes(reviewer) -> list[str]:
    model = reviewer.desk.findings.findings
    return [model.finding_at(row).code for row in range(model.rowCount())]


def row_of(reviewer, rule: str) -> int:
    model = reviewer.place.pages.rules.rules
    return next(row for row in range(model.rowCount()) if model.rule_at(row).id == rule)


def switches(reviewer, rule: str) -> None:
    """Switch a rule by keys on the page, and come back."""
    page = reviewer.place.pages.rules
    reviewer.press("Ctrl+8")
    page.table.setCurrentIndex(page.rules.index(row_of(reviewer, rule), RuleColumn.RULE))
    was_off = rule in reviewer.session.grounds.rules_off
    reviewer.press("Space")
    reviewer.qtbot.waitUntil(
        lambda: (rule in reviewer.review.rules_off) is not was_off, timeout=20_000
    )
    reviewer.press("Escape")
    assert reviewer.place.pages.currentWidget() is reviewer.desk


def test_findings_of_the_rules_are_listed_and_counted(reviewer) -> None:
    reviewer.goes_to(SECOND)
    assert "markup_left" in codes(reviewer)
    assert reviewer.row(SECOND).looks == len(codes(reviewer)) == 3


def test_a_rule_that_is_off_brings_no_findings_and_stays_off(sit_down, samples) -> None:
    first = sit_down()
    first.opens(samples)
    first.goes_to(SECOND)
    looks = first.row(SECOND).looks
    switches(first, "section_number")
    assert "section_number" not in codes(first)
    assert first.row(SECOND).looks == looks - 1
    assert "markup_left" in codes(first)
    first.leaves()

    with ReviewFile.open(samples, "Li") as file:
        assert file.rules.off == {"section_number"}

    second = sit_down()
    second.opens(samples)
    second.goes_to(SECOND)
    assert "section_number" not in codes(second)
    second.goes_to(FIRST)
    assert "section_number" not in codes(second)
    switches(second, "section_number")
    assert "section_number" in codes(second)


def test_checks_of_a_rule_that_is_off_fail_for_nobody(reviewer) -> None:
    reviewer.goes_to(SECOND)
    switches(reviewer, "requests.flow")
    checks = reviewer.desk.checks.checks
    assert checks.row_of(FLOW) is None
    assert FLOW not in reviewer.review.open_checks
    assert reviewer.row(SECOND).failing == 2
    assert "2✗" in reviewer.desk.below_tabs.tabText(0)
    switches(reviewer, "requests.flow")
    assert checks.row_of(FLOW) is not None
    assert reviewer.row(SECOND).failing == 4


def test_how_often_rules_were_put_aside_is_counted(reviewer) -> None:
    reviewer.goes_to(SECOND)
    reviewer.press("Ctrl+5")
    findings = reviewer.desk.findings
    findings.choose(findings.findings.finding_at(codes(reviewer).index("markup_left")))
    reviewer.does("Space")
    reviewer.press("Ctrl+4")
    reviewer.desk.checks.choose(FLOW)
    reviewer.does("1")
    assert reviewer.review.marks[FLOW].verdict is Verdict.PASSES
    with reviewer.qtbot.waitSignal(reviewer.session.surroundings.rules_counted):
        reviewer.press("Ctrl+8")
    rules = reviewer.place.pages.rules.rules

    def cells(rule: str) -> list[str]:
        row = row_of(reviewer, rule)
        return [
            rules.index(row, column).data()
            for column in (RuleColumn.RAISED, RuleColumn.DISMISSED, RuleColumn.SHARE)
        ]

    assert cells("markup_left") == ["1", "1", "100%"]
    assert cells("requests.flow") == ["2", "1", "50%"]
    assert cells("section_number") == ["1", "0", "0%"]


def test_rules_are_only_looked_at_where_the_folder_is_only_read(sit_down, samples) -> None:
    first, second = sit_down(), sit_down()
    first.opens(samples)
    second.opens(samples)
    second.window.activateWindow()
    second.desk.grid.setFocus()
    second.place.actions[ActionId.SHOW_RULES].trigger()
    second.place.pages.rules.table.setFocus()
    second.press("Space")
    assert second.session.grounds.rules_off == frozenset()


def test_what_reports_say_of_each_other_is_found_counted_and_follows_corrections(
    person, samples
) -> None:
    later = "later.txt"
    text = (samples / SECOND).read_text(encoding="utf-8").replace("2020", "2021")
    (samples / later).write_text(text, encoding="utf-8")
    with person.qtbot.waitSignal(person.session.grounds.changed, timeout=20_000):
        person.opens(samples)
    person.goes_to(later)
    person.desk.grid.setFocus()
    assert "same_text" in codes(person)
    assert person.row(later).looks == len(person.review.open_findings)
    assert not any(code.startswith("years.") for code in codes(person))
    person.corrects(CellRef.parse("requests.carried_in.total"), "7")
    assert "years.carried_over" in codes(person)
    person.does("Ctrl+Z")
    assert not any(code.startswith("years.") for code in codes(person))
    counted = person.row(SECOND).looks
    switches(person, "same_text")
    assert "same_text" not in codes(person)
    person.qtbot.waitUntil(lambda: person.row(SECOND).looks == counted - 1, timeout=20_000)


def test_what_is_typed_stays_when_the_folder_has_been_looked_over(reviewer) -> None:
    reviewer.goes_to(SECOND)
    reviewer.press("Ctrl+4")
    reviewer.desk.checks.choose(FLOW)
    reviewer.press("F2")
    reviewer.type("no total")
    with reviewer.qtbot.waitSignal(reviewer.session.grounds.changed, timeout=20_000):
        reviewer.session.grounds.look_over()
    with reviewer.qtbot.waitSignals(
        [reviewer.session.editing.changed, reviewer.session.saving.saved]
    ):
        reviewer.press("Return")
    assert reviewer.review.marks[FLOW].note == "no total"
