"""Owns telling whether labels of a table stand in a text in which no table was found (all run together)."""

from collections.abc import Iterable
from functools import cache

import regex

from core.cells import TableKind
from core.extract.folding.fold import fold
from core.extract.tokens.lexicon import bare, strip_note
from core.forms import Arrangement, Form

_SPACE = regex.compile(r"\s+")
_LEAST_LENGTH = 4
_SHARE = 3
"""More than one in so many of a table's words must be there."""
_LONGEST = 200_000


def traced_tables(
    text: str, forms: Iterable[Form], missing: Iterable[TableKind]
) -> frozenset[TableKind]:
    """Those of the tables `missing` of which enough labels stand in the folded `text`, spaces apart."""
    kinds = tuple(missing)
    if not kinds:
        return frozenset()
    dense = _SPACE.sub("", text[:_LONGEST])
    return frozenset(
        kind for kind in kinds for form in forms if _is_traced(dense, _words(form, kind))
    )


def _is_traced(dense: str, words: tuple[str, ...]) -> bool:
    return sum(1 for word in words if word in dense) * _SHARE > len(words)


@cache
def _words(form: Form, kind: TableKind) -> tuple[str, ...]:
    """Labels that are not words of everyday: those of rows in the matrix, else those of columns."""
    table = form.tables[kind]
    if table.arrangement is Arrangement.MATRIX:
        labels = [row.label for row in table.rows()]
    else:
        labels = [column.label for block in table.blocks for column in block.columns]
    plain = (_SPACE.sub("", strip_note(bare(fold(label)))) for label in labels)
    return tuple(dict.fromkeys(word for word in plain if len(word) >= _LEAST_LENGTH))
