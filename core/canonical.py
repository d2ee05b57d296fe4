"""Owns the one way in which structured values become text that is stored or hashed."""

import json
import re
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from core.cells import Value

Json: TypeAlias = Any
"""What json.loads returns; such shapeless data stays at the borders where files are read and written."""

_Kind = TypeVar("_Kind")
_ENCODER = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    check_circular=False,  # to look for what no value of ours has takes a fifth of the time
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_canonical(value: Json) -> str:
    """`value` as JSON without freedom: keys sorted, no spaces, every character as itself.

    Lone surrogates (file names that are no text) are escaped, so that the result is always encodable.
    """
    return encodable(_ENCODER.encode(value))


def encodable(text: str) -> str:
    """The JSON `text` with lone surrogates escaped."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)
    return text


def value_to_json(value: Value | None) -> int | str | None:
    """A count as a number, an amount as the exact decimal string, blank as null."""
    return str(value) if isinstance(value, Decimal) else value


def value_from_json(stored: int | str | None) -> Value | None:
    """The inverse of `value_to_json`."""
    return Decimal(stored) if isinstance(stored, str) else stored


def expect(data: Json, kind: type[_Kind]) -> _Kind:
    """`data`, which must be of just that `kind`. Raises TypeError where it is not."""
    if type(data) is not kind:
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data


def expect_or_none(data: Json, kind: type[_Kind]) -> _Kind | None:
    """`data`, which must be of just that `kind`, or None. Raises TypeError where it is neither."""
    return None if data is None else expect(data, kind)
