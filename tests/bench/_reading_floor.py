"""Owns the floor of the reading bench: the least that reading a folder of reports can be made of.

List, read, decode, fold by a numpy table, strip pinyin, find the number tokens, add up the checks over them,
JSON, one SQLite commit. It recognises nothing: what a reader needs beyond it is what telling rows costs.
"""

import json
import multiprocessing
import os
import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from core.forms import load_forms

_PINYIN = re.compile("(?:\\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,8}\\))+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_CHUNK = 64


@cache
def prepared() -> tuple[Any, Any, list[tuple[tuple[int, ...], tuple[int, ...]]], int]:
    """numpy, the table of folded code points, the checks by positions, and how many cells they are over."""
    import numpy as np
    from opencc import OpenCC

    codes = np.arange(0x110000, dtype="<u4")
    han = [chr(code) for code in range(0x3400, 0xA000)]
    for char, folded in zip(han, OpenCC("t2s").convert("\n".join(han)).split("\n"), strict=True):
        if len(folded) == 1:
            codes[ord(char)] = ord(folded)
    for code in range(0xFF01, 0xFF5F):
        codes[code] = code - 0xFEE0
    form = load_forms()["2021"]
    at = form.index.positions
    checks = [
        (tuple(at[ref] for ref in check.left), tuple(at[ref] for ref in check.right))
        for check in form.checks
    ]
    return np, codes, checks, len(form.index)


def read(path: str) -> str:
    """One report: the JSON of its number tokens and of what the checks say of them."""
    np, codes, checks, width = prepared()
    handle = os.open(path, os.O_RDONLY)
    try:
        data = os.read(handle, 1 << 20)
    finally:
        os.close(handle)
    points = np.frombuffer(data.decode().encode("utf-32-le"), dtype="<u4")
    folded = codes.take(points).tobytes().decode("utf-32-le")
    if "(" in folded:
        folded = _PINYIN.sub(lambda match: "\0" * len(match.group()), folded)
    starts: list[int] = []
    printed: list[str] = []
    for match in _NUMBER.finditer(folded):
        starts.append(match.start())
        printed.append(match.group())
    values = [float(text) if "." in text else int(text) for text in printed]
    cells = values[:width] + [0] * (width - len(values))
    outcomes = "".join(
        [
            "p" if sum([cells[at] for at in left]) == sum([cells[at] for at in right]) else "f"
            for left, right in checks
        ]
    )
    return json.dumps({"values": values, "starts": starts, "checks": outcomes})


def run(folder: Path, workers: int, target: Path) -> int:
    """The whole folder into one SQLite file; how many reports that were."""
    names = sorted(entry.name for entry in os.scandir(folder) if entry.name.endswith(".txt"))
    paths = [f"{folder}/{name}" for name in names]
    if workers < 2:
        return _write(target, names, map(read, paths))
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        return _write(target, names, pool.imap(read, paths, _CHUNK))


def _write(target: Path, names: list[str], bodies: Iterable[str]) -> int:
    database = sqlite3.connect(target, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE readings (source TEXT, body TEXT)")
    database.execute("BEGIN")
    database.executemany("INSERT INTO readings VALUES (?, ?)", zip(names, bodies, strict=True))
    database.execute("COMMIT")
    database.close()
    return len(names)
