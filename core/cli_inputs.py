"""Owns what the command line reads: from the paths a person typed to Reports, one after the other."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import FolderError, GoujiError
from core.extract import read_report
from core.progress import Progress
from core.reports import Report
from core.text import read_text
from core.wording import Wording


class UsageError(Exception):
    """What was typed cannot be done; the sentence is in the user's language already."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    source: str
    error: GoujiError


@dataclass(frozen=True, slots=True)
class Input:
    """One path that was typed: a file, or a folder with the sources found in it.

    `prefix` is put before each source so that it reads like the path as given.
    """

    folder: Path
    sources: tuple[str, ...]
    prefix: str

    def files(self) -> Iterator[Path]:
        """The files that will be read."""
        return (self.folder / source for source in self.sources)


def find_inputs(paths: Sequence[str], wording: Wording) -> tuple[list[Input], list[str]]:
    """What is at `paths`, and a sentence for each path where there is nothing to read."""
    inputs: list[Input] = []
    troubles: list[str] = []
    for given in paths:
        try:
            inputs.append(_find(given, wording))
        except UsageError as trouble:
            troubles.append(str(trouble))
        except GoujiError as error:
            troubles.append(wording.error(error))
    return inputs, troubles


def _find(given: str, wording: Wording) -> Input:
    path = Path(given)
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise FolderError(path=given, reason=str(error)) from error
    if not exists:
        raise UsageError(wording.message("cli", "say.no_such_path", path=given))
    if not is_folder:
        parent, slash, name = given.replace(os.sep, "/").rpartition("/")
        return Input(path.parent, (path.name or name,), parent + slash)
    sources = list_reports(path)
    if not sources:
        raise UsageError(wording.message("cli", "say.no_reports", path=given))
    prefix = given.replace(os.sep, "/").rstrip("/") + "/"
    return Input(path, tuple(sources), prefix)


def list_reports(folder: Path) -> list[str]:
    """The text files below `folder`, relative, with forward slashes, numbers in their natural order."""

    def refuse(error: OSError) -> None:
        raise FolderError(path=str(error.filename or folder), reason=error.strerror or str(error))

    found = []
    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [
            (Path(place) / name).relative_to(folder).as_posix()
            for name in names
            if name.lower().endswith(".txt") and not name.startswith(".")
        ]
    return sorted(
        found, key=lambda s: [int(p) if p.isdigit() else p for p in re.split(r"([0-9]+)", s)]
    )


def read_inputs(inputs: Iterable[Input], progress: Progress) -> Iterator[Report | Unread]:
    """The reports of `inputs` in order; their `source` is as the person would type it."""
    inputs = list(inputs)
    total = sum(len(item.sources) for item in inputs)
    done = 0
    for item in inputs:
        for source in item.sources:
            shown = item.prefix + source
            try:
                text = read_text(item.folder / source)
                yield Report(shown, text, read_report(text, source))
            except GoujiError as error:
                yield Unread(shown, error)
            done += 1
            progress(done, total)
