"""A folder looked over as a whole: what reports say of each other, and what is open in each."""

from pathlib import Path

import pytest

from core.cells import CellRef
from core.edits import Correction, IdentityField, SetCorrection, SetDismissal, SetIdentity
from core.folder import read_packed, reread
from core.forms import load_forms
from core.progress import Cancelled
from core.review import Review, finding_key
from core.rules import Context, all_findings, tell
from core.store import ReviewFile
from core.survey import Survey, left, survey_folder
from core.units import OwnFigures, Unit, UnitTree

SAMPLE = "001_3ec8066f863f1309.txt"
LATER = "later.txt"
THIRD = "003_4d1df608bebf6125.txt"


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
        review = Review(file.reports.load(LATER), load_forms(), reread)
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
        review = Review(file.reports.load(SAMPLE), load_forms(), reread)
        file.restore(review)
        finding = next(f for f in review.findings if f.code == "surplus_value")
        file.record(review, review.apply(SetDismissal(finding_key(finding), True)))
        dismissed = survey_folder(folder, file, sources(folder), workers=1).summary
        file.rules.switch("same_text", is_on=False)
        file.rules.switch("requests.flow", is_on=False)
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


def test_the_line_of_the_list_says_what_the_opened_report_says(folder: Path) -> None:
    with ReviewFile.open(folder, "Wang") as file:
        file.reports.keep(report for report in read_packed(folder, sources(folder)))
        review = Review(file.reports.load(SAMPLE), load_forms(), reread)
        tell(review)
        assert file.reports.summaries()[SAMPLE].open_findings == len(review.open_findings)
        survey = survey_folder(folder, file, sources(folder), workers=1)
        noted = file.reports.summaries()
        assert noted[LATER] == survey.summary(LATER)
        file.restore(review)
    with ReviewFile.open(folder, "Wang") as file:
        assert file.reports.summaries() == noted


def opened(file: ReviewFile, survey: Survey, source: str) -> Review:
    review = Review(file.reports.load(source), load_forms(), reread)
    file.restore(review)
    tell(review, survey.context(source) or Context())
    return review


def correct(name: str, value: int) -> SetCorrection:
    return SetCorrection(CellRef.parse(name), Correction(value))


def test_a_correction_of_last_year_reaches_this_year_at_once(folder: Path) -> None:
    with ReviewFile.open(folder, "Wang") as file:
        survey = survey_folder(folder, file, sources(folder), workers=1)
        review = opened(file, survey, SAMPLE)
        before = survey.summary(LATER).open_findings
        review.apply(correct("requests.carried_out.total", 3))
        assert survey.follow(review) == (LATER,)
        assert survey.summary(LATER).open_findings == before + 1
        survey.put_down(*left(review))
        assert survey.summary(LATER).open_findings == before + 1
        review.apply(correct("requests.carried_out.total", 0))
        survey.follow(review)
    assert survey.summary(LATER).open_findings == before


def test_what_was_dismissed_in_another_report_stays_so(folder: Path) -> None:
    with ReviewFile.open(folder, "Wang") as file:
        survey = survey_folder(folder, file, sources(folder), workers=1)
        later = opened(file, survey, LATER)
        before = survey.summary(LATER).open_findings
        later.apply(SetDismissal("same_text", True))
        survey.follow(later)
        survey.put_down(*left(later))
    assert survey.summary(LATER).open_findings == before - 1


def test_a_parent_follows_its_child_and_the_tree(folder: Path) -> None:
    with ReviewFile.open(folder, "Wang") as file:
        survey = survey_folder(folder, file, sources(folder), workers=1)
        parent, child = opened(file, survey, SAMPLE), opened(file, survey, THIRD)
        child.apply(SetIdentity(IdentityField.YEAR, str(parent.year)))
        survey.follow(child)
        before = survey.summary(SAMPLE).open_findings
        tree = UnitTree((Unit(parent.unit, (child.unit,), OwnFigures.NONE),))
        assert SAMPLE in survey.use_tree(tree, "")
        assert survey.summary(SAMPLE).open_findings == before + 1
        (found,) = survey.neighbours.sums(SAMPLE)
        assert found.differing
        for ref, (figure, _) in found.differing.items():
            child.apply(SetCorrection(ref, Correction(figure)))
        assert SAMPLE in survey.follow(child)
    assert not survey.neighbours.sums(SAMPLE)[0].differing
    assert survey.summary(SAMPLE).open_findings == before
