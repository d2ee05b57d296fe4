"""Owns what all sheets of one Workbook share: words, styles, and how many comments may still be made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.cells import Cell, CellRef, Span, Value
from core.findings import Finding
from core.review import Review, finding_key
from core.text import SourceText
from core.wording import Wording
from core.workbook.looks import StyleBook
from core.workbook.trail import TrailStep

COMMENT_LIMIT = 2000
"""Comments in one Workbook: programs take seconds longer to open a file with many thousands."""

_QUOTE_LENGTH = 40


@dataclass(slots=True)
class Context:
    """The words and styles of one Workbook, and its remaining budget of comments."""

    wording: Wording
    styles: StyleBook
    comments_left: int = COMMENT_LIMIT

    def say(self, key: str, /, **params: object) -> str:
        """The words `key` of resources/messages/workbook.toml."""
        return self.wording.message("workbook", key, **params)

    def may_comment(self) -> bool:
        """Whether one more comment may be made; counts it."""
        self.comments_left -= 1
        return self.comments_left >= 0

    def value(self, value: Value | None, unit: str | None = None) -> str:
        """A figure in words, with its unit."""
        if value is None:
            return self.say("blank")
        return f"{value} {unit}" if unit else str(value)

    def quote(self, text: SourceText, span: Span | None) -> str:
        """What stands at `span`, with its line; empty where it is nowhere."""
        if span is None:
            return ""
        words = " ".join(text.at(span).split())
        if len(words) > _QUOTE_LENGTH:
            words = words[:_QUOTE_LENGTH] + "…"
        line = text.line_number(span.start)
        return self.say("at_line", line=line, quote=self.say("quote", text=words))


@dataclass(frozen=True, slots=True)
class Subject:
    """One report as the sheets need it: its Review, all its findings, its decisions and those in force."""

    review: Review
    steps: Sequence[TrailStep]
    findings: Sequence[Finding]
    current: Mapping[object, TrailStep]

    @property
    def open_findings(self) -> int:
        """How many of the findings nobody has dismissed."""
        dismissed = self.review.dismissed
        return sum(finding_key(finding) not in dismissed for finding in self.findings)

    def source_cell(self, ref: CellRef) -> Cell | None:
        """What the source says at `ref`, None where the present form has no such cell."""
        cells = self.review.reading.cells
        return cells.get(ref)


def subject_of(review: Review, steps: Sequence[TrailStep], findings: Sequence[Finding]) -> Subject:
    """The Subject of `review`."""
    return Subject(review, steps, findings, {step.key: step for step in steps if step.is_current})
