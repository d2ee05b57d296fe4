"""Owns finding claims in the narrative of a report, and totals stated with their parts."""

from collections.abc import Iterator

import regex

from core.cells import Span
from core.extract.fold import Squeezed
from core.forms import Form
from core.narrative.claims import Claim, ClaimKind, Parts
from core.narrative.numerals import read_whole_number
from core.narrative.patterns import ClaimRules, claim_rules, meanings_of
from core.narrative.prose import prose_of, sentences_of, table_spans
from core.reports import Reading
from core.text import SourceText

_ABOUT = regex.compile(r"(?:约|近|超过?|逾|不足|至少|多达|达到?)$")
_SHORTEST = 6
_NEAR = 60
# What every claim speaks of, so that other sentences are passed over quickly.
_TOPIC = regex.compile(r"申请|收到|受理|新收|结转|办结|办理完|答复|公开|无法提供|处理|复议|诉讼")
# A character of every phrase that says 0 without a number.
_NONE = regex.compile(r"[未没无均全已都不零]|[为是]0")
_YEAR = regex.compile(r"(?<!\d)(20\d\d)(?=年)")


def read_claims(text: SourceText, reading: Reading, form: Form) -> tuple[Claim, ...]:
    """The claims in the narrative of a report, in the order of the text.

    `reading` gives the tables, whose text is left out, and the year.
    """
    rules = claim_rules()
    prose = prose_of(text, table_spans(reading))
    found: list[Claim] = []
    for start, end in sentences_of(prose.text, rules.sentence_end):
        sentence = prose.text[start:end]
        if end - start < _SHORTEST or not _TOPIC.search(sentence):
            continue
        span = prose.span(start, end)
        found += _claims_in(sentence, start, prose, span, rules, form, reading.year_number)
    return tuple(sorted(found, key=lambda claim: claim.span))


def read_parts(text: SourceText, reading: Reading | None = None) -> tuple[Parts, ...]:
    """Totals whose listed parts do not add up to them; `reading` gives the tables to leave out.

    After a colon the list must match the total; after 其中 (of which) it may fall short, not exceed.
    """
    rules = claim_rules()
    prose = prose_of(text, table_spans(reading) if reading else ())
    found = []
    for start, end in sentences_of(prose.text, rules.period):
        sentence = prose.text[start:end]
        if end - start < _SHORTEST or (":" not in sentence and "其中" not in sentence):
            continue
        for match in rules.listed.finditer(sentence):
            total = read_whole_number(match["n"])
            parts = tuple(
                value
                for part in rules.number.finditer(match["list"])
                if part["c"] == match["c"] and (value := read_whole_number(part["n"])) is not None
            )
            if total is None or len(parts) < 2 or "其中" in match["list"]:
                continue
            is_whole = match["link"] == ":"
            if sum(parts) > total or (is_whole and sum(parts) != total):
                found.append(
                    Parts(total, parts, prose.span(start + match.start(), start + match.end()))
                )
    return tuple(found)


def _claims_in(
    sentence: str,
    offset: int,
    prose: Squeezed,
    span: Span,
    rules: ClaimRules,
    form: Form,
    year: int | None,
) -> Iterator[Claim]:
    numbers = list(rules.number.finditer(sentence))
    may_say_zero = _NONE.search(sentence) is not None
    if not numbers and not may_say_zero:
        return
    # A number is claimed once; a phrase that says 0 may say it of several kinds.
    taken: dict[tuple[int, int], ClaimKind | None] = {}
    is_plain = len(numbers) <= 1 and not rules.doubtful.search(sentence)
    is_plain = is_plain and all(int(y) == year for y in _YEAR.findall(sentence) if year is not None)
    before = prose.text[max(offset - _NEAR, 0) : offset]
    has_subject = rules.subject.search(sentence) or rules.subject.search(before)
    is_plain = is_plain and has_subject is not None
    for rule in rules.rules:
        is_certain = is_plain and (rule.needs is None or rule.needs.search(sentence) is not None)
        is_certain = is_certain and (rule.unless is None or not rule.unless.search(sentence))
        for pattern in rule.patterns:
            if not (may_say_zero if pattern.is_zero else numbers):
                continue
            for match in pattern.expression.finditer(sentence):
                if rules.foreign.search(match.group()):
                    continue
                if rule.exception and rule.exception.search(match.group()):
                    continue
                value, place = (0, match.span()) if pattern.is_zero else _stated(match)
                if value is None or any(
                    place[0] < end and start < place[1] and kind in (rule.kind, None)
                    for (start, end), kind in taken.items()
                ):
                    continue
                taken[place] = rule.kind if pattern.is_zero else None
                is_exact = pattern.is_zero or _is_exact(match, sentence)
                both = value > 0 and "行政复议" in sentence and "行政诉讼" in sentence
                yield Claim(
                    rule.kind,
                    value,
                    prose.span(offset + place[0], offset + place[1]),
                    span,
                    meanings_of(form, rule.kind),
                    is_certain and is_exact and not pattern.is_loose and not both,
                )


def _stated(match: regex.Match[str]) -> tuple[int | None, tuple[int, int]]:
    return read_whole_number(match["n"]), match.span("n")


def _is_exact(match: regex.Match[str], sentence: str) -> bool:
    return match["about"] is None and not _ABOUT.search(sentence[: match.start("n")])
