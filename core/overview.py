"""Owns what the checks say of all reports of a folder at once: by rule, in how many reports it fails."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from core.forms import Form
from core.review import Review


class FamilyCount(NamedTuple):
    """In how many reports a family of checks fails, and how many of its checks in all."""

    family: str
    reports: int
    checks: int


def failing_families(reviews: Iterable[Review]) -> list[FamilyCount]:
    """The families that fail anywhere under the rules that are on, those that fail in most reports first."""
    from core.frame import Verdict, check_frame, frame_of_reviews  # late: imports numpy

    alike: dict[tuple[str, frozenset[str]], tuple[Form, list[Review]]] = {}
    for review in reviews:
        key = (review.form.id, review.rules_off)
        alike.setdefault(key, (review.form, []))[1].append(review)
    reports: Counter[str] = Counter()
    checks: Counter[str] = Counter()
    for (_, off), (form, group) in alike.items():
        fails = check_frame(frame_of_reviews(form, group)).verdicts == Verdict.FAIL
        for family in dict.fromkeys(check.family for check in form.checks):
            if family not in off:
                columns = [at for at, check in enumerate(form.checks) if check.family == family]
                reports[family] += int(fails[:, columns].any(axis=1).sum())
                checks[family] += int(fails[:, columns].sum())
    found = [FamilyCount(family, count, checks[family]) for family, count in reports.items()]
    return sorted((one for one in found if one.reports), key=lambda one: -one.reports)
