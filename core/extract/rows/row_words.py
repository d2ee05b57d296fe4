"""Owns what words among the figures of one row mean: a cell that holds no number, or something beside the table."""

from collections.abc import Sequence

from core.extract.rows.borders import Borders, Joint
from core.extract.rows.figures import Group, is_torn
from core.extract.rows.remarks import Slot
from core.extract.rows.segments import Segment, has_border, is_like_figure, is_open
from core.extract.tokens.pieces import Kind
from core.extract.tokens.tokens import Tokens

_LONGEST_CELL = 16
"""Characters of the longest words that may stand where a figure should."""
_BESIDE_ENDS = frozenset("。；：;:")
"""What ends a sentence beside the table, or leads on to something of its own."""
_SENTENCE_ENDS = ("。", ";", "!")


class RowWords:
    """The words in the rows of one table."""

    def __init__(self, borders: Borders, tokens: Tokens) -> None:
        self._borders = borders
        self._tokens = tokens

    def filled(self, segment: Segment, groups: Sequence[Group], width: int) -> list[Slot] | None:
        """The row with its words taken for what stands in its cells, where that just fills it."""
        separation = self._borders.separation
        texts, figures = segment.texts, segment.figures
        if not texts or len(groups) > 1 or separation is None or separation.mark == " ":
            return None
        if sum(map(len, groups)) + len(texts) != width:
            return None
        if any(self._borders.breaks(figures[0] if figures else texts[0], at) for at in texts):
            return None
        if any(self._tokens.length(at) > _LONGEST_CELL for at in texts):
            return None
        if any(self._shares_cell(at, figures) for at in texts):
            return None
        if any(self._tokens.text(at)[-1] in _BESIDE_ENDS for at in self._unlike_figures(texts)):
            return None
        if (not figures or texts[0] < figures[0]) and not self.are_like_figures(texts):
            return None  # a label that the form does not have, rather
        return sorted(
            [slot for group in groups for slot in group.slots] + [(at, at) for at in texts]
        )

    def _shares_cell(self, at: int, figures: Sequence[int]) -> bool:
        """Whether the word at `at` stands in one cell with a figure beside it: 12, 345."""
        beside = [one for one in (at - 1, at + 1) if one in figures]
        return any(self._borders.joint(*sorted((at, one))) is Joint.SAME_CELL for one in beside)

    def torn(self, segment: Segment) -> list[int]:
        """The words that are parts of a torn figure."""
        return [at for at in segment.texts if is_torn(self._tokens, at)]

    def are_like_figures(self, texts: Sequence[int]) -> bool:
        """Whether words stand for figures: 约12件, 十二."""
        return not self._unlike_figures(texts)

    def _unlike_figures(self, texts: Sequence[int]) -> list[int]:
        return [at for at in texts if not is_like_figure(self._tokens.text(at))]

    def are_marks(self, ats: Sequence[int]) -> bool:
        """Whether nothing is printed at `ats` but marks of what is blank: a dash, 无."""
        return all(self._tokens.kinds[at] == Kind.BLANK for at in ats)

    def are_beside(self, segment: Segment) -> bool:
        """Whether words stand on the line of the row."""
        texts = segment.texts
        return bool(texts) and not self._borders.breaks(segment.anchor.at, texts[0])

    def lead(self, segment: Segment) -> bool:
        """Whether words stand in the row's cells before any figure: then it is neither empty nor read."""
        texts, figures = segment.texts, segment.figures
        if not texts or (figures and figures[0] < texts[0]):
            return False
        if self._borders.breaks(segment.anchor.at, texts[0]):
            return False
        if self._borders.tracks_empty_cells:
            return True
        return self._tokens.length(texts[0]) <= _LONGEST_CELL and self.are_like_figures(texts[:1])

    def are_among_figures(self, segment: Segment, width: int) -> bool:
        """Whether words that stand before all figures may be cells of the row like these, and no label of another."""
        texts, figures = segment.texts, segment.figures
        if not texts or not figures:
            return False
        if self._borders.breaks(segment.anchor.at, figures[0]):
            # A line without any border is no row of such a table: a page's head, rather.
            is_outside = not has_border(self._tokens, texts[0])
            return is_outside and self._borders.tracks_empty_cells and len(figures) == width
        if figures[0] < texts[-1] or len(figures) in (width, width - len(texts)):
            return True
        return not self._borders.is_line_between(segment.anchor.at, figures[0])

    def figures_behind(self, segment: Segment) -> tuple[list[int], list[int]]:
        """The numbers behind the first of the words: those that share a line, and those with a line to themselves."""
        kinds, limit = self._tokens.kinds, segment.texts[0]
        beside: list[int] = []
        alone: list[int] = []
        for at in segment.figures:
            if at > limit and kinds[at] == Kind.NUMBER:
                (alone if self._borders.is_alone(at) else beside).append(at)
        return beside, alone

    def is_of_other_row(self, segment: Segment, at: int) -> bool:
        """Whether the figure at `at` stands in a line that another label begins."""
        borders, kinds = self._borders, self._tokens.kinds
        before = at - 1
        while kinds[before] <= Kind.BLANK and not borders.breaks(before, before + 1):
            before -= 1
        if before not in segment.texts or borders.breaks(before, before + 1):
            return False
        if self._tokens.text(before).endswith(_SENTENCE_ENDS) or not borders.is_border(before):
            return False
        return not is_open(self._tokens.text(segment.anchor.at))
