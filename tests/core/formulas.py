"""A small evaluator of the formulas that the workbook uses, over a workbook read back with openpyxl.

It knows SUM, COUNT, COUNTIF, IF and ROUND, plus and minus, comparisons, text, references and ranges.
"""

import re
from collections.abc import Callable
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

Scalar: TypeAlias = float | str | bool | None
Argument: TypeAlias = Scalar | list[Scalar]

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<ref>(?:'(?:[^']|'')*'!|[^\W\d]\w*!)?[A-Z]{1,3}[0-9]+(?::[A-Z]{1,3}[0-9]+)?)
    |(?P<number>[0-9]+(?:\.[0-9]+)?)
    |(?P<name>[A-Z]+)(?=\()
    |(?P<sign><=|>=|<>|[-+=<>(),])
    )""",
    re.VERBOSE,
)


def value_of(book: Workbook, sheet: str, address: str) -> Scalar:
    """What the cell shows, formulas computed."""
    content = book[sheet][address].value
    if isinstance(content, str) and book[sheet][address].data_type == "f":
        return _Evaluation(book, sheet, content[1:]).result()
    return content


Thunk: TypeAlias = Callable[[], Argument]
"""A part of a formula, not computed yet: IF computes only the branch that it takes."""


class _Evaluation:
    def __init__(self, book: Workbook, sheet: str, formula: str) -> None:
        self._book = book
        self._sheet = sheet
        self._tokens: list[tuple[str, str]] = []
        at = 0
        while at < len(formula):
            match = _TOKEN.match(formula, at)
            assert match, f"not understood: {formula[at:]}"
            assert match.lastgroup
            self._tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        self._at = 0

    def result(self) -> Scalar:
        value = self._comparison()
        assert self._at == len(self._tokens)
        return _one(value())

    def _take(self, *signs: str) -> str | None:
        if self._at < len(self._tokens) and self._tokens[self._at] in [("sign", s) for s in signs]:
            self._at += 1
            return self._tokens[self._at - 1][1]
        return None

    def _comparison(self) -> Thunk:
        left = self._sum()
        sign = self._take("=", "<", ">")
        if sign is None:
            return left
        right = self._sum()
        return lambda: _compare(sign, _one(left()), _one(right()))

    def _sum(self) -> Thunk:
        value = self._term()
        while sign := self._take("+", "-"):
            value = _added(value, self._term(), 1 if sign == "+" else -1)
        return value

    def _term(self) -> Thunk:
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "number":
            return lambda: float(text)
        if kind == "text":
            return lambda: text[1:-1].replace('""', '"')
        if kind == "ref":
            return lambda: self._cells(text)
        assert kind == "name", text
        assert self._take("(")
        arguments = [self._comparison()]
        while self._take(","):
            arguments.append(self._comparison())
        assert self._take(")")
        if text == "IF":
            condition, then, otherwise = arguments
            return lambda: then() if _one(condition()) else otherwise()
        return lambda: _FUNCTIONS[text]([argument() for argument in arguments])

    def _cells(self, reference: str) -> Argument:
        sheet, _, place = reference.rpartition("!")
        sheet = sheet.strip("'").replace("''", "'") or self._sheet
        left, top, right, bottom = range_boundaries(place)
        values = [
            value_of(self._book, sheet, self._book[sheet].cell(row, column).coordinate)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]
        return values if ":" in place else values[0]


def _added(left: Thunk, right: Thunk, sign: int) -> Thunk:
    def add() -> Argument:
        a, b = _one(left()), _one(right())
        assert not isinstance(a, str), "#VALUE!"
        assert not isinstance(b, str), "#VALUE!"
        return (a or 0) + sign * (b or 0)

    return add


def _compare(sign: str, a: Scalar, b: Scalar) -> bool:
    if isinstance(a, str) or isinstance(b, str):
        assert sign == "="  # the only comparison of texts
        return ("" if a is None else a) == ("" if b is None else b)
    x, y = a or 0, b or 0
    return {"=": x == y, "<": x < y, ">": x > y}[sign]


def _one(value: Argument) -> Scalar:
    assert not isinstance(value, list)
    return value


def _flat(arguments: list[Argument]) -> list[Scalar]:
    return [item for value in arguments for item in (value if isinstance(value, list) else [value])]


def _numbers(arguments: list[Argument]) -> list[float]:
    return [item for item in _flat(arguments) if isinstance(item, (int, float))]


_FUNCTIONS: dict[str, Callable[[list[Argument]], Scalar]] = {
    "SUM": lambda arguments: sum(_numbers(arguments)),
    "COUNT": lambda arguments: len(_numbers(arguments)),
    "COUNTIF": lambda arguments: _flat(arguments[:1]).count(_one(arguments[1])),
    "ROUND": lambda arguments: round(_numbers(arguments[:1])[0], int(_numbers(arguments[1:])[0])),
}
