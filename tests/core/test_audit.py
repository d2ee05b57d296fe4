"""An entry is one line that says everything and hashes to what the next one names."""

import json
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audit import NO_HASH, AuditEntry, EntryKind, hash_of, read_entry
from core.edits import Edit, SetNote
from core.history import History
from tests.core.strategies import EDITS, TEXTS

AT = datetime(2026, 11, 22, 9, 30, 15, 250000, timezone(timedelta(hours=8)))


def _entry(
    seq: int, kind: EntryKind, edit: Edit | None = None, of: int | None = None
) -> AuditEntry:
    return AuditEntry(seq, kind, "张三", AT, NO_HASH, "key", "a.txt", "d", edit, edit, refers_to=of)


@given(
    st.builds(
        AuditEntry,
        st.integers(1, 10**9),
        st.sampled_from(EntryKind),
        TEXTS,
        st.datetimes(
            min_value=datetime(2000, 1, 1),  # noqa: DTZ001 - the zone is drawn
            timezones=st.timedeltas(timedelta(hours=-12), timedelta(hours=12)).map(
                lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
            ),
        ),
        st.just(NO_HASH),
        st.none() | TEXTS,
        st.none() | TEXTS,
        st.none() | TEXTS,
        st.none() | EDITS,
        st.none() | EDITS,
        TEXTS,
        st.none() | st.integers(1, 99),
        st.none() | TEXTS,
        st.dictionaries(TEXTS, st.integers() | TEXTS | st.none()),
    )
)
def test_any_entry_comes_back_with_its_hash(entry: AuditEntry) -> None:
    again = read_entry(entry.body)
    assert again == entry
    assert again.body == entry.body
    assert again.hash == entry.hash == hash_of(entry.body)
    assert again.at.utcoffset() == entry.at.utcoffset()


def test_the_line_is_what_it_has_always_been() -> None:
    """Its shape is in the files of users and under their hashes."""
    entry = AuditEntry(
        7,
        EntryKind.EDIT,
        "张三",
        AT,
        NO_HASH,
        "k",
        "甲/a.txt",
        "d",
        SetNote("后"),
        SetNote(""),
        "因",
    )
    assert entry.body == (
        '{"at":"2026-11-22T09:30:15.250000+08:00","before":"' + NO_HASH + '","by":"张三",'
        '"digest":"d","edit":{"do":"note","to":"后"},"inverse":{"do":"note","to":""},'
        '"kind":"edit","reason":"因","report":"k","seq":7,"source":"甲/a.txt"}'
    )


def test_what_a_later_version_adds_stays_under_the_hash() -> None:
    body = json.dumps(json.loads(_entry(1, EntryKind.EDIT).body) | {"weather": "fair"})
    assert read_entry(body).body == body


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"seq":1}', '{"seq":1,"kind":"dance"}'])
def test_what_is_no_entry_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_entry(body)


def test_a_history_with_lost_entries_does_what_it_can() -> None:
    """The journal was damaged: the entry that was undone is gone, its undoing is not."""
    one, three = SetNote("一"), SetNote("三")
    history = History(
        [
            _entry(1, EntryKind.EDIT, one),
            _entry(3, EntryKind.UNDO, SetNote(""), of=2),
            _entry(4, EntryKind.EDIT, three),
            _entry(5, EntryKind.REDO, SetNote("二"), of=2),
        ]
    )
    assert [step.edit for step in history.done] == [one, three]
    assert history.next_redo is None
