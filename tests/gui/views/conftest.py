"""Statutory tables on the screen, driven as a person drives a spreadsheet."""

import pytest

from core.cells import MISSING_CELL
from core.edits import Correction, SetCorrection
from tests.factories import ambiguous
from tests.gui.grids import PROACTIVE, REQUESTS, Driver, at, inferred, invalid, review


@pytest.fixture
def grid(qtbot):
    """A grid of requests with 61 received by natural persons."""
    values = {"received.natural_person": 61, "received.total": 61}
    return Driver(qtbot, REQUESTS, review(values), (760, 520))


@pytest.fixture
def blocks(qtbot):
    """The table of blocks of the 2021 form, most of its figures in merged cells."""
    shown = review({"proactive.licensing.decisions": 3}, form="2021")
    return Driver(qtbot, PROACTIVE, shown, (560, 420))


@pytest.fixture
def states(qtbot):
    """One cell of each status, of the same value where it has one."""

    cells = {
        "carried_in.enterprise": inferred(0),
        "carried_in.research": invalid("无效"),
        "carried_in.public_interest": ambiguous(0, 1),
        "carried_in.legal_service": MISSING_CELL,
    }
    shown = review({"carried_in.other": None}, cells)
    shown.apply(SetCorrection(at("carried_in.natural_person"), Correction(0)))
    return Driver(qtbot, REQUESTS, shown, (760, 420))
