"""Makes of a text what the stages before the one under test make of it."""

from functools import cache

from core.extract.folding.fold import fold
from core.extract.folding.markup import mask_markup
from core.extract.places.locate import Cluster, find_clusters
from core.extract.tokens.lexicon import Lexicon, build_lexicon
from core.extract.tokens.tokenizer import Tokenizer
from core.extract.tokens.tokens import Tokens
from core.forms import Form, load_forms


@cache
def lexicon() -> Lexicon:
    """The labels of all forms."""
    return build_lexicon(tuple(load_forms().values()))


def form() -> Form:
    """The form of 2021."""
    return load_forms()["2021"]


def tokens_of(text: str) -> Tokens:
    """The tokens of `text`, by a tokenizer that remembers nothing."""
    return Tokenizer(lexicon()).tokens(mask_markup(fold(text)))


def clusters_of(text: str) -> tuple[Tokens, list[Cluster]]:
    """The tokens of `text`, and the tables among them."""
    tokens = tokens_of(text)
    return tokens, find_clusters(tokens, form())
