"""The walk of F8 over one report, and what equations look like with their values put in."""

from core.cells import Candidate, Cell, CellRef, CellStatus
from core.checks import CheckId
from core.edits import Correction, Mark, SetCorrection, SetDismissal, SetMark, Verdict
from core.findings import Finding
from core.review import finding_key
from gui.equations import in_full, labelled_side, side
from gui.looks import Target, looks, next_look, open_by_table, previous_look, target_place
from tests.factories import form_of, report_of, review_of, zeros


def at(name: str) -> CellRef:
    return CellRef.parse(name)


def review(**facts):
    form = form_of("2019")
    values = zeros(form)
    values.update({at(name): value for name, value in facts.pop("values", {}).items()})
    cells = {at(name): cell for name, cell in facts.pop("cells", {}).items()}
    return review_of(report_of(form, values, cells=cells, **facts))


AMBIGUOUS = Cell(
    None,
    None,
    None,
    CellStatus.AMBIGUOUS,
    None,
    (Candidate(1, None, None), Candidate(2, None, None)),
)


def test_a_report_without_trouble_has_no_stops() -> None:
    assert looks(review()) == []


def test_stops_go_by_the_printed_order_with_checks_behind_the_cells_of_their_table() -> None:
    lost = Finding("lost_value", (at("requests.granted.total"), at("requests.granted.other")))
    heading = Finding("section_number", params={"printed": "四", "expected": "三"})
    wrong = Finding("wrong_form", params={"year": 2022, "expected": "2021", "form": "2019"})
    made = review(
        values={"requests.received.total": 3},
        cells={"disputes.reconsideration.upheld": AMBIGUOUS},
        findings=(heading, lost, wrong),
    )
    targets = [look.target for look in looks(made)]
    assert targets[0].finding is wrong
    assert targets[1].finding is lost
    assert [target.check for target in targets[2:4]] == [
        "requests.flow.total",
        "requests.sum.received",
    ]
    assert targets[4] == Target(at("disputes.reconsideration.upheld"))
    assert targets[-1].finding is heading  # mere information about the whole comes last
    counts = {kind.value: count for kind, count in open_by_table(made).items()}
    assert counts == {"proactive": 0, "requests": 3, "disputes": 1}


def test_cells_of_a_finding_are_one_stop_and_done_with_it() -> None:
    row = tuple(at(f"requests.granted.{column}") for column in ("other", "total"))
    missing = Cell(None, None, None, CellStatus.MISSING)
    lost = Finding("row_missing", row)
    made = review(cells={ref.name: missing for ref in row}, findings=(lost,))
    (stop,) = [look.target for look in looks(made) if look.target.finding]
    assert stop.cell == row[0]
    made.apply(SetCorrection(row[0], Correction(0)))
    (stop,) = [look.target for look in looks(made) if look.target.finding]
    assert stop.cell == row[1]  # the next one that is to be settled
    made.apply(SetDismissal(finding_key(lost), True))
    assert not [look for look in looks(made) if look.target.check is None]


def test_the_next_stop_is_found_from_wherever_the_reviewer_is() -> None:
    made = review(values={"requests.received.total": 3})
    stops = looks(made)
    assert next_look(stops, None) is stops[0]
    assert previous_look(stops, None) is stops[-1]
    somewhere = target_place(made, Target(at("requests.granted.total")))
    assert next_look(stops, somewhere) is stops[0]
    assert previous_look(stops, somewhere) is None
    assert next_look(stops, stops[0].place) is stops[1]
    behind = target_place(made, Target(at("disputes.litigation_after.total")))
    assert next_look(stops, behind) is None
    assert previous_look(stops, behind) is stops[-1]
    made.apply(
        SetMark(
            CheckId("requests.flow.total"),
            made.mark_for(CheckId("requests.flow.total"), Mark(Verdict.FAILS)),
        )
    )
    assert len(looks(made)) == len(stops) - 1


def test_an_equation_is_written_with_its_values() -> None:
    blank = Cell(None, "/", None, CellStatus.BLANK)
    missing = Cell(None, None, None, CellStatus.MISSING)
    made = review(
        values={"requests.received.total": 61, "requests.granted.total": 61},
        cells={"requests.carried_in.total": blank, "requests.carried_out.total": missing},
    )
    check = made.form.checks_by_id[CheckId("requests.flow.total")]
    result = made.results[check.id]
    assert side(check.left, made, 61) == "61 ＋ ␣ ＝ 61"
    assert side(check.right, made, None) == "0 ＋ ?"
    words = in_full(check, result, made)
    assert "一、本年新收政府信息公开申请数量 61" in words
    assert "四、结转下年度继续办理 ?" in words
    results = made.form.checks_by_id[CheckId("requests.results.total")]
    assert side(results.right, made, 61) == "61 ＋ 0×18 ＝ 61"
    assert labelled_side(results, results.right, made, 61) == "（一）予以公开 61 ＋ 0×18 ＝ 61"
    row = made.form.checks_by_id[CheckId("requests.sum.received")]
    assert side(row.left, made, 61) == "61"
    assert labelled_side(row, row.left, made, 61) == "总计 61"
