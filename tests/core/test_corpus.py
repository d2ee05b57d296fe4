"""The kept corpus texts: nothing silently wrong, and as much exact as was reached before."""

from functools import cache

import pytest

from core.extract.reader import read_report
from core.forms import load_forms
from core.version import READER_VERSION
from tests.corpus.build import emulated
from tests.corpus.kept import digest_of, kept_cases, kept_families, known_readings, minimum_shares
from tests.corpus.model import case_record
from tests.corpus.score import CaseScore, Tally, Verdict, problem_lines, score_case


@cache
def _scores(family: str) -> tuple[CaseScore, ...]:
    return tuple(score_case(case, read_report) for case in kept_cases(family, load_forms()))


@pytest.mark.parametrize("family", kept_families())
def test_no_wrong_figure_is_called_read(family: str) -> None:
    silent = [line for one in _scores(family) for line in problem_lines(one, [Verdict.SILENT])]
    assert silent == []


@pytest.mark.parametrize("family", kept_families())
def test_exact_share_is_at_least_what_was_reached(family: str) -> None:
    tally = Tally()
    for one in _scores(family):
        tally.add(one)
    least = minimum_shares()[family]
    assert tally.exact_share >= least["exact"]
    assert tally.untouched / tally.texts >= least["untouched"]


def test_readings_in_review_files_are_made_anew_where_texts_are_read_differently() -> None:
    """Else raise READER_VERSION, then: python -m tests.corpus raise."""
    readings = [one.reading for family in kept_families() for one in _scores(family)]
    assert (READER_VERSION, digest_of(readings)) == known_readings()


def test_generated_texts_are_the_same_on_every_machine() -> None:
    forms = load_forms()
    for family in ("V3", "V9", "DAMAGE"):
        made = list(emulated(forms, (family,), 3))
        kept = list(kept_cases(family, forms))[:3]
        assert [case_record(case, forms[case.truth.cells_form]) for case in made] == [
            case_record(case, forms[case.truth.cells_form]) for case in kept
        ]


def test_every_layout_family_is_kept() -> None:
    assert {f"V{number}" for number in range(1, 19)} <= set(kept_families())
    assert all(_scores(family) for family in kept_families())
