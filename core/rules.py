"""Owns the rules as a reviewer meets them: what each weighs, whether it is on in a folder, how often it was
dismissed, and all Findings of a report under the rules that are on.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.checks import Outcome, Severity
from core.edits import Verdict
from core.errors import ResourceError
from core.findings import Finding
from core.form_findings import form_findings
from core.forms import load_forms
from core.narrative import (
    Claim,
    ClaimResult,
    Parts,
    compare_claims,
    narrative_findings,
    read_narrative,
)
from core.paths import resources_dir
from core.review import Review, finding_key

if TYPE_CHECKING:
    from core.similarity import Twins  # imports numpy, which rules do without


class RuleKind(Enum):
    """What a rule gives rise to."""

    CHECK = "check"  # a family of balance checks
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that can be switched off for a folder: a family of checks or the code of a finding."""

    id: str
    kind: RuleKind
    severity: Severity
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule spoke in a folder, and how often a reviewer put it aside."""

    rule: Rule
    raised: int
    dismissed: int

    @property
    def share_dismissed(self) -> float:
        """Dismissed of raised, from 0 to 1: a rule near 1 cries wolf."""
        return self.dismissed / self.raised if self.raised else 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a report from beside it, as far as it was looked for.

    `claims` and `parts` are those of its narrative; `across` are the Findings from other reports (two
    years, parent and children); `twins` the report whose text is most like this one's; `last_year` the
    review of the same unit's report of the year before.
    """

    claims: tuple[Claim, ...] = ()
    parts: tuple[Parts, ...] = ()
    across: tuple[Finding, ...] = ()
    twins: "Twins | None" = None
    last_year: Review | None = None


@cache
def load_rules() -> Mapping[str, Rule]:
    """All rules by id: the families of checks first, then findings in the order of their file."""
    folder = resources_dir()
    titles = _read(folder / "rules.toml").get("titles", {})
    rules: dict[str, Rule] = {}
    for form in load_forms().values():
        for check in form.checks:
            rules.setdefault(
                check.family,
                Rule(
                    check.family,
                    RuleKind.CHECK,
                    check.severity,
                    titles.get(check.family, check.words),
                ),
            )
    for code, item in _read(folder / "findings.toml").items():
        words = titles.get(code, {"zh": item["zh"], "en": item["en"]})
        rules[code] = Rule(code, RuleKind.FINDING, Severity(item["severity"]), words)
    return rules


def narrative_context(review: Review) -> Context:
    """The Context with what the narrative of `review` says."""
    return Context(*read_narrative(review.report.text, review.reading, review.form))


def all_findings(
    review: Review, context: Context = Context(), off: frozenset[str] = frozenset()
) -> tuple[Finding, ...]:
    """Everything there is to look at in `review` besides its checks, under the rules that are on.

    The findings of the reading come first, then those of the form, the narrative and other reports.
    """
    told: tuple[ClaimResult, ...] = compare_claims(context.claims, review.look)
    found = (
        *review.read_findings,
        *form_findings(review),
        *narrative_findings(told, context.parts),
        *findings_beside(review.report.source, context),
    )
    return tuple(finding for finding in found if finding.code not in off)


def findings_beside(source: str, context: Context) -> tuple[Finding, ...]:
    """Those findings of the report at `source` that others give rise to; they have no place in its text."""
    return (*context.across, *_twin_findings(source, context.twins))


def is_from_beside(finding: Finding) -> bool:
    """Whether `finding` is one of those that other reports give rise to."""
    return finding.code.startswith(("years.", "units_")) or finding.code == "same_text"


def tell(review: Review, beside: Context = Context(), off: frozenset[str] = frozenset()) -> Context:
    """Have `review` know all its findings under the rules that are on; gives what it was told by."""
    told = narrative_context(review)
    context = replace(beside, claims=told.claims, parts=told.parts)
    review.rules_off = off
    review.told = all_findings(review, context, off)
    return context


def open_findings(review: Review, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of `findings` that nobody has dismissed."""
    return tuple(f for f in findings if finding_key(f) not in review.dismissed)


def _twin_findings(source: str, twins: "Twins | None") -> Iterable[Finding]:
    if twins is not None and source in (twins.first, twins.second):
        other = twins.second if twins.first == source else twins.first
        params = {"other": other, "percent": round(twins.share * 100)}
        yield Finding("same_text", (), None, params)


def count_rules(
    reviewed: Iterable[tuple[Review, Iterable[Finding]]],
) -> dict[str, RuleCount]:
    """For each rule how often it spoke in these reviews and was put aside, noisiest first.

    A finding is put aside by dismissing it; a failing check by a mark that it passes or does not apply.
    """
    rules = load_rules()
    raised = dict.fromkeys(rules, 0)
    dismissed = dict.fromkeys(rules, 0)
    for review, findings in reviewed:
        for finding in findings:
            raised[finding.code] += 1
            dismissed[finding.code] += finding_key(finding) in review.dismissed
        for id, result in review.results.items():
            if result.outcome is Outcome.FAIL:
                family = review.form.checks_by_id[id].family
                mark = review.marks.get(id)
                raised[family] += 1
                dismissed[family] += mark is not None and mark.verdict is not Verdict.FAILS
    counts = [
        RuleCount(rule, raised[id], dismissed[id]) for id, rule in rules.items() if raised[id]
    ]
    counts.sort(key=lambda count: (-count.share_dismissed, -count.raised))
    return {count.rule.id: count for count in counts}


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(path=str(path), reason=str(error)) from error
