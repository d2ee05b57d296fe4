"""The house itself: locked packages, the bundle's list, translations, and READMEs that say what is there."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from PySide6.QtCore import QObject, Signal

from gui.action_list import SPECS
from gui.views.grid_keys import KEYS as GRID_KEYS

REPOSITORY = Path(__file__).resolve().parent.parent
# Where the import has another name than what is installed.
DISTRIBUTIONS = {"PySide6": "pyside6-essentials", "docx": "python-docx"}
READMES = ("README.md", "README.zh-CN.md")

# Keys that work everywhere a figure is typed.
EDITOR_KEYS = {"Enter", "Tab", "Esc"}
PRINTED_KEYS = {"Return": "Enter", "PgDown": "PgDn", "Up": "↑", "Down": "↓", "Del": "Delete"}


def _project() -> dict[str, object]:
    project: dict[str, object] = tomllib.loads(_text("pyproject.toml"))["project"]
    return project


def _text(name: str) -> str:
    return (REPOSITORY / name).read_text(encoding="utf-8")


def _pins(name: str) -> dict[str, str]:
    """Package to version, of a lock file."""
    lines = re.findall(r"^([\w.-]+)==([^\s;]+)", _text(name), re.MULTILINE)
    return {canonicalize_name(package): version for package, version in lines}


# --- packages ------------------------------------------------------------------------------------


def test_the_lock_pins_every_package_that_the_project_asks_for() -> None:
    pins = _pins(".setup/run.lock")
    for line in _project()["dependencies"]:  # type: ignore[attr-defined]
        requirement = Requirement(line)
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier


def test_everything_that_is_imported_is_asked_for() -> None:
    project = _project()
    product = _asked_for(project["dependencies"])  # type: ignore[arg-type]
    extras = project["optional-dependencies"]
    development = product.union(*map(_asked_for, extras.values()))  # type: ignore[attr-defined]
    assert _imported("core", "gui") <= product
    assert _imported("tests") <= development


def _asked_for(lines: list[str]) -> set[str]:
    return {canonicalize_name(Requirement(line).name) for line in lines}


def _imported(*packages: str) -> set[str]:
    """The distributions that the modules of our `packages` import, wherever they do."""
    roots: set[str] = set()
    for path in (path for package in packages for path in (REPOSITORY / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                roots |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                roots.add(node.module.split(".")[0])
    others = roots - sys.stdlib_module_names - {"core", "gui", "tests"}
    return {DISTRIBUTIONS.get(root, canonicalize_name(root)) for root in others}


def test_development_uses_the_same_versions_as_the_product() -> None:
    assert _pins(".setup/run.lock").items() <= _pins(".setup/dev.lock").items()


@pytest.mark.parametrize("name", [".setup/run.lock", ".setup/dev.lock", ".setup/fuzz.lock"])
def test_the_lock_has_hashes_and_names_no_place_to_fetch_from(name: str) -> None:
    packages = re.split(r"^(?=[\w.-]+==)", _text(name), flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)
    assert not re.search(r"https?:|index-url|find-links", _text(name))


class _Bell(QObject):
    rung = Signal(bool)


def test_qt_gives_back_the_references_it_borrows(qtbot: object) -> None:
    """PySide6 6.12.0 on Python 3.11 lost one to True with each emit, until the process ended."""
    bell = _Bell()
    before = sys.getrefcount(True)
    for _ in range(300):
        bell.rung.emit(True)
    assert abs(sys.getrefcount(True) - before) < 100


# --- the bundle ----------------------------------------------------------------------------------


def test_the_bundle_holds_all_resources_but_the_samples() -> None:
    listed = re.findall(r'"(resources/\S+)", "resources', _text("build.spec"))
    bundled = {path for pattern in listed for path in REPOSITORY.glob(pattern)}
    there = set((REPOSITORY / "resources").iterdir())
    assert there - bundled == {REPOSITORY / "resources" / "samples"}


# --- words ---------------------------------------------------------------------------------------


def test_every_sentence_of_the_window_has_its_translation(tmp_path: Path) -> None:
    kept = REPOSITORY / "resources" / "i18n" / "gouji_zh_CN.ts"
    collected = shutil.copy(kept, tmp_path)
    subprocess.run(
        [
            Path(sys.executable).with_name("pyside6-lupdate"),
            "-no-obsolete",
            *sorted((REPOSITORY / "gui").rglob("*.py")),
            "-ts",
            collected,
        ],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        timeout=60,
    )
    untranslated = [
        message.findtext("source")
        for message in ET.parse(collected).getroot().iter("message")
        if message.find("translation[@type='unfinished']") is not None
    ]
    assert not untranslated, "make i18n, then translate"


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_the_keys_that_the_window_has(name: str) -> None:
    table = _text(name).split("<!-- keys -->")[1].split("\n\n", 2)[1]
    rows = [line.split("|")[1] for line in table.splitlines()[2:]]
    printed = {
        key
        for row in rows
        for key in re.findall(
            r"(?:(?:Ctrl|Alt|Shift)\+)*(?:F\d+|PgDn|PgUp|[A-Z0-9↓↑](?![A-Za-z])|"
            r"Enter|Tab|Esc|Delete|Backspace)",
            row,
        )
    }
    grid = {_printed(keys.toString()) for keys in GRID_KEYS.values()}
    window = {_printed(keys) for spec in SPECS.values() for keys in spec.shortcuts}
    assert printed <= window | grid | EDITOR_KEYS
    first = {_printed(spec.shortcuts[0]) for spec in SPECS.values() if spec.shortcuts}
    assert (first | grid) - {"Ctrl+Q"} <= printed


def _printed(keys: str) -> str:
    """A portable shortcut as the READMEs print it."""
    return "+".join(PRINTED_KEYS.get(part, part) for part in keys.split("+"))


@pytest.mark.parametrize("name", READMES)
def test_the_readme_names_targets_that_exist(name: str) -> None:
    named = set(re.findall(r"`make ([\w-]+)", _text(name)))
    targets = set(re.findall(r"^([\w-]+):", _text("Makefile"), re.MULTILINE))
    assert named
    assert named <= targets


def test_both_readmes_show_the_same_commands() -> None:
    blocks = [
        re.findall(r"^```\n(.*?)^```", _text(name), re.MULTILINE | re.DOTALL) for name in READMES
    ]
    assert blocks[0] == blocks[1]
