"""Owns the kept part of the corpus: which texts are test data, and how well they must be read."""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from core.forms import Form
from core.reports import Reading
from tests.corpus.build import FAMILIES, emulated
from tests.corpus.model import Case, read_cases, write_cases

FOLDER = Path(__file__).resolve().parent.parent / "data" / "corpus"
MINIMUM = FOLDER / "minimum.toml"
READINGS = FOLDER / "readings.toml"
CONVERTED = {"CONV": 4, "BLANKCONV": 1}
"""The converted families, and how many texts of each converter are kept."""
# Texts kept of each family: every variant of it at least twice, most in three ways.
_COUNTS = {
    "V1": 15, "V3": 16, "V4": 12, "V6": 15, "V8": 15, "V9": 16, "V13": 12, "V14": 12, "V15": 28, "V16": 18,
    "V17": 12, "V18": 24, "DAMAGE": 68, "DAMAGE2": 54, "BLANK": 66,
}  # fmt: skip
_COUNT = 8


def kept_families() -> list[str]:
    """The families of which texts are kept, in order."""
    return [*FAMILIES, *CONVERTED]


def kept_cases(family: str, forms: Mapping[str, Form]) -> Iterator[Case]:
    """The kept texts of `family`."""
    yield from read_cases(FOLDER / f"{family}.jsonl.gz", forms)


def keep(corpus: Path, forms: Mapping[str, Form], families: Sequence[str]) -> Iterator[str]:
    """Writes the kept texts of `families` anew; converted ones are chosen from `corpus`. Yields what was done.

    Every converter keeps other documents, so that few converters share one.
    """
    for family in families:
        path = FOLDER / f"{family}.jsonl.gz"
        if family in CONVERTED:
            cases = _converted(corpus, forms, family)
        else:
            cases = list(emulated(forms, (family,), _COUNTS.get(family, _COUNT)))
        yield f"{path.name}: {write_cases(path, cases, forms)} texts"


def _converted(corpus: Path, forms: Mapping[str, Form], family: str) -> list[Case]:
    chosen: list[Case] = []
    for turn, path in enumerate(sorted(corpus.glob(f"{family}-*.jsonl.gz"))):
        cases = list(read_cases(path, forms))
        count = min(CONVERTED[family], len(cases))
        places = {(turn * 5 + step * 7) % len(cases) for step in range(count)} if cases else set()
        chosen += [cases[at] for at in sorted(places)]
    return chosen


def minimum_shares() -> dict[str, dict[str, float]]:
    """By family: the least share of knowable cells read exactly, and of texts that need no touch."""
    data = tomllib.loads(MINIMUM.read_text(encoding="utf-8"))
    return {family: dict(shares) for family, shares in data.items()}


def write_minimum_shares(shares: Mapping[str, Mapping[str, float]]) -> None:
    """Writes `shares` as the least that the reader must reach from now on."""
    lines = [
        "# How well the kept texts must be read, by family: the least share of knowable cells that is exact, and",
        "# of texts that need no touch. Raised as the reader improves: python -m tests.corpus raise.",
    ]
    for family, values in shares.items():
        lines += ["", f"[{family}]", *(f"{name} = {value:.4f}" for name, value in values.items())]
    MINIMUM.write_text("\n".join(lines) + "\n", encoding="utf-8")


def digest_of(readings: Iterable[Reading]) -> str:
    """What tells whether texts are read as they were: cells, findings, unit and year of all `readings`."""
    digest = hashlib.sha256()
    for one in readings:
        told = (one.kind, one.form, one.unit, one.year, [*one.cells.values()], one.findings)
        digest.update(repr(told).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def known_readings() -> tuple[int, str]:
    """The version of the reader for which the kept texts were read last, and the digest of what it read."""
    data = tomllib.loads(READINGS.read_text(encoding="utf-8"))
    return data["version"], data["digest"]


def write_readings(version: int, digest: str) -> None:
    """Writes what the reader of that `version` makes of the kept texts."""
    lines = [
        "# How the kept texts are read. Where that changes, READER_VERSION must rise (core/version.py), or readings",
        "# that review files hold would stay as they were. Written anew by: python -m tests.corpus raise.",
        f"version = {version}",
        f'digest = "{digest}"',
    ]
    READINGS.write_text("\n".join(lines) + "\n", encoding="utf-8")
