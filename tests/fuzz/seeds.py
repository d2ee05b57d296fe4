"""Owns where fuzzing starts from: real reports, and whole specimens of what else is decoded."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from core.audit import NO_HASH, AuditEntry, EntryKind
from core.cells import CellRef
from core.edits import Correction, EditGroup, Mark, SetCorrection, SetMark, Verdict
from core.extract.reader import read_report
from core.forms import load_forms
from core.paths import resources_dir
from core.reading_codec import encode_reading
from core.text import source_text
from tests.corpus.kept import kept_cases, kept_families
from tests.fuzz.mutate import FRAGMENTS, HOSTILE
from tests.fuzz.targets import bytes_of

_ENTRIES = (
    "0",
    "+10",
    "-2",
    "减3",
    "12.50万元",
    "251000 元",
    "1,234",
    "1，234",
    "１２",
    "/",
    "无",
    "3件",
    "1O",
)


def report_texts(of_each_family: int = 3) -> list[str]:
    """The samples, and texts of each layout family."""
    samples = sorted((resources_dir() / "samples").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in samples]
    for family in kept_families():
        cases = [case.text for case in kept_cases(family, load_forms())]
        step = max(1, len(cases) // of_each_family)
        texts += cases[::step][:of_each_family]
    return texts


def seeds(target: str) -> Iterator[bytes]:
    """What the fuzzer of `target` starts from."""
    match target:
        case "bytes" | "files":
            for text in report_texts(1):
                for encoding in ("utf-8", "utf-8-sig", "gb18030", "big5hkscs", "utf-16", "utf-32"):
                    yield text[:1500].encode(encoding, "ignore")
        case "texts" | "reports":
            yield from map(bytes_of, report_texts())
            yield from map(bytes_of, (*HOSTILE, *FRAGMENTS))
        case "entries":
            yield from map(bytes_of, (*_ENTRIES, *FRAGMENTS, *HOSTILE))
        case "readings":
            for text in report_texts(1)[:12]:
                yield encode_reading(read_report(source_text(text))).encode()
        case "journal":
            yield from (line.encode() for line in _journal())


def _journal() -> Iterator[str]:
    ref = CellRef.parse("requests.received.total")
    correct = SetCorrection(ref, Correction(3, None, "误"))
    mark = SetMark(next(iter(load_forms()["2021"].checks_by_id)), Mark(Verdict.PASSES, "好"))
    at = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    for edit in (correct, mark, EditGroup((correct, mark)), SetCorrection(ref, None)):
        yield AuditEntry(
            1, EntryKind.EDIT, "甲", at, NO_HASH, "k", "a.txt", "0" * 64, edit, correct
        ).body
    yield json.dumps({"seq": 1, "kind": "rule", "by": "", "at": at.isoformat(), "before": NO_HASH})


def dictionary(target: str) -> Iterator[str]:
    """Words that inputs of `target` are made of: labels of the forms, marks, keys."""
    if target in ("readings", "journal"):
        for seed in seeds(target):
            yield from _keys(json.loads(seed))
        return
    yield from FRAGMENTS
    for form in load_forms().values():
        for table in form.tables.values():
            yield from filter(None, (table.title, table.corner))
            for block in table.blocks:
                yield from (row.label for row in block.rows)
                yield from (column.label for column in block.columns)


def _keys(data: object) -> Iterator[str]:
    match data:
        case dict():
            for key, value in data.items():
                yield f'"{key}":'
                yield from _keys(value)
        case list():
            for value in data:
                yield from _keys(value)
        case str():
            yield json.dumps(data, ensure_ascii=False)
