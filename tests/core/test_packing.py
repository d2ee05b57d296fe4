"""What a folder keeps of each report: the same whether it is put together quickly or by the long way."""

from itertools import islice

import pytest

from core.checks import Outcome
from core.extract.reader import read_report
from core.folder import pack, reread
from core.forms import load_forms
from core.reading_codec import decode_reading, encode_reading, unpack_json
from core.reports import FileStamp, Report
from core.review import Review
from core.rules import tell
from core.summary import summarize, summarize_reading
from core.text import source_text
from tests.corpus.kept import kept_cases, kept_families

FORMS = load_forms()


def _reports(family: str) -> list[Report]:
    texts = [(case.source, source_text(case.text)) for case in islice(kept_cases(family, FORMS), 3)]
    return [
        Report(source, text, read_report(text, source), FileStamp(1, 2)) for source, text in texts
    ]


@pytest.mark.parametrize("family", kept_families())
def test_a_report_is_packed_as_it_was_read(family: str) -> None:
    for report in _reports(family):
        form = FORMS[report.reading.form]
        encoded = encode_reading(report.reading)
        assert decode_reading(encoded, FORMS) == report.reading
        review = Review(report, FORMS, reread)
        assert summarize_reading(report, form) == summarize(review)
        failing = [id for id, one in review.results.items() if one.outcome is Outcome.FAIL]
        assert list(form.check_plan.failing(report.reading.cells)) == failing
        quick, told = pack(report, FORMS, None), pack(report, FORMS)
        assert quick.summary == summarize(review)
        assert unpack_json(quick.reading) == unpack_json(told.reading) == encoded.encode()
        assert quick.unpack(report.text, FORMS) == report
        tell(review)
        assert told.summary == summarize(review)
