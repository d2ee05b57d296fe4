"""Owns finding the tables of one text after the other: those of a passage that was met before are known."""

from bisect import bisect_left
from itertools import compress
from typing import NamedTuple

from core.extract.places.locate import LONGEST_BETWEEN, Cluster, end_from, find_clusters
from core.extract.tokens.passages import Passage
from core.extract.tokens.pieces import Kind, Piece
from core.extract.tokens.tokens import PlacedPassage, Tokens
from core.forms import Arrangement, Form

_MEMORY = 1_000
_IS_TEXT = bytes([kind == Kind.TEXT for kind in range(256)])
"""For each kind of token, as a byte, whether it is a text."""


class _Known(NamedTuple):
    """A table of a passage: its Cluster, counted from the first token of the passage, and which of the labels there
    it has. `run` is where these stand one behind the other."""

    cluster: Cluster
    numbers: list[int]
    run: slice | None

    @classmethod
    def of(cls, cluster: Cluster, first: int, labels: list[int]) -> "_Known":
        """The table at `cluster` in a passage that begins at the token `first`."""
        numbers = [bisect_left(labels, at) for at in cluster.labels]
        run = slice(numbers[0], numbers[-1] + 1)
        is_run = labels[run] == cluster.labels
        return cls(cluster.moved(-first, []), numbers, run if is_run else None)

    def placed(self, first: int, labels: list[int]) -> Cluster:
        """The table in a text whose passage begins at the token `first` and has such `labels`."""
        cluster, numbers, run = self
        own = labels[run] if run is not None else [labels[number] for number in numbers]
        return cluster.moved(first, own)


class TableFinder:
    """Finds where tables stand; made once, used for every text. `form` is any Form, see `find_clusters`."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._lines = {
            table.kind
            for table in form.tables.values()
            if table.arrangement is Arrangement.SIDE_BY_SIDE
        }
        self._known: dict[Passage, list[_Known]] = {}

    def find(self, tokens: Tokens) -> list[Cluster]:
        """The places where tables stand, in the order of the text."""
        found = tokens.passage_of_labels()
        if found is None:
            return find_clusters(tokens, self._form)
        known = self._known.get(found.passage)
        if known is None:
            clusters = find_clusters(tokens, self._form)
            if self._is_lasting(clusters, found, tokens):
                if len(self._known) >= _MEMORY:
                    self._known.clear()
                self._known[found.passage] = [
                    _Known.of(one, found.first, tokens.labels) for one in clusters
                ]
            return clusters
        clusters = [one.placed(found.first, tokens.labels) for one in known]
        if clusters[-1].end >= found.end:
            # What stands behind the passage is another text each time.
            clusters[-1].end = end_from(found.end, len(tokens), tokens)
        return clusters

    def _is_lasting(self, clusters: list[Cluster], found: PlacedPassage, tokens: Tokens) -> bool:
        """Whether the passage alone tells where its tables stand, whatever its figures are and stands around it.

        A table without labels is looked for in the whole text, and known by other text; how far apart labels stand
        counts where prose is between them.
        """
        are_labelled = self._lines <= {one.table for one in clusters}
        are_labelled &= {*tokens.labels}.issuperset(at for one in clusters for at in one.labels)
        passage = found.passage
        texts = compress(passage.pieces, passage.kinds.translate(_IS_TEXT))
        return are_labelled and not any(map(_is_long, texts))


def _is_long(piece: Piece) -> bool:
    return piece.stop - piece.offset > LONGEST_BETWEEN
