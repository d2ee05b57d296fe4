"""Owns the command line: what can be typed, in which language it answers, and how it ends.

Exit status: 0 done; 1 some check fails (`check`); 2 unusable arguments or something could not be read or
written; 130 stopped by Ctrl-C; 141 the reader of the output went away.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from core.cli.streams import ClosedOutputError, Streams
from core.cli.usage import UsageError
from core.errors import GoujiError
from core.request import Request
from core.store.places import place_in
from core.version import VERSION
from core.wording import Language, Wording

OpenWindow = Callable[[Request | None], int]
"""Opens the window on a folder, or on none yet; gives the exit status."""

Command = Callable[[argparse.Namespace, Wording, Streams], int]
"""Carries out a command with its parsed options; gives the exit status."""

_WITH_VALUE = ("--lang", "--review", "--reviewer")
"""Options whose value may stand before the command or the folder."""

COMMANDS = ("extract", "check", "export", "verify", "compare", "merge")

DONE, UNUSABLE, STOPPED, READER_GONE = 0, 2, 130, 141


def main(argv: Sequence[str] | None = None, open_window: OpenWindow | None = None) -> int:
    """Carries out the command line `argv` (default: that of the process) and gives its exit status.

    `open_window` is called for `gouji [FOLDER]`; without it the answer is how to get a window.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    streams = Streams(sys.stdout, sys.stderr)
    wording = Wording(_language(arguments, os.environ))
    try:
        return _run(arguments, open_window, wording, streams)
    except (UsageError, GoujiError) as error:
        streams.complain(str(error) if isinstance(error, UsageError) else wording.error(error))
        return UNUSABLE
    except ClosedOutputError:
        streams.abandon()
        return READER_GONE
    except KeyboardInterrupt:
        # Where it came within a string that was executed (a dataclass being made), Python would end by the signal
        # for all that it is handled here; executing another one takes that back.
        exec("")  # noqa: S102
        streams.complain(wording.message("cli", "say.stopped"))
        return STOPPED


def _run(
    arguments: list[str], open_window: OpenWindow | None, wording: Wording, streams: Streams
) -> int:
    command = _command(arguments)
    parser = _parsers(wording, streams)[command or "gouji"]
    if command:
        arguments.remove(command)
    try:
        options = parser.parse_args(arguments)
    except SystemExit as ending:  # argparse ends the process after --help, --version and errors
        return int(ending.code or DONE)
    if command is None:
        status = _window(options, open_window, wording)
    else:
        status = _commands()[command](options, wording, streams)
    streams.flush()
    return status


def _commands() -> Mapping[str, Command]:
    """What carries out each command; loaded only now, so that the window starts without it."""
    from core.cli import commands, trails

    return {
        "extract": commands.extract,
        "check": commands.check,
        "export": commands.export,
        "verify": trails.verify,
        "compare": trails.compare,
        "merge": trails.merge,
    }


def _command(arguments: Sequence[str]) -> str | None:
    """The first word, where it is a command. Only options may stand before it."""
    words = iter(arguments)
    for word in words:
        if word in _WITH_VALUE:
            next(words, None)
        elif not word.startswith("-"):
            return word if word in COMMANDS else None
    return None


def _window(options: argparse.Namespace, open_window: OpenWindow | None, wording: Wording) -> int:
    request = _request(options, wording)
    if open_window is None:
        raise UsageError(wording.message("cli", "say.no_window"))
    return open_window(request)


def _request(options: argparse.Namespace, wording: Wording) -> Request | None:
    """What the window is to open; None without a folder."""
    if options.folder is None:
        if options.review is not None:
            raise UsageError(wording.message("cli", "say.review_of_what", path=options.review))
        return None
    folder = Path(options.folder)
    if not folder.is_dir():
        key = "say.no_such_folder" if folder.exists() else "say.no_such_path"
        raise UsageError(wording.message("cli", key, path=options.folder))
    review = None if options.review is None else Path(options.review).absolute()
    if review == place_in(folder.absolute()):
        review = None  # the folder's own, wherever it is
    name = (options.reviewer or "").strip() or None
    return Request(folder, None, review, is_chosen=options.review is not None, reviewer=name)


# --- language ---------------------------------------------------------------------------------------


def _language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for by --lang, else that of the system."""
    for at, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if name == "--lang":
            value = value if equals else "".join(arguments[at + 1 : at + 2])
            if value in {language.value for language in Language}:
                return Language(value)
    return system_language(environment)


def system_language(environment: Mapping[str, str]) -> Language:
    """Chinese where the system speaks Chinese or says nothing; English where it speaks anything else."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        spoken = environment.get(name, "").partition(":")[0].partition(".")[0].lower()
        if spoken in {"", "c", "posix"}:
            continue
        return Language.CHINESE if spoken.startswith("zh") else Language.ENGLISH
    if sys.platform == "win32":
        import ctypes

        # The low ten bits of a Windows language identifier name the language; 4 is Chinese.
        is_chinese = ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 4
        return Language.CHINESE if is_chinese else Language.ENGLISH
    return Language.CHINESE


# --- what can be typed ------------------------------------------------------------------------------


