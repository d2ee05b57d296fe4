"""Owns the doubts about whose report it is and of which year: what the title says against the other places.

A title is trusted most, so a slip in it puts the report on the wrong place in every comparison. Nothing is
decided here: a Finding stands where the text, or the file's name, says otherwise.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from core.extract.folding.fold import Squeezed
from core.extract.identity.mentions import (
    LONGEST,
    Signature,
    narrated_units,
    narrated_years,
    same_unit,
    signature,
    unit_of_path,
    year_of_path,
    years_in,
)
from core.extract.identity.titles import titles
from core.findings import Finding
from core.reports import Identified, Reading, ReportKind
from core.review import Review

_ENOUGH = 2
"""So often the narrative must name another unit or year, and the title's never, for it to be a doubt."""
_SUBJECT = 3
_LATE_IN_YEAR = 11


def identity_findings(review: Review, prose: Squeezed) -> Iterator[Finding]:
    """Where narrative, signature and name of the file contradict the title, unless the reviewer has settled it."""
    if _is_of_several(review.reading):
        return
    unit, year = review.reading.unit, review.reading.year
    elsewhere = _Elsewhere(prose, review.report.text.text)
    if unit is not None and unit.value == review.unit:
        yield from _about_unit(review, unit, elsewhere)
    if year is not None and year.value == str(review.year):
        yield from _about_year(review, year, elsewhere)


class _Elsewhere:
    """What a text says of unit and year outside its titles; looked for where a title is to be compared with it."""

    def __init__(self, prose: Squeezed, text: str) -> None:
        self._prose, self.text = prose, text

    @cached_property
    def body(self) -> Squeezed:
        """The text without its titles."""
        return _without_titles(self._prose)

    @cached_property
    def signed(self) -> Signature:
        """Who signed it, and when."""
        return signature(self._prose, self.text)


def _without_titles(prose: Squeezed) -> Squeezed:
    """`prose` with empty lines for its titles, which say nothing of what the narrative says."""
    parts: list[str] = []
    done = 0
    for title in titles(prose.text, len(prose.text)):
        start = max(title.start, done)
        parts += [prose.text[done:start], "\n" * (title.end - start)]
        done = max(title.end, done)
    return replace(prose, text="".join([*parts, prose.text[done:]]))


def _is_of_several(reading: Reading) -> bool:
    """Whether the text tells of other units and years by right: it is no report, or there are several in it."""
    return reading.kind is ReportKind.NOT_A_REPORT or any(
        finding.code == "several_reports" for finding in reading.findings
    )


def _about_unit(review: Review, unit: Identified, elsewhere: _Elsewhere) -> Iterator[Finding]:
    if unit.place != "title":
        return
    own, signed = _said(review, unit), elsewhere.signed
    narrated = list(narrated_units(elsewhere.body, elsewhere.text))
    if (
        narrated
        and narrated[0].weight >= _ENOUGH * _SUBJECT
        and not same_unit(unit.value, narrated[0].unit.value)
        and not any(
            same_unit(unit.value, one.unit.value)
            for one in narrated
            if not signed.unit or one.unit.span != signed.unit.span
        )
    ):
        other = narrated[0].unit
        yield Finding("unit_in_narrative", (), other.span, {**own, "other": other.value})
    if signed.unit is not None and not same_unit(unit.value, signed.unit.value):
        params = {**own, "other": signed.unit.value}
        yield Finding("unit_in_signature", (), signed.unit.span, params)
    named = unit_of_path(review.report.source)
    if named and named.place == "file_name" and not same_unit(unit.value, named.value):
        yield Finding("unit_in_file_name", (), unit.span, {**own, "other": named.value})


def _about_year(review: Review, year: Identified, elsewhere: _Elsewhere) -> Iterator[Finding]:
    own = _said(review, year)
    named = year_of_path(review.report.source)
    if named and named.place == "file_name" and year.span and named.value != year.value:
        yield Finding("year_in_file_name", (), year.span, {**own, "other": named.value})
    if year.place != "title":
        return
    body, signed = elsewhere.body, elsewhere.signed
    years = narrated_years(body, years_in(body.text[:LONGEST]))
    most = max(years, key=lambda one: len(years[one]), default=None)
    if most is not None and year.value not in years and len(years[most]) >= _ENOUGH:
        yield Finding("year_in_narrative", (), years[most][0], {**own, "other": most})
    if signed.year is not None and signed.month is not None:
        late = int(signed.year) - int(year.value)
        if late < 0 or (late == 0 and signed.month < _LATE_IN_YEAR):
            params = {**own, "other": f"{signed.year}-{signed.month:02d}"}
            yield Finding("year_in_signature", (), signed.at, params)


def _said(review: Review, what: Identified) -> dict[str, object]:
    line = review.report.text.line_number(what.span.start) if what.span else 0
    return {"value": what.value, "line": line}
