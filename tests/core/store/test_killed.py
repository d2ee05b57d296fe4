"""Kills a process in the midst of its edits, again and again: what it had said to be saved is there."""

import hashlib
import json
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from core.decisions import Decisions, decisions_after, edits_between
from core.folder import list_reports
from core.store import ReviewFile, verify
from core.store.places import place_in
from tests.conftest import REPOSITORY
from tests.core.store.support import read_all, restored

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")

# Says, once each is saved, which entry it was and what then held for the report.
EDITING = """
import hashlib, json, random, sys
from pathlib import Path
from core.decisions import Decisions, edits_between
from core.edits import *
from core.folder import list_reports
from core.store import ReviewFile
from tests.core.store.support import correct, read_all, redo, restored, undo

folder, seed = Path(sys.argv[1]), int(sys.argv[2])
chance = random.Random(seed)
with ReviewFile.open(folder, "张三") as file:
    read_all(file)
    reviews = [restored(file, source) for source in list_reports(folder)[:3]]
    while True:
        review = chance.choice(reviews)
        refs = review.form.index.refs
        match chance.randrange(8):
            case 0:
                done = undo(file, review)
            case 1:
                done = redo(file, review)
            case 2:
                edit = EditGroup(tuple(correct(ref, chance.randrange(99)) for ref in refs))
                done = review.apply(edit)
                file.record(review, done)
            case 3:
                done = review.apply(SetNote("备注" * chance.randrange(2000)))
                file.record(review, done)
            case _:
                done = review.apply(correct(chance.choice(refs), chance.randrange(99)))
                file.record(review, done)
        if done is not None:
            seq = file.trail(review)[-1].seq
            standing = repr(edits_between(Decisions(), review.decisions))
            state = hashlib.sha256(standing.encode()).hexdigest()
            print(json.dumps([seq, review.report.source, state]), flush=True)
"""


def _edit_until_killed(folder: Path, seed: int, kill_after: int) -> list[tuple[int, str, str]]:
    """What a process said to be saved before it was killed, soon after the given number of edits."""
    with subprocess.Popen(
        [sys.executable, "-c", EDITING, str(folder), str(seed)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(kill_after)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.read().splitlines(keepends=True)
    said = [line for line in lines if line.endswith(b"\n")]
    return [tuple(json.loads(line)) for line in said]


def _check(folder: Path, said: list[tuple[int, str, str]], written_before: int) -> int:
    """Everything that was said is there; the number of entries now."""
    with ReviewFile.open(folder, "李四") as file:
        assert file.recovery is None
        assert read_all(file) == ()
        trail = file.trail()
        last = max((seq for seq, _, _ in said), default=written_before)
        assert len(trail) in (last, last + 1)  # one may have been saved and not yet said
        for source in list_reports(folder)[:3]:
            review = restored(file, source)
            own = [entry for entry in trail if entry.source == source]
            assert review.decisions == decisions_after(
                entry.edit for entry in own if entry.edit is not None
            )
        for seq, source, state in said:
            own = [entry for entry in trail[:seq] if entry.source == source]
            then = decisions_after(entry.edit for entry in own if entry.edit is not None)
            assert _digest(then) == state
    assert verify(place_in(folder)).is_whole
    return len(trail)


def _digest(decisions: Decisions) -> str:
    return hashlib.sha256(repr(edits_between(Decisions(), decisions)).encode()).hexdigest()


def _kill_repeatedly(folder: Path, times: int, seed: int) -> None:
    chance = random.Random(seed)
    written = acknowledged = 0
    for number in range(times):
        if number % 10 == 0:  # some are killed while they lay the file out
            place_in(folder).unlink(missing_ok=True)
            written = 0
        kill_after = chance.choice([0, 1, chance.randrange(60)])
        said = _edit_until_killed(folder, seed * 1000 + number, kill_after)
        written = _check(folder, said, written)
        acknowledged += len(said)
    assert acknowledged > times


def test_what_was_saved_outlives_being_killed(samples: Path) -> None:
    _kill_repeatedly(samples, times=4, seed=1)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_what_was_saved_outlives_being_killed_200_times(samples: Path) -> None:
    _kill_repeatedly(samples, times=200, seed=2)
