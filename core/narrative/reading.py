"""Owns finding claims in the narrative of a report, and totals stated with their parts."""

from bisect import bisect_left, insort
from collections.abc import Iterator

import regex

from core.extract.folding.fold import Squeezed
from core.forms import Form
from core.narrative.claims import Claim, ClaimKind, Parts
from core.narrative.numerals import read_whole_number
from core.narrative.patterns import ClaimRules, claim_rules, meanings_of
from core.narrative.prose import Sentences, prose_of, table_spans
from core.reports import Reading
from core.text import SourceText

_ABOUT = ("约", "近", "超", "超过", "逾", "不足", "至少", "多达", "达", "达到")
_SHORTEST = 6
_NEAR = 60
_SENTENCES = Sentences("。!?;\n")
_PERIODS = Sentences("。!?\n")
# A character of every phrase that says 0 without a number.
_NONE = regex.compile(r"[未没无均全已都不零]|[为是]0")
_YEAR = regex.compile(r"(?<!\d)(20\d\d)(?=年)")


def read_narrative(
    text: SourceText, reading: Reading, form: Form
) -> tuple[tuple[Claim, ...], tuple[Parts, ...]]:
    """The claims in the narrative of a report, and the totals whose parts do not add up to them."""
    prose = prose_of(text, table_spans(reading))
    return _claims_of(prose, form, reading.year_number), _parts_of(prose)


def read_claims(text: SourceText, reading: Reading, form: Form) -> tuple[Claim, ...]:
    """The claims in the narrative of a report, in the order of the text.

    `reading` gives the tables, whose text is left out, and the year.
    """
    return _claims_of(prose_of(text, table_spans(reading)), form, reading.year_number)


def _claims_of(prose: Squeezed, form: Form, year: int | None) -> tuple[Claim, ...]:
    rules = claim_rules()
    found: list[Claim] = []
    for start, end in _SENTENCES.with_words(prose.text, rules.words):
        if end - start >= _SHORTEST:
            found += _claims_in(prose.text[start:end], start, prose, rules, form, year)
    return tuple(sorted(found, key=lambda claim: claim.span))


def read_parts(text: SourceText, reading: Reading | None = None) -> tuple[Parts, ...]:
    """Totals whose listed parts do not add up to them; `reading` gives the tables to leave out.

    After a colon the list must match the total; after 其中 (of which) it may fall short, not exceed.
    """
    return _parts_of(prose_of(text, table_spans(reading) if reading else ()))


def _parts_of(prose: Squeezed) -> tuple[Parts, ...]:
    rules = claim_rules()
    found = []
    for start, end in _PERIODS.with_words(prose.text, (":", "其中")):
        sentence = prose.text[start:end]
        if end - start < _SHORTEST:
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
    rules: ClaimRules,
    form: Form,
    year: int | None,
) -> Iterator[Claim]:
    numbers = list(rules.number.finditer(sentence))
    may_say_zero = _NONE.search(sentence) is not None
    if not numbers and not may_say_zero:
        return
    is_of_both = "行政复议" in sentence and "行政诉讼" in sentence
    taken = _Taken()
    is_plain = len(numbers) <= 1 and not rules.doubtful.search(sentence)
    is_plain = is_plain and all(int(y) == year for y in _YEAR.findall(sentence) if year is not None)
    before = prose.text[max(offset - _NEAR, 0) : offset]
    has_subject = rules.subject.search(sentence) or rules.subject.search(before)
    is_plain = is_plain and has_subject is not None
    for rule in rules.rules:
        if not any(word in sentence for word in rule.words):
            continue
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
                if value is None or taken.overlaps(place, rule.kind):
                    continue
                taken.add(place, rule.kind if pattern.is_zero else None)
                is_exact = pattern.is_zero or _is_exact(match, sentence)
                yield Claim(
                    rule.kind,
                    value,
                    prose.span(offset + place[0], offset + place[1]),
                    prose.span(offset, offset + len(sentence)),
                    meanings_of(form, rule.kind),
                    is_certain and is_exact and not pattern.is_loose and not (value and is_of_both),
                )


class _Taken:
    """The places in a sentence that have been claimed.

    A number is claimed once; a phrase that says 0 may say it of several kinds, once of each.
    """

    def __init__(self) -> None:
        self._places: dict[ClaimKind | None, list[tuple[int, int]]] = {}
        """By kind, None for numbers; in order, none over another."""

    def add(self, place: tuple[int, int], kind: ClaimKind | None) -> None:
        """Claim `place` for `kind`, or for all kinds if it is None."""
        insort(self._places.setdefault(kind, []), place)

    def overlaps(self, place: tuple[int, int], kind: ClaimKind) -> bool:
        """Whether a part of `place` has been claimed for `kind` or for all."""
        start, end = place
        for places in (self._places.get(None, ()), self._places.get(kind, ())):
            before = bisect_left(places, (end,))
            if before and places[before - 1][1] > start:
                return True
        return False


def _stated(match: regex.Match[str]) -> tuple[int | None, tuple[int, int]]:
    return read_whole_number(match["n"]), match.span("n")


def _is_exact(match: regex.Match[str], sentence: str) -> bool:
    start = match.start("n")
    return match["about"] is None and not sentence.endswith(_ABOUT, 0, start)