def _parsers(wording: Wording, streams: Streams) -> dict[str, "_Parser"]:
    def say(key: str) -> str:
        return wording.message("cli", key)

    window = _Parser("gouji", wording, streams)
    window.add_argument("folder", nargs="?", metavar="FOLDER", help=say("gouji.folder"))
    window.add_argument("--review", metavar="FILE", help=say("gouji.review"))
    window.add_argument("--reviewer", metavar="NAME", help=say("gouji.reviewer"))
    window.add_argument(
        "--version", action="version", version=f"gouji {VERSION}", help=say("help.version")
    )

    extract = _Parser("extract", wording, streams)
    extract.add_argument("paths", nargs="+", metavar="PATH", help=say("help.paths"))
    extract.add_argument(
        "--format", choices=("jsonl", "csv", "xlsx"), default="jsonl", help=say("extract.format")
    )
    extract.add_argument("-o", "--output", metavar="FILE", help=say("extract.output"))

    check = _Parser("check", wording, streams)
    check.add_argument("paths", nargs="+", metavar="PATH", help=say("help.paths"))
    check.add_argument("--as-read", action="store_true", help=say("check.as_read"))

    export = _Parser("export", wording, streams)
    export.add_argument("folder", metavar="FOLDER", help=say("export.folder"))
    export.add_argument(
        "-o", "--output", metavar="FILE.xlsx", required=True, help=say("export.output")
    )
    export.add_argument("--review", metavar="FILE", help=say("export.review"))
    export.add_argument("--second", metavar="FILE", help=say("export.second"))

    verify = _Parser("verify", wording, streams)
    verify.add_argument("file", metavar="FILE", help=say("verify.file"))

    compare = _Parser("compare", wording, streams)
    compare.add_argument("first", metavar="A", help=say("compare.first"))
    compare.add_argument("second", metavar="B", help=say("compare.second"))
    compare.add_argument("--folder", metavar="FOLDER", help=say("compare.folder"))

    merge = _Parser("merge", wording, streams)
    merge.add_argument("folder", metavar="FOLDER", help=say("merge.folder"))
    merge.add_argument("file", metavar="FILE", help=say("merge.file"))
    merge.add_argument("--review", metavar="FILE", help=say("merge.review"))
    merge.add_argument("--trial", action="store_true", help=say("merge.trial"))
    merge.add_argument("--rules", action="store_true", help=say("merge.rules"))
    merge.add_argument("--reviewer", metavar="NAME", help=say("merge.reviewer"))
    merge.add_argument("--reason", metavar="TEXT", default="", help=say("merge.reason"))

    plain = (window, check, export, verify, compare, merge)
    for name, parser in (*(("", parser) for parser in plain), ("_record", extract)):
        languages = tuple(language.value for language in Language)
        parser.add_argument("--lang", choices=languages, help=say(f"help.lang{name}"))
    return {
        "gouji": window,
        "extract": extract,
        "check": check,
        "export": export,
        "verify": verify,
        "compare": compare,
        "merge": merge,
    }


class _Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks the user's language, its own errors included."""

    def __init__(self, command: str, wording: Wording, streams: Streams) -> None:
        self._wording = wording
        self._streams = streams
        examples = wording.message("cli", f"{command}.examples").strip("\n")
        super().__init__(
            prog="gouji" if command == "gouji" else f"gouji {command}",
            description=wording.message("cli", f"{command}.about").strip("\n"),
            epilog=f"{wording.message('cli', 'help.examples')}:\n{examples}",
            formatter_class=self._formatter,
            allow_abbrev=False,
            add_help=False,
        )
        self._positionals.title = wording.message("cli", "help.arguments")
        self._optionals.title = wording.message("cli", "help.options")
        self.add_argument("-h", "--help", action="help", help=wording.message("cli", "help.help"))

    def _formatter(self, prog: str) -> argparse.HelpFormatter:
        return _Formatter(prog, self._wording.message("cli", "help.usage"))

    def _print_message(self, message: str, file: object = None) -> None:
        self._streams.write(message) if file is not sys.stderr else self._streams.complain(message)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong with the arguments, and where help is; ends with status 2."""
        hint = self._wording.message("cli", "say.hint", command=self.prog)
        self._streams.complain(f"{_translate(message, self._wording)}\n{hint}")
        raise SystemExit(UNUSABLE)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog, max_help_position=26)
        self._usage_prefix = usage

    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or self._usage_prefix)  # type: ignore[arg-type]


# argparse builds its sentences itself; these are their shapes (Python 3.11 to 3.14).
_SHAPES = {
    "required": re.compile(r"the following arguments are required: (?P<names>.+)"),
    "unrecognized": re.compile(r"unrecognized arguments: (?P<names>.+)"),
    "choice": re.compile(
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)"
    ),
    "expected": re.compile(r"argument (?P<name>.+?): expected .*argument.*"),
    "ignored": re.compile(r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)"),
}


def _translate(message: str, wording: Wording) -> str:
    for key, shape in _SHAPES.items():
        if match := shape.fullmatch(message):
            return wording.message("cli", f"argparse.{key}", **match.groupdict())
    return message
