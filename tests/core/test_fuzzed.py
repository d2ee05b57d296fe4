"""What fuzzing found (tests/fuzz): each input, made as small as it goes, raises nothing and is read soundly."""

from pathlib import Path

import pytest

from core.audit import read_entry
from core.forms import load_forms
from core.reading_codec import decode_reading
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parents[1] / "data" / "fuzz"
INPUTS = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_was_found_once_is_found_no_more(path: Path) -> None:
    TARGETS[path.parent.name](path.read_bytes())


def test_stored_data_nested_without_end_is_no_reading_and_no_entry() -> None:
    nested = "[" * 200_000
    with pytest.raises(ValueError, match="not a reading"):
        decode_reading(nested, load_forms())
    with pytest.raises(ValueError, match="not an entry"):
        read_entry(nested)
