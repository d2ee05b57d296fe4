"""What a cell carries besides its figure: a sign of its status, of a failing check, of the chosen one."""

from core.edits import Mark, SetMark, Verdict
from core.settings import Appearance
from gui.models.grid_looks import Sign
from tests.gui.grids import ENTER, REQUESTS, at


def test_each_status_has_its_sign(states):
    assert states.signs("carried_in.enterprise") & Sign.INFERRED
    assert states.signs("carried_in.research") & Sign.INVALID
    assert states.signs("carried_in.public_interest") & Sign.AMBIGUOUS
    assert states.signs("carried_in.legal_service") & Sign.MISSING
    assert states.signs("carried_in.other") & Sign.BLANK
    assert states.signs("carried_in.natural_person") & Sign.CORRECTED
    assert states.shown("carried_in.public_interest") == ""
    assert states.shown("carried_in.research") == "无效"
    assert states.grid.open_count() == 5


def test_statuses_differ_by_shape_and_not_by_colour_alone(states):
    names = [f"carried_in.{c.key}" for c in states.review.form.tables[REQUESTS].blocks[0].columns]
    states.go("granted.total")
    picture = states.view.viewport().grab().toImage()
    shapes = {}
    for name in names:
        rect = states.view.visualRect(states.model.index_of(at(name))).adjusted(2, 2, -2, -2)
        cell = picture.copy(rect)
        ground = cell.pixel(cell.width() // 2, 1)
        shapes[name] = frozenset(
            (x, y)
            for x in range(cell.width())
            for y in range(cell.height())
            if cell.pixel(x, y) != ground
        )
    assert len(set(shapes.values())) == len(names)


def test_a_selected_cell_keeps_its_ground(states):
    for name in ("carried_in.natural_person", "carried_in.enterprise", "carried_in.legal_service"):
        point = states.view.visualRect(states.model.index_of(at(name))).topLeft()
        states.go("granted.total")
        before = states.view.viewport().grab().toImage()
        states.go(name)
        after = states.view.viewport().grab().toImage()
        for x, y in [(point.x() + x, point.y() + y) for x in range(20, 30) for y in range(4, 9)]:
            was, now = before.pixelColor(x, y), after.pixelColor(x, y)
            # Fusion lays a breath of the highlight over the cell that has the focus.
            assert abs(was.lightness() - now.lightness()) < 12
            assert abs(was.blue() - now.blue()) < 24


def test_cells_of_a_failing_check_carry_a_sign_until_it_is_mended(grid):
    assert grid.signs("received.total") & Sign.FAILING
    assert not grid.signs("received.enterprise") & Sign.FAILING
    grid.go("results_total.total")
    grid.keys("61", ENTER)
    # the total holds now against the flow, and fails against the sum of the results
    assert grid.signs("results_total.total") & Sign.FAILING
    assert not grid.signs("received.total") & Sign.FAILING
    assert grid.signs("granted.total") & Sign.PART


def test_a_judged_check_keeps_a_quiet_sign(grid):
    for id in grid.review.failing:
        mark = grid.review.mark_for(id, Mark(Verdict.FAILS))
        grid.grid.refresh(grid.review.apply(SetMark(id, mark)).cells)
    assert not grid.signs("received.total") & Sign.FAILING
    assert grid.signs("received.total") & Sign.JUDGED


def test_the_cells_of_a_chosen_check_are_emphasised_and_no_others(grid):
    grid.grid.mark_cells([at("granted.total"), at("disputes.reconsideration.total")])
    assert grid.signs("granted.total") & Sign.IN_CHECK
    grid.grid.mark_cells([at("denied_process.total")])
    assert not grid.signs("granted.total") & Sign.IN_CHECK
    assert grid.signs("denied_process.total") & Sign.IN_CHECK
    grid.grid.clear_marks()
    assert not grid.signs("denied_process.total") & Sign.IN_CHECK


def test_colours_follow_the_theme(states):

    place = states.model.shape.positions[at("carried_in.natural_person")]
    before = states.model.item(*place).foreground().color()
    states.theme.set_appearance(Appearance.DARK)
    assert states.model.item(*place).foreground().color() != before
