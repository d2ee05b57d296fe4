"""Core stays free of Qt and of the window, and its imports follow the one-way flow of the module map."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent

# The module map of core/: a module may import those of the lines above its own, and, being a package,
# its own parts. Files become text, text cells, then tables, checks, review and workbook.
MAP: tuple[tuple[str, ...], ...] = (
    ("collector",),
    (
        "stages",
        "errors",
        "paths",
        "pool",
        "progress",
        "request",
        "settings",
        "version",
    ),
    ("cells",),
    ("text", "tables", "numbers", "sums", "canonical"),
    ("checks", "findings"),
    ("forms", "edits"),
    ("reports", "layout", "entry", "decisions", "edit_codec"),
    ("extract", "review", "reading_parts", "audit", "export"),
    ("reading_codec",),
    ("wording", "summary", "history", "identity_findings"),
    ("narrative", "frame", "similarity", "units", "form_findings"),
    ("suggestions", "verification", "across", "rules"),
    ("folder",),
    ("store",),
    (
        "agreement",
        "deciders",
        "examination",
        "explanation",
        "decision_words",
        "unit_sums",
        "unit_tree",
    ),
    ("neighbours", "differences"),
    ("outlines", "overview"),
    ("workbook", "compare", "survey"),
    ("record", "merge"),
    ("cli",),
    ("__main__",),
)
HEAVY = ("pandas", "openpyxl", "opencc", "numpy")


def _modules(package: str) -> list[Path]:
    return sorted((REPOSITORY / package).rglob("*.py"))


def _name(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


@cache
def _imports(path: Path) -> frozenset[str]:
    """The full names of the modules that the file at `path` imports, anywhere in it."""

    def names() -> Iterator[str]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                if node.module in {"core", "gui"}:
                    yield from (f"{node.module}.{alias.name}" for alias in node.names)
                else:
                    yield node.module

    return frozenset(names())


def _unit(name: str) -> str:
    """The line entry of the map that `core.a.b` belongs to: `a`."""
    return name.split(".")[1]


def _unit_of(path: Path) -> str:
    return path.relative_to(REPOSITORY / "core").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", _modules("core"), ids=_name)
def test_core_imports_neither_qt_nor_the_window(path: Path) -> None:
    roots = {name.split(".")[0] for name in _imports(path)}
    assert not roots & {"PySide6", "shiboken6", "gui", "tests"}


@pytest.mark.parametrize("path", _modules("gui"), ids=_name)
def test_the_window_imports_no_tests_and_nothing_heavy_at_its_start(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_start: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            at_start |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            at_start.add(node.module.split(".")[0])
    assert not at_start & {*HEAVY, "tests"}


def test_every_core_module_has_its_place_in_the_map() -> None:
    placed = [unit for line in MAP for unit in line]
    assert sorted(placed) == sorted({_unit_of(path) for path in _modules("core")} - {"__init__"})


@pytest.mark.parametrize("path", _modules("core"), ids=_name)
def test_core_imports_follow_the_map(path: Path) -> None:
    place = {unit: index for index, line in enumerate(MAP) for unit in line}
    unit = _unit_of(path)
    if unit == "__init__":
        assert not _imports(path)
        return
    upward = {
        name
        for name in _imports(path)
        if name.startswith("core.") and _unit(name) != unit and place[_unit(name)] >= place[unit]
    }
    assert not upward


def _loaded_after(statement: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after `statement`."""
    script = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=REPOSITORY,
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return set(done.stdout.split())


def test_the_command_line_loads_no_qt() -> None:
    assert "PySide6" not in _loaded_after("import core.cli, gui.__main__")


def test_the_window_is_up_before_anything_heavy_is_loaded() -> None:
    loaded = _loaded_after("import gui.app")
    assert "PySide6" in loaded
    assert not loaded & set(HEAVY)


def test_the_panes_are_made_without_what_reads_and_stores_reports() -> None:
    behind = "import gui.app; gui.app._import_all(gui.app._BEHIND)"
    late = {"core.extract", "core.store", "core.rules", "core.suggestions", "multiprocessing"}
    assert not _loaded_after(behind) & {*HEAVY, *late}
