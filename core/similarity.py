"""Owns telling which reports of a folder share their text: near-copies of last year's or of another unit's.

A narrative becomes the set of its overlapping runs of a few characters (shingles), the set a short sketch:
its least hash value in each of many bins (one-permutation min-hash, Li, Owen and Zhang 2012). Equal sketch
entries estimate the share of common shingles; sketches that agree in a band of entries are compared
(locality-sensitive hashing), so a folder costs about its size and not its square. Imports numpy.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

import numpy as np
import regex

Hashes: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]

_SHINGLE = 8
_BINS = 256
_BAND = 8
"""Sketches are compared where so many entries in a row agree: nearly always at a share of 0.8, rarely at 0.5."""
_LEAST_LENGTH = 200
"""Shorter narratives are alike because there is little to say."""
_CHUNK = 4096
_CROWD = 100
"""A band that so many reports share holds a common phrase; pairs within it are found by other bands."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_BASE = np.uint64(0x100000001B3)
_EMPTY = np.uint64(0xFFFFFFFFFFFFFFFF)
_DROPPED = regex.compile(r"[^\p{Han}]+")


@dataclass(frozen=True, slots=True)
class Twins:
    """Two texts by name, and the share (0 to 1) of shingles that they have in common."""

    first: str
    second: str
    share: float


def sketch(text: str) -> Hashes | None:
    """The sketch of a narrative: only its Han characters count, so that years and figures do not.

    None where the text is too short to be told from others.
    """
    letters = _DROPPED.sub("", text)
    if len(letters) < _LEAST_LENGTH:
        return None
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    count = len(codes) - _SHINGLE + 1
    rolled = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for at in range(_SHINGLE):
            rolled = rolled * _BASE + codes[at : at + count]
        rolled ^= rolled >> np.uint64(29)
        rolled *= _MULTIPLIER
        rolled ^= rolled >> np.uint64(32)
    least = np.full(_BINS, _EMPTY, dtype=np.uint64)
    np.minimum.at(least, (rolled % np.uint64(_BINS)).astype(np.intp), rolled)
    return least


def sketch_from_bytes(data: bytes) -> Hashes:
    """The sketch whose bytes are `data`."""
    return np.frombuffer(data, dtype=np.uint64)


def share_of(first: Hashes, second: Hashes) -> float:
    """The estimated share of common shingles of two sketches."""
    return float(_shares(first[None, :], second[None, :])[0])


def _shares(first: Hashes, second: Hashes) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The estimated shares of pairs of sketches, row by row."""
    used = (first != _EMPTY) | (second != _EMPTY)
    equal = (first == second) & used
    shares: np.ndarray[Any, np.dtype[np.float64]] = equal.sum(axis=1) / np.maximum(
        used.sum(axis=1), 1
    )
    return shares


def find_twins(sketches: Mapping[str, Hashes], least: float = 0.8) -> list[Twins]:
    """All pairs that share at least `least` of their text, the most alike first."""
    names = sorted(sketches)
    if len(names) < 2:
        return []
    table = np.stack([sketches[name] for name in names])
    pairs = np.array(sorted(_candidates(table)), dtype=np.intp).reshape(-1, 2)
    found = []
    for start in range(0, len(pairs), _CHUNK):
        chunk = pairs[start : start + _CHUNK]
        shares = _shares(table[chunk[:, 0]], table[chunk[:, 1]])
        for at in np.flatnonzero(shares >= least):
            one, other = chunk[at]
            found.append(Twins(names[one], names[other], float(shares[at])))
    return sorted(found, key=lambda twins: (-twins.share, twins.first, twins.second))


def _candidates(table: Hashes) -> set[tuple[int, int]]:
    """Pairs of rows that agree in a whole band."""
    pairs: set[tuple[int, int]] = set()
    for start in range(0, _BINS, _BAND):
        band = np.ascontiguousarray(table[:, start : start + _BAND])
        together: dict[bytes, list[int]] = defaultdict(list)
        for row in np.flatnonzero((band != _EMPTY).any(axis=1)):
            together[band[row].tobytes()].append(int(row))
        for group in together.values():
            if len(group) > 1:
                pairs.update(combinations(group[:_CROWD], 2))
    return pairs


def nearest(twins: Iterable[Twins]) -> dict[str, Twins]:
    """For each text that has twins the one that is most like it."""
    best: dict[str, Twins] = {}
    for pair in twins:
        for name in (pair.first, pair.second):
            if name not in best or pair.share > best[name].share:
                best[name] = pair
    return best
