"""Owns the name of the present reader, by which a cached Reading is known to be what it would read again."""

import hashlib
from collections.abc import Mapping
from functools import cache

from core.forms import Form, load_forms
from core.version import READER_VERSION


def reader_stamp(forms: Mapping[str, Form]) -> str:
    """Changes with the reader's version and with the cells of the forms."""
    if forms is load_forms():
        return _stamp_of_this_version()
    return _stamp(forms)


@cache
def _stamp_of_this_version() -> str:
    return _stamp(load_forms())


def _stamp(forms: Mapping[str, Form]) -> str:
    names = "\n".join(f"{form.id} {' '.join(form.index.names)}" for form in forms.values())
    return f"{READER_VERSION}-{hashlib.sha256(names.encode()).hexdigest()[:8]}"
