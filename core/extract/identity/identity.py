"""Owns telling which unit and which year a report is of, and where the text says so.

In the order of trust: title, narrative, signature, name of file or folder.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.extract.folding.fold import Squeezed
from core.extract.identity.mentions import (
    LONGEST,
    identified,
    narrated_units,
    narrated_years,
    place_unit,
    same_unit,
    signature,
    signed_unit,
    stated_year,
    unit_of_path,
    year_at,
    year_of_path,
    years_in,
)
from core.extract.identity.names import names
from core.extract.identity.titles import announced, report_places, titles
from core.reports import Identified

_HEAD = 3000
"""Characters of a report's beginning in which its title is sought."""


class Identity(NamedTuple):
    """Unit and year, each None where nothing says it."""

    unit: Identified | None
    year: Identified | None


def identify(squeezed: Squeezed, text: str, source: str, tables: int) -> Identity:
    """Which unit and year the report `text` (`squeezed`: as folded) is of.

    `source` is its path in the folder; `tables` is where in the text its tables begin.
    """
    reports = report_places(squeezed.text, LONGEST)
    title = _title(squeezed, text, reports, tables)
    unit = title.unit or _unit_without_title(squeezed, text, source, reports)
    year = title.year or _year_without_title(squeezed, text, source)
    return Identity(unit, year)


def _title(squeezed: Squeezed, text: str, reports: Sequence[int], tables: int) -> Identity:
    """Unit and year of the first title that names a unit; else the year of the first.

    Where pages begin or end within the tables, what stands on the line before their title is none of it.
    """
    found = Identity(None, None)
    for title in titles(squeezed.text, _HEAD, reports):
        year = year_at(squeezed, title.year, "title") if title.year else None
        if title.unit is not None and not (
            "\n" in squeezed.text[title.unit[1] : title.end]
            and squeezed.span(title.start, title.end).start >= tables
        ):
            start, end = title.unit
            start += names().parent(squeezed.text[start:end])
            return Identity(identified(squeezed, start, end, text, "title"), year or found.year)
        if found.year is None:
            found = Identity(None, year)
    return found


def _unit_without_title(
    squeezed: Squeezed, text: str, source: str, reports: Sequence[int]
) -> Identified | None:
    """The unit that narrative, signature or path name; of names for one unit the fuller one."""
    narrated = _announced_unit(squeezed, text, reports)
    if narrated is None:
        narrated = next((one.unit for one in narrated_units(squeezed, text)), None)
    signed = signed_unit(squeezed, text)
    others = [one for one in (signed, unit_of_path(source)) if one]
    if narrated is not None:
        if signed is not None and signed.span == narrated.span:
            narrated = signed  # named nowhere else
        return next((one for one in others if _is_fuller(one.value, narrated.value)), narrated)
    return next(iter(others), None) or place_unit(squeezed, text)


def _announced_unit(squeezed: Squeezed, text: str, reports: Sequence[int]) -> Identified | None:
    """The unit whose report it calls itself."""
    for start, end in announced(squeezed.text[:LONGEST], reports):
        return identified(squeezed, start, end, text, "narrative")
    return None


def _is_fuller(name: str, other: str) -> bool:
    return len(name) > len(other) and same_unit(name, other)


def _year_without_title(squeezed: Squeezed, text: str, source: str) -> Identified | None:
    """The stated period; else the year that the narrative speaks of most; else the year before the signature's."""
    years = years_in(squeezed.text[:LONGEST])
    stated = stated_year(squeezed, years)
    if stated is not None:
        return stated
    for year, places in narrated_years(squeezed, years).items():
        return Identified(year, places[0], "narrative")
    signed = signature(squeezed, text)
    if signed.year is not None:
        return Identified(str(int(signed.year) - 1), signed.at, "signature")
    return year_of_path(source)
