"""Owns what the narrative of a report says about its own figures: claims with their place in the text.

A claim is compared with the cells that it may be about. Several readings, or several numbers in one
sentence, make it uncertain: it may then confirm a figure, but it never accuses one. Listed parts that do
not add up to the total stated with them are information (honest reports have them, too).
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Any

import regex

from core.cells import CellRef, CellStatus, Span, Value
from core.checks import Look
from core.errors import ResourceError
from core.extract.fold import FILLER, Squeezed, fold, squeeze
from core.findings import Finding
from core.forms import Form
from core.paths import resources_dir
from core.reports import Reading
from core.text import SourceText


class ClaimKind(Enum):
    """What a claim is about; the value is its name in resources/narrative.toml."""

    RECEIVED = "received"
    NEWLY_RECEIVED = "newly_received"
    CARRIED_IN = "carried_in"
    CLOSED = "closed"
    CARRIED_OUT = "carried_out"
    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    UNPROCESSED = "unprocessed"
    OTHER_RESULTS = "other_results"
    RECONSIDERATION = "reconsideration"
    LITIGATION = "litigation"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number (or a phrase that says 0) in the narrative, and the sums of cells that it may be about.

    `span` is the number or phrase, `sentence` the sentence it stands in, both in the source text.
    `is_certain`: the only number of its sentence, exact, and about this report's year.
    """

    kind: ClaimKind
    value: int
    span: Span
    sentence: Span
    meanings: tuple[tuple[CellRef, ...], ...]
    is_certain: bool


