"""A folder looked over as a whole: what reports say of each other, and what is open in each."""

from pathlib import Path

import pytest

from core.cells import CellRef
from core.edits import SetDismissal
from core.folder import reread
from core.forms import load_forms
from core.progress import Cancelled
from core.review import Review, finding_key
from core.rules import all_findings
from core.store import ReviewFile
from core.survey import survey_folder

SAMPLE = "001_3ec8066f863f1309.txt"
LATER = "later.txt"


@pytest.fixture
def folder(samples: Path) -> Path:
    """The samples, and the report of one unit for the year after, which carries 3 over from nowhere."""
    text = (samples / SAMPLE).read_text(encoding="utf-8").replace("2020", "2021")
    (samples / LATER).write_text(text, encoding="utf-8")
    return samples


def sources(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.txt"))


def test_copies_and_last_year_are_found_and_counted(folder: Path) -> None:
    with ReviewFile.open(folder, "Wang") as file:
        survey = survey_folder(folder, file, sources(folder), workers=1)
        review = Review(file.load(LATER), load_forms(), reread)
    context = survey.context(LATER)
    assert context is not None
    assert context.last_year is not None
    received = CellRef.parse("requests.received.total")
    assert context.last_year.look(received)[0] == 61
    assert context.twins is not None
    codes = [finding.code for finding in all_findings(review, context)]
    assert "same_text" in codes
    own = len(all_findings(review, context)) + 1  # a part of the narrative may speak as well
    assert 0 < survey.summary(LATER).open_findings <= own


def test_a_rule_that_is_off_and_what_was_put_aside_are_not_counted(folder: Path) -> None:
    with ReviewFile.open(folder, "Wang") as file:
        before = survey_folder(folder, file, sources(folder), workers=1).summary
        review = Review(file.load(SAMPLE), load_forms(), reread)
        file.restore(review)
        finding = next(f for f in review.findings if f.code == "surplus_value")
        file.record(review, review.apply(SetDismissal(finding_key(finding), True)))
        dismissed = survey_folder(folder, file, sources(folder), workers=1).summary
        file.switch_rule("same_text", is_on=False)
        file.switch_rule("requests.flow", is_on=False)
        after = survey_folder(folder, file, sources(folder), workers=1).summary
    assert dismissed(SAMPLE).open_findings == before(SAMPLE).open_findings - 1
    assert after(SAMPLE).open_findings == dismissed(SAMPLE).open_findings - 1
    assert after(LATER).open_findings == before(LATER).open_findings - 1
    assert (before(LATER).failing, after(LATER).failing) == (4, 2)


def test_it_can_be_stopped(folder: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with ReviewFile.open(folder, "Wang") as file, pytest.raises(Cancelled):
        survey_folder(folder, file, sources(folder), stop, workers=1)
