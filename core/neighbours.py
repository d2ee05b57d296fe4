"""Owns which reports of a folder are compared with which, and what comes of it as each stands now.

Reports are found by their key and by the name of their unit, so that a change in one costs what its few
neighbours cost, whatever the size of the folder.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from core.across import (
    ReportKey,
    compare_years,
    report_key,
    unit_name,
    year_findings,
)
from core.findings import Finding
from core.review import Review
from core.unit_sums import UnitSum, parent_of_sum, unit_findings, unit_sum
from core.units import Unit, UnitTree


class Neighbours:
    """The reports of a folder by unit, scope and year, and its tree of units.

    A report whose unit or year is not known has no neighbours, and a key that several reports have
    stands for none of them.
    """

    def __init__(self, reviews: Iterable[Review], tree: UnitTree) -> None:
        self._reviews: dict[str, Review] = {}
        self._keys: dict[str, ReportKey] = {}
        self._by_key: defaultdict[ReportKey, set[str]] = defaultdict(set)
        self._by_unit: defaultdict[tuple[str, int], dict[str, Review]] = defaultdict(dict)
        self._years: Counter[int] = Counter()
        self.tree = tree
        self._heads: dict[str, list[Unit]] = {}
        self._above: dict[str, set[str]] = {}
        self._take_tree(tree)
        for review in reviews:
            self.put(review)

    def __contains__(self, source: str) -> bool:
        return source in self._reviews

    def review(self, source: str) -> Review:
        """The report at `source`, as it was put last."""
        return self._reviews[source]

    def units(self) -> dict[str, str]:
        """The unit of each report by its source, empty where it is not known."""
        return {source: review.unit for source, review in self._reviews.items()}

    def put(self, review: Review) -> set[str]:
        """Know `review` as it stands now; the sources of those that may be told something else by it."""
        source = review.report.source
        before, now = self._keys.get(source), report_key(review)
        if before is not None:
            self._by_key[before].discard(source)
            self._by_unit[before.unit, before.year].pop(source, None)
            self._years[before.year] -= 1
        self._reviews[source] = review
        if now is None:
            self._keys.pop(source, None)
        else:
            self._keys[source] = now
            self._by_key[now].add(source)
            self._by_unit[now.unit, now.year][source] = review
            self._years[now.year] += 1
        touched = {source}
        for key in {before, now} - {None}:
            if key is not None:
                touched |= self._near(key)
        return touched

    def use_tree(self, tree: UnitTree) -> set[str]:
        """Go by another tree of units; the sources of those that may be told something else by it."""
        before = {unit.name: unit for unit in self.tree.units}
        now = {unit.name: unit for unit in tree.units}
        other = {
            unit_name(name)
            for name in before.keys() | now.keys()
            if before.get(name) != now.get(name)
        }
        self._take_tree(tree)
        return {source for source, key in self._keys.items() if key.unit in other}

    def last_year(self, source: str) -> Review | None:
        """The report of the same unit and scope of the year before."""
        key = self._keys.get(source)
        if key is None or len(self._by_key[key]) != 1:
            return None
        before = self._by_key.get(ReportKey(key.unit, key.scope, key.year - 1), ())
        return self._reviews[next(iter(before))] if len(before) == 1 else None

    def sums(self, source: str) -> tuple[UnitSum, ...]:
        """What becomes of adding up the children of the unit whose sums the report at `source` holds."""
        key = self._keys.get(source)
        if key is None:
            return ()
        return tuple(
            found
            for unit in self._heads.get(key.unit, ())
            if (found := self.sum_of(unit, key.year)) is not None
            and found.parent is self._reviews[source]
        )

    def sum_of(self, unit: Unit, year: int) -> UnitSum | None:
        """What becomes of adding up the children of `unit`, None where no report holds its sums."""
        parent = parent_of_sum(unit, year, self._find)
        return None if parent is None else unit_sum(unit, year, parent, self._find)

    def findings(self, source: str) -> tuple[Finding, ...]:
        """What others say of the report at `source`: last year's report and those of its children."""
        return tuple(self._findings(source))

    def reports_of(self, name: str) -> tuple[Review, ...]:
        """All reports of the unit called `name`, by year."""
        plain = unit_name(name)
        return tuple(review for year in self.years() for review in self._find(plain, year))

    def years(self) -> tuple[int, ...]:
        """The years that there are reports of, in order."""
        return tuple(sorted(year for year, count in self._years.items() if count))

    # --- inside -----------------------------------------------------------------------------------

    def _find(self, unit: str, year: int) -> tuple[Review, ...]:
        return tuple(self._by_unit.get((unit, year), {}).values())

    def _findings(self, source: str) -> Iterator[Finding]:
        last = self.last_year(source)
        if last is not None:
            yield from year_findings(compare_years(self._reviews[source], last))
        yield from unit_findings(self.sums(source))

    def _near(self, key: ReportKey) -> set[str]:
        """The reports of the key's unit of that year and the next, and those of the units above it."""
        units = {(key.unit, key.year), (key.unit, key.year + 1)}
        units |= {(above, key.year) for above in self._above.get(key.unit, ())}
        return {source for unit in units for source in self._by_unit.get(unit, ())}

    def _take_tree(self, tree: UnitTree) -> None:
        heads: defaultdict[str, list[Unit]] = defaultdict(list)
        above: defaultdict[str, set[str]] = defaultdict(set)
        for unit in tree.units:
            head = unit_name(unit.name)
            heads[head].append(unit)
            for name in (*unit.children, unit.own_name):
                if name:
                    above[unit_name(name)].add(head)
        self.tree, self._heads, self._above = tree, dict(heads), dict(above)