class Agreement(Enum):
    """How a claim stands to the tables."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """What became of a claim: `cells` is the meaning that agrees, or the only one; `table` its sum."""

    claim: Claim
    agreement: Agreement
    cells: tuple[CellRef, ...]
    table: Value | None


@dataclass(frozen=True, slots=True)
class Parts:
    """A total stated with its listed parts, whose sum differs from it."""

    total: int
    parts: tuple[int, ...]
    span: Span


def read_claims(text: SourceText, reading: Reading, form: Form) -> tuple[Claim, ...]:
    """The claims in the narrative of a report, in the order of the text.

    `reading` gives the tables, whose text is left out, and the year.
    """
    rules = _rules()
    prose = prose_of(text)
    tables = _table_spans(reading, form)
    found: list[Claim] = []
    for start, end in _sentences(prose.text, rules.sentence_end):
        sentence = prose.text[start:end]
        if end - start < _SHORTEST or not _TOPIC.search(sentence):
            continue  # most lines are cells of tables
        span = prose.span(start, end)
        if any(span.start < table.end and table.start < span.end for table in tables):
            continue
        found += _claims_in(sentence, start, prose, span, rules, form, reading.year_number)
    return tuple(sorted(found, key=lambda claim: claim.span))


def read_parts(text: SourceText) -> tuple[Parts, ...]:
    """Totals whose listed parts do not add up to them.

    After a colon the list must match the total; after 其中 (of which) it may fall short, not exceed.
    """
    rules = _rules()
    prose = prose_of(text)
    found = []
    for start, end in _sentences(prose.text, rules.period):
        sentence = prose.text[start:end]
        if end - start < _SHORTEST or (":" not in sentence and "其中" not in sentence):
            continue
        for match in rules.listed.finditer(sentence):
            total = _number(match["n"])
            parts = tuple(
                value
                for part in rules.number.finditer(match["list"])
                if part["c"] == match["c"] and (value := _number(part["n"])) is not None
            )
            if total is None or len(parts) < 2 or "其中" in match["list"]:
                continue
            is_whole = match["link"] == ":"
            if sum(parts) > total or (is_whole and sum(parts) != total):
                found.append(
                    Parts(total, parts, prose.span(start + match.start(), start + match.end()))
                )
    return tuple(found)


def words_of(text: SourceText, reading: Reading, form: Form) -> str:
    """The folded text of a report without its tables: what is its own to say."""
    folded = fold(text.text)
    start = 0
    kept = []
    for span in sorted(_table_spans(reading, form)):
        kept.append(folded[start : span.start])
        start = max(start, span.end)
    return "".join((*kept, folded[start:])).replace(FILLER, "")


def compare_claims(claims: Iterable[Claim], look: Look) -> tuple[ClaimResult, ...]:
    """Each claim against the values that `look` gives.

    Where two claims of one kind contradict each other and one agrees, the other is uncertain.
    """
    results = [_compare(claim, look) for claim in claims]
    agreeing = {r.claim.kind for r in results if r.agreement is Agreement.AGREES}
    return tuple(
        ClaimResult(r.claim, Agreement.UNCERTAIN, r.cells, r.table)
        if r.agreement is Agreement.DIFFERS and r.claim.kind in agreeing
        else r
        for r in results
    )


def confirming(results: Sequence[ClaimResult]) -> Iterator[ClaimResult]:
    """The results that confirm their cells: certain, or in a sentence all of whose claims agree."""
    doubtful = {r.claim.sentence for r in results if r.agreement is not Agreement.AGREES}
    for result in results:
        if result.agreement is Agreement.AGREES and (
            result.claim.is_certain or result.claim.sentence not in doubtful
        ):
            yield result


def narrative_findings(results: Iterable[ClaimResult], parts: Iterable[Parts]) -> Iterator[Finding]:
    """Findings for claims that differ from the tables, and for parts that do not add up."""
    for result in results:
        if result.agreement is Agreement.DIFFERS:
            yield Finding(
                "narrative_differs",
                result.cells,
                result.claim.span,
                {"stated": result.claim.value, "table": result.table},
            )
    for listed in parts:
        params = {"total": listed.total, "sum": sum(listed.parts), "count": len(listed.parts)}
        yield Finding("parts_do_not_sum", (), listed.span, params)


# --- patterns -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pattern:
    expression: regex.Pattern[str]
    is_loose: bool
    is_zero: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: ClaimKind
    patterns: tuple[_Pattern, ...]
    exception: regex.Pattern[str] | None
    meanings: tuple[tuple[str, ...], ...]
    needs: regex.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[_Rule, ...]
    number: regex.Pattern[str]
    listed: regex.Pattern[str]
    doubtful: regex.Pattern[str]
    subject: regex.Pattern[str]
    foreign: regex.Pattern[str]
    sentence_end: regex.Pattern[str]
    period: regex.Pattern[str]


_DIGITS = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千万]+"
_HAN_DIGITS = {char: at for at, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_ABOUT = regex.compile(r"(?:约|近|超过?|逾|不足|至少|多达|达到?)$")
_SHORTEST = 6
_NEAR = 60
# What every claim speaks of, so that other sentences are passed over quickly.
_TOPIC = regex.compile(r"申请|收到|受理|新收|结转|办结|办理完|答复|公开|无法提供|处理|复议|诉讼")
_YEAR = regex.compile(r"(?<!\d)(20\d\d)(?=年)")
# A line that runs on in the next: long, without an end of sentence, and no heading follows.
_WRAP = regex.compile(
    r"(?<=[^\n]{25}[\p{Han}\d,、])\n(?=[\p{Han}\d])(?![一二三四五六七八九十]+、|\d+[.、])"
)
_PROBLEMS = regex.compile(r"^[^\n]{0,12}存在[^\n]{0,8}问题[^\n]{0,16}$", regex.MULTILINE)
_OTHERS = regex.compile(r"^[^\n]{0,8}其他需要?报告", regex.MULTILINE)


@cache
def _rules() -> _Rules:
    path = resources_dir() / "narrative.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        number = rf"(?P<n>{_DIGITS})(?P<about>余|多|万)?\s*(?P<c>{data['counters']})"
        return _Rules(
            tuple(_rule(item, data["gap"], number) for item in data["claims"]),
            regex.compile(number),
            regex.compile(rf"{number}(?P<link>:|,?其中:?)(?P<list>.+)"),
            regex.compile(data["doubtful"]),
            regex.compile(data["subject"]),
            regex.compile(data["foreign"]),
            regex.compile(r"[。!?;\n]"),
            regex.compile(r"[。!?\n]"),
        )
    except (OSError, tomllib.TOMLDecodeError, KeyError, ValueError, regex.error) as error:
        raise ResourceError(path=str(path), reason=repr(error)) from error


def _rule(item: Mapping[str, Any], gap: str, number: str) -> _Rule:
    def compiled(key: str, is_loose: bool, is_zero: bool) -> Iterator[_Pattern]:
        for text in item.get(key, ()):
            expression = text.replace("{G}", gap).replace("{N}", number)
            yield _Pattern(regex.compile(expression), is_loose, is_zero)

    return _Rule(
        ClaimKind(item["kind"]),
        (
            *compiled("patterns", False, False),
            *compiled("loose", True, False),
            *compiled("zero", False, True),
        ),
        regex.compile(item["except"]) if "except" in item else None,
        tuple(tuple(meaning) for meaning in item["meanings"]),
        regex.compile(item["needs"]) if "needs" in item else None,
    )


@cache
def _meanings(form: Form, kind: ClaimKind) -> tuple[tuple[CellRef, ...], ...]:
    """The meanings of a claim in the cells of `form`."""
    rule = next(rule for rule in _rules().rules if rule.kind is kind)
    names = list(zip(form.index.names, form.index.refs, strict=True))
    return tuple(
        cells
        for meaning in rule.meanings
        if (
            cells := tuple(
                ref for name, ref in names if any(fnmatchcase(name, glob) for glob in meaning)
            )
        )
    )


# --- text -----------------------------------------------------------------------------------------


@lru_cache(maxsize=4)
def prose_of(text: SourceText) -> Squeezed:
    """The text folded, lines that run on joined, and section 五 (problems and plans) silenced."""
    folded = _WRAP.sub(FILLER, fold(text.text))
    start = _PROBLEMS.search(folded)
    if start:
        end = _OTHERS.search(folded, start.end())
        stop = end.start() if end else len(folded)
        silent = regex.sub(r"[^\n]", FILLER, folded[start.end() : stop])
        folded = folded[: start.end()] + silent + folded[stop:]
    return squeeze(folded)


def _sentences(text: str, end: regex.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for match in end.finditer(text):
        if match.start() > start:
            yield start, match.start()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _table_spans(reading: Reading, form: Form) -> list[Span]:
    """From the first to the last figure of each table."""
    by_table: dict[object, list[Span]] = {}
    for ref, cell in zip(form.index.refs, reading.cells.in_order, strict=True):
        if cell.span is not None:
            by_table.setdefault(ref.table, []).append(cell.span)
    return [
        Span(min(span.start for span in spans), max(span.end for span in spans))
        for spans in by_table.values()
    ]


# --- claims ---------------------------------------------------------------------------------------


def _claims_in(
    sentence: str,
    offset: int,
    prose: Squeezed,
    span: Span,
    rules: _Rules,
    form: Form,
    year: int | None,
) -> Iterator[Claim]:
    numbers = list(rules.number.finditer(sentence))
    # A number is claimed once; a phrase that says 0 may say it of several kinds.
    taken: dict[tuple[int, int], ClaimKind | None] = {}
    is_plain = len(numbers) <= 1 and not rules.doubtful.search(sentence)
    is_plain = is_plain and all(int(y) == year for y in _YEAR.findall(sentence) if year is not None)
    before = prose.text[max(offset - _NEAR, 0) : offset]
    has_subject = rules.subject.search(sentence) or rules.subject.search(before)
    is_plain = is_plain and has_subject is not None
    for rule in rules.rules:
        is_certain = is_plain and (rule.needs is None or rule.needs.search(sentence) is not None)
        for pattern in rule.patterns:
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
                    _meanings(form, rule.kind),
                    is_certain and is_exact and not pattern.is_loose and not both,
                )


def _stated(match: regex.Match[str]) -> tuple[int | None, tuple[int, int]]:
    return _number(match["n"]), match.span("n")


def _is_exact(match: regex.Match[str], sentence: str) -> bool:
    return match["about"] is None and not _ABOUT.search(sentence[: match.start("n")])


def _number(text: str) -> int | None:
    """A whole number in digits, with thousands separators or not, or in Chinese numerals."""
    plain = text.replace(",", "")
    if plain.isdigit():
        return int(plain)
    return chinese_number(text)


def chinese_number(text: str) -> int | None:
    """The number that Chinese numerals say (一百零六, 两千, 一万二千, 二〇), None where they say none."""
    if not text or any(c not in _HAN_DIGITS and c not in _HAN_UNITS and c != "万" for c in text):
        return None
    if all(char in _HAN_DIGITS for char in text):
        return int("".join(str(_HAN_DIGITS[char]) for char in text))
    if text.count("万") > 1:
        return None
    high, _, low = text.rpartition("万")
    if high:
        above = _below_ten_thousand(high)
        below = _below_ten_thousand(low) if low else 0
        return None if above is None or below is None else above * 10_000 + below
    return _below_ten_thousand(text) if low == text else None


def _below_ten_thousand(text: str) -> int | None:
    total = 0
    digit: int | None = None
    least = 10_000
    for char in text:
        if char in _HAN_UNITS:
            unit = _HAN_UNITS[char]
            if unit >= least or digit == 0:
                return None
            total += (1 if digit is None else digit) * unit
            least, digit = unit, None
        elif digit:
            return None
        else:
            digit = _HAN_DIGITS[char]
    if digit and least in (100, 1000) and "零" not in text[-2:] and "〇" not in text[-2:]:
        return None  # 三百二 is 320 to some and 302 to others
    return total + (digit or 0)


def _compare(claim: Claim, look: Look) -> ClaimResult:
    sums: list[tuple[tuple[CellRef, ...], Value | None, bool]] = []
    for meaning in claim.meanings:
        total: Value = 0
        is_known = True
        is_assumed = False
        for ref in meaning:
            value, status = look(ref)
            if value is not None:
                total += value
            elif status is CellStatus.BLANK:
                is_assumed = True
            else:
                is_known = False
        sums.append((meaning, total if is_known else None, is_assumed))
    for meaning, table, _ in sums:
        if table == claim.value:
            return ClaimResult(claim, Agreement.AGREES, meaning, table)
    if not sums:
        return ClaimResult(claim, Agreement.UNCERTAIN, (), None)
    meaning, table, _ = sums[0]
    is_clear = table is not None and all(s == table and not assumed for _, s, assumed in sums)
    agreement = Agreement.DIFFERS if claim.is_certain and is_clear else Agreement.UNCERTAIN
    return ClaimResult(claim, agreement, meaning, table)
