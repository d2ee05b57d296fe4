"""Owns how a figure is printed in a cell: plain, blank, a dash, with sign, unit, separators or padding."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from core.cells import CellRef, CellStatus, Quantity, TableKind, Value
from core.forms import Form
from tests.corpus.model import BLANK, LIKELY, READ

_FULL_WIDTH = str.maketrans("0123456789.+-", "０１２３４５６７８９．＋－")
_DOUBTFUL = frozenset(CellStatus) - {CellStatus.READ, CellStatus.MISSING, CellStatus.BLANK}


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """What stands in a cell (`before` and `after` are padding) and what it is to be read as."""

    text: str
    value: Value | None
    accept: frozenset[CellStatus] = READ
    unit: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ValueStyle:
    """How one report prints its figures.

    `zero`: what is printed for 0 in the cells of `zero_scope` (all, parts: all but totals, rulings: the row
    规章, some: a fifth, change: only 本年增/减). `money`: how an amount is printed. `unfilled`: cells that are
    left blank though they should hold more than 0 (totals: the sums of rows that are no sums themselves, as many an
    office leaves them; any: a seventh of all).
    """

    zero: str = "0"
    zero_scope: str = "all"
    plus: str = ""
    minus: str = "-"
    thousands: str = ""
    full_width: bool = False
    before: str = ""
    after: str = ""
    counter: str = ""
    letter: bool = False
    money: str = "plain"
    decimals: int | None = None
    unfilled: str = ""

    @property
    def leaves_blanks(self) -> bool:
        """Whether some cells may hold nothing at all."""
        return self.zero == "" or bool(self.unfilled)


def any_style(rng: Random) -> ValueStyle:
    """A way of printing figures; plain in two thirds of all reports."""
    money = rng.choice(["plain", "plain", "header", "header", "unit", "yuan"])
    plus = rng.choice(["", "+"])
    if rng.random() < 0.62:
        return ValueStyle(plus=plus, money=money)
    kind = rng.choice(
        [
            "blank",
            "blank",
            "parts",
            "slash",
            "dash",
            "none",
            "pad",
            "width",
            "comma",
            "minus",
            "odd",
        ]
    )
    if kind == "blank":
        scope = rng.choice(["all", "some", "rulings"])
        return ValueStyle("", scope, plus=plus, money=money)
    if kind == "parts":
        return ValueStyle("", "parts", plus=plus, money=money)
    if kind in ("slash", "dash", "none"):
        mark = {"slash": "/", "dash": rng.choice(["—", "-", "--", "——"]), "none": "无"}[kind]
        scope = rng.choice(["rulings", "some", "rulings", "all"])
        return ValueStyle(mark, scope, plus=plus, money=money)
    if kind == "pad":
        pads = ["", "\u00a0", "\u3000", " ", "\u00a0\u00a0"]
        return ValueStyle(before=rng.choice(pads), after=rng.choice(pads), money=money)
    if kind == "width":
        return ValueStyle(full_width=True, money=money)
    if kind == "comma":
        return ValueStyle(thousands=rng.choice([",", ",", "，"]), money=money)
    if kind == "minus":
        return ValueStyle(plus=rng.choice(["增", "+", ""]), minus=rng.choice(["减", "－", "−"]))
    return rng.choice(
        [
            ValueStyle(counter=rng.choice(["件", "项", "条"]), money=money),
            ValueStyle(letter=True, money=money),
            ValueStyle(decimals=4, money="header"),
        ]
    )


def print_values(
    form: Form, figures: Mapping[CellRef, Value], style: ValueStyle, rng: Random
) -> dict[CellRef, PrintedValue]:
    """Every figure of `figures` as `style` prints it."""
    return {ref: _print(form, ref, value, style, rng) for ref, value in figures.items()}


def money_header(style: ValueStyle) -> str:
    """The unit that the header of a 2019 form's amount column names ("" where it names none)."""
    return "（单位：万元）" if style.money == "header" else ""


def _print(form: Form, ref: CellRef, value: Value, style: ValueStyle, rng: Random) -> PrintedValue:
    quantity = form.column(ref).quantity
    if _is_unfilled(ref, style, rng):
        return PrintedValue("", None, BLANK)
    if value == 0 and style.zero != "0" and _in_scope(ref, style, rng):
        return PrintedValue(style.zero, None, BLANK)
    if quantity is Quantity.MONEY:
        return _print_money(form, ref, value, style)
    size = int(-value if value < 0 else value)
    text = str(size)
    if style.thousands and size >= 1000:
        text = f"{size:,}".replace(",", style.thousands)
    accept = READ
    if style.letter and "0" in text and len(text) > 1 and rng.random() < 0.5:
        text, accept = text.replace("0", "O", 1), _DOUBTFUL
    if style.counter and value:
        text, accept = text + style.counter, LIKELY
    if value < 0:
        text = style.minus + text
    elif quantity is Quantity.CHANGE and value > 0:
        text = style.plus + text
    if style.full_width:
        text = text.translate(_FULL_WIDTH)
    return PrintedValue(text, value, accept, None, style.before, style.after)


def _is_unfilled(ref: CellRef, style: ValueStyle, rng: Random) -> bool:
    if style.unfilled == "totals":
        is_detail = ref.row not in ("received", "carried_in", "results_total", "carried_out")
        return ref.table is TableKind.REQUESTS and ref.column == "total" and is_detail
    return style.unfilled == "any" and rng.random() < 1 / 7


def _in_scope(ref: CellRef, style: ValueStyle, rng: Random) -> bool:
    if style.zero_scope == "parts":
        return ref.column != "total" and ref.table is not TableKind.PROACTIVE
    if style.zero_scope == "rulings":
        return ref.row == "regulations"
    if style.zero_scope == "some":
        return rng.random() < 0.2
    return True


def _print_money(form: Form, ref: CellRef, value: Value, style: ValueStyle) -> PrintedValue:
    stated = form.column(ref).unit or ("万元" if style.money == "header" else None)
    text = str(value)
    if style.decimals is not None:
        text = f"{value:.{style.decimals}f}"
    if style.money == "unit" and value:
        return PrintedValue(f"{text}万元", value, READ, "万元")
    if style.money == "yuan" and value and form.column(ref).unit is None:
        yuan = int(Decimal(value) * 10000)
        return PrintedValue(f"{yuan}元", yuan, READ, "元")
    printed = Decimal(text) if "." in text else value
    if style.full_width:
        text = text.translate(_FULL_WIDTH)
    return PrintedValue(text, printed, READ, stated, style.before, style.after)
