"""Owns finding the tables of one text after the other: those of a passage that was met before are known."""

from core.extract.locate import LONGEST_BETWEEN, Cluster, end_from, find_clusters
from core.extract.passages import Passage
from core.extract.pieces import Kind, Piece
from core.extract.tokens import PlacedPassage, Tokens
from core.forms import Arrangement, Form

_MEMORY = 1_000


class TableFinder:
    """Finds where tables stand; made once, used for every text. `form` is any Form, see `find_clusters`."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._lines = {
            table.kind
            for table in form.tables.values()
            if table.arrangement is Arrangement.SIDE_BY_SIDE
        }
        self._known: dict[Passage, list[Cluster]] = {}

    def find(self, tokens: Tokens) -> list[Cluster]:
        """The places where tables stand, in the order of the text."""
        found = tokens.passage_of_labels()
        if found is None:
            return find_clusters(tokens, self._form)
        known = self._known.get(found.passage)
        if known is None:
            clusters = find_clusters(tokens, self._form)
            if self._is_lasting(clusters, found):
                if len(self._known) >= _MEMORY:
                    self._known.clear()
                self._known[found.passage] = [one.moved(-found.first) for one in clusters]
            return clusters
        clusters = [one.moved(found.first) for one in known]
        if clusters[-1].end >= found.end:
            # What stands behind the passage is another text each time.
            clusters[-1].end = end_from(found.end, len(tokens), tokens)
        return clusters

    def _is_lasting(self, clusters: list[Cluster], found: PlacedPassage) -> bool:
        """Whether the passage alone tells where its tables stand, whatever its figures are and stands around it.

        A table without labels is looked for in the whole text; how far apart labels stand counts where prose is
        between them.
        """
        are_labelled = self._lines <= {one.table for one in clusters}
        return are_labelled and not any(map(_is_long, found.passage.pieces))


def _is_long(piece: Piece) -> bool:
    return piece.kind is Kind.TEXT and piece.stop - piece.offset > LONGEST_BETWEEN
