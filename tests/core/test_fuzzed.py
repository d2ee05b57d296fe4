"""What fuzzing found (tests/fuzz): each input, made as small as it goes, raises nothing and is read soundly."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audit import read_entry
from core.forms import load_forms
from core.reading_codec import decode_reading
from tests.fuzz.targets import TARGETS

FOUND = Path(__file__).parents[1] / "data" / "fuzz"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "big5hkscs")
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


def _encoded(text: str) -> st.SearchStrategy[bytes]:
    """`text` in any encoding that reports come in, whole or cut anywhere."""
    encoded = st.sampled_from(ENCODINGS).map(lambda encoding: text.encode(encoding, "ignore"))
    return st.tuples(encoded, st.integers(0, 200)).map(lambda pair: pair[0][: pair[1]])


@settings(deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(st.sampled_from("信息公开申请\x00\r\n\ufeff"), max_size=40).flatmap(_encoded)
)
def test_any_bytes_are_a_text_or_an_error_of_ours(data: bytes) -> None:
    TARGETS["bytes"](data)
    TARGETS["files"](data)
