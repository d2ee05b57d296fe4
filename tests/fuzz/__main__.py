"""python -m tests.fuzz TARGET [options of libFuzzer]: see README.md in this folder."""

import json
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["core"]):
    from tests.fuzz.mutate import cross, mutate, mutate_json
    from tests.fuzz.seeds import dictionary, report_texts, seeds
    from tests.fuzz.targets import TARGETS, bytes_of, text_of

WORK = Path(tempfile.gettempdir(), "gouji", "fuzz-corpus")
_LONGEST = 24_000


def main() -> None:
    """Fuzz one target until it fails or its time is over."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"python -m tests.fuzz {{{','.join(TARGETS)}}} [-max_total_time=SECONDS …]")
    name = sys.argv.pop(1)
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, seeds(name))
    words = folder.with_suffix(".dict")
    words.write_text("".join(map(_quoted, dict.fromkeys(dictionary(name)))), encoding="ascii")
    found = WORK / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    arguments = [
        *(sys.argv[0], str(folder), f"-dict={words}", f"-artifact_prefix={found}/"),
        *(f"-max_len={_LONGEST}", "-timeout=20", "-rss_limit_mb=4000", "-print_final_stats=1"),
        *sys.argv[1:],
    ]
    mutators = {"reports": _report, "readings": _json, "journal": _json}
    if name in mutators:
        atheris.Setup(arguments, TARGETS[name], custom_mutator=mutators[name])
    else:
        atheris.Setup(arguments, TARGETS[name])
    atheris.Fuzz()


def _json(data: bytes, max_size: int, seed: int) -> bytes:
    """Stored data with values changed; what is no JSON, or too large then, byte by byte."""
    random = Random(seed)
    try:
        changed = mutate_json(json.loads(data), random, random.choice((1, 1, 2, 4)))
        made = bytes_of(json.dumps(changed, ensure_ascii=random.random() < 0.5))
    except (ValueError, RecursionError):
        return bytes(atheris.Mutate(data, max_size))
    return made if len(made) <= max_size and seed % 8 else bytes(atheris.Mutate(data, max_size))


def _report(data: bytes, max_size: int, seed: int) -> bytes:
    """A report with lines, cells or characters changed; now and then with another one's end."""
    random = Random(seed)
    text = text_of(data)
    if random.random() < 0.05:
        text = cross(text, random.choice(_TEXTS), random)
    changed = bytes_of(mutate(text, random, random.choice((1, 1, 2, 4, 12))))
    return changed[:max_size]


_TEXTS = report_texts(1)


def _write(folder: Path, inputs: Iterable[bytes]) -> None:
    for number, data in enumerate(inputs):
        (folder / f"seed-{number:04}").write_bytes(data)


def _quoted(word: str) -> str:
    """`word` as a line of a dictionary of libFuzzer."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in bytes_of(word)) + '"\n'


if __name__ == "__main__":
    main()
