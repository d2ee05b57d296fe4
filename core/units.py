"""Owns the tree of units in a folder: who reports for whom, from a small file or from the folders.

The file `gouji-units.toml` lies in the folder of reports and may be edited by hand or in the window:

    [[units]]
    name = "清河县人民政府"          # whose report holds the sums
    own = "清河县人民政府办公室"     # who reports its own figures; "" where it has none; absent: not known
    children = ["城关镇人民政府", "清河县财政局"]
"""

import hashlib
import json
import os
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core.errors import (
    TangledUnitsError,
    UnitFileChangedError,
    UnitFileError,
    UnwritableFileError,
)

UNIT_FILE = "gouji-units.toml"


class OwnFigures(Enum):
    """What is known of a parent's own figures, beside those of its children."""

    REPORTED = "reported"  # another report holds them
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit whose report holds the sum of its own figures and those of `children`, all by name."""

    name: str
    children: tuple[str, ...]
    own: OwnFigures = OwnFigures.UNKNOWN
    own_name: str = ""


@dataclass(frozen=True, slots=True)
class UnitTree:
    """The units that have children."""

    units: tuple[Unit, ...] = ()


def load_units(folder: Path) -> UnitTree | None:
    """The tree in the unit file of `folder`, None where there is none.

    Raises UnitFileError, or TangledUnitsError where it is none.
    """
    path = folder / UNIT_FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnitFileError(path=str(path), reason=str(error)) from error
    try:
        tree = UnitTree(tuple(_unit(item) for item in data.get("units", ())))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnitFileError(path=str(path), reason=str(error)) from error
    if (tangled := _tangled(tree)) is not None:
        raise TangledUnitsError(path=str(path), unit=tangled)
    return tree


def _tangled(tree: UnitTree) -> str | None:
    """A unit that stands twice, below two others, or above itself; None where it is a tree."""
    above: dict[str, str] = {}
    heads: set[str] = set()
    for unit in tree.units:
        if unit.name in heads:
            return unit.name
        heads.add(unit.name)
        for child in unit.children:
            if child in above or child == unit.own_name:
                return child
            above[child] = unit.name
    for name in heads:
        seen = {name}
        up = above.get(name)
        while up is not None:
            if up in seen:
                return name
            seen.add(up)
            up = above.get(up)
    return None


def _unit(item: Mapping[str, object]) -> Unit:
    name, children, own = item["name"], item["children"], item.get("own")
    if not isinstance(name, str) or not name or not isinstance(children, list):
        raise ValueError(f"name {name!r}, children {children!r}")
    if not all(isinstance(child, str) and child for child in children):
        raise ValueError(f"children of {name}: {children!r}")
    if own is None:
        return Unit(name, tuple(children))
    if not isinstance(own, str):
        raise ValueError(f"own of {name}: {own!r}")
    return Unit(name, tuple(children), OwnFigures.REPORTED if own else OwnFigures.NONE, own)


def digest_of_units(folder: Path) -> str:
    """By what the unit file of `folder` is known to be the same later; empty where there is none."""
    try:
        return hashlib.sha256((folder / UNIT_FILE).read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise UnitFileError(path=str(folder / UNIT_FILE), reason=str(error)) from error


def save_units(tree: UnitTree | None, folder: Path, known: str | None = None) -> str:
    """Write the unit file of `folder`, replacing it as a whole; remove it for None. Gives its new digest.

    `known` is the digest of the file that `tree` was made from. Raises UnwritableFileError, or
    UnitFileChangedError where the file is another one by now; it is untouched then.
    """
    path = folder / UNIT_FILE
    if known is not None and digest_of_units(folder) != known:
        raise UnitFileChangedError(path=str(path))
    try:
        if tree is None:
            path.unlink(missing_ok=True)
        else:
            _replace(path, _lines(tree))
    except OSError as error:
        raise UnwritableFileError.at(path, error) from error
    return digest_of_units(folder)


def _lines(tree: UnitTree) -> list[str]:
    lines = ["# 单位层级：name 的报告等于 own（本级）与 children（下级）之和。\n"]
    for unit in tree.units:
        lines += ["\n[[units]]\n", f"name = {_quoted(unit.name)}\n"]
        if unit.own is not OwnFigures.UNKNOWN:
            lines.append(f"own = {_quoted(unit.own_name)}\n")
        children = ",\n    ".join(_quoted(child) for child in unit.children)
        lines.append(f"children = [\n    {children},\n]\n" if children else "children = []\n")
    return lines


def _replace(path: Path, lines: list[str]) -> None:
    beside = path.with_suffix(".toml.new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _quoted(text: str) -> str:
    """`text` as a TOML basic string (JSON's escapes are TOML's, but for the one of DEL)."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def tree_from_folders(units: Mapping[str, str]) -> UnitTree:
    """The tree that the folders show; `units` gives the unit of each report by its source.

    A folder whose name is, or begins, the name of a unit reported on in it belongs to that unit; all
    else in it, and the units of the folders below, are its children. Own figures stay unknown.
    """
    here: dict[str, set[str]] = defaultdict(set)
    below: dict[str, set[str]] = defaultdict(set)
    for source, unit in units.items():
        folder = source.rpartition("/")[0]
        if unit:
            here[folder].add(unit)
        while folder:
            above = folder.rpartition("/")[0]
            below[above].add(folder)
            folder = above
    children: dict[str, set[str]] = defaultdict(set)

    def units_under(folder: str) -> set[str]:
        """The units that a folder hands up: the one it belongs to, else all of its own and below."""
        found = set(here[folder])
        for inner in below[folder]:
            found |= units_under(inner)
        head = _head(folder.rpartition("/")[2], here[folder])
        if head is None:
            return found
        children[head] |= found - {head}
        return {head}

    units_under("")
    return UnitTree(
        tuple(Unit(head, tuple(sorted(found))) for head, found in sorted(children.items()) if found)
    )


def _head(name: str, units: set[str]) -> str | None:
    """The unit that a folder called `name` belongs to: of the same name, else the only one it begins."""
    if not name:
        return None
    if name in units:
        return name
    begun = [unit for unit in units if unit.startswith(name) and unit[len(name) :] in _ENDINGS]
    return begun[0] if len(begun) == 1 else None


_ENDINGS = frozenset({"人民政府", "政府", "人民政府办公室", "办事处", "人民政府办公厅"})
