"""Which time expression governs the act that a word tells: that of its own clause, else of the clause it lives in."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.acts.status import Status
from pipeline.language import Parse, Token
from pipeline.lexicon import words

CLAUSAL = frozenset({"VERB", "AUX"})
SHARED = frozenset({"advcl", "xcomp", "pcomp", "conj"})
FARTHEST = 10


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression in a sentence: its row's id, the tokens that it covers, and where it lies.

    `lies` is -1 when it is over before the document was published, 1 when it begins after that, else 0.
    """

    date_id: str
    first: int
    last: int
    lies: int = 0
    is_day: bool = False

    def may_date(self, status: Status) -> bool:
        """Whether an act of that status can be at that time: what was done lies not ahead, what is planned not behind.

        >>> Expression("d", 3, 4, lies=1).may_date(Status.REPORTED)
        False
        """
        return not ((status is Status.REPORTED and self.lies > 0) or (status is Status.PLANNED and self.lies < 0))


@cache
def _sayings() -> frozenset[str]:
    return frozenset(words("reporting")["verbs"])


@cache
def _apart() -> frozenset[str]:
    """Words that put a clause at another time than the one above it."""
    return frozenset(words("grammar")["apart"])


@cache
def _light() -> frozenset[str]:
    return frozenset(words("grammar")["light"])


def _anchor(parse: Parse, expression: Expression) -> list[int]:
    """The words that the expression hangs on, nearest first, up to the verb of its clause."""
    token = parse.tokens[expression.first]
    while not token.is_root and expression.first <= token.head <= expression.last:
        token = parse.tokens[token.head]
    found = []
    for above in parse.ancestors(token.i):
        found.append(above.i)
        if above.pos in CLAUSAL:
            if above.dep in {"acl", "relcl"} and above.lemma in _light():
                found.append(above.head)
            break
    return found or [token.i]


def date_of(parse: Parse, i: int, expressions: Sequence[Expression], predicates: frozenset[int]) -> str | None:
    """The id of the expression that dates the act at `i`; null when none does.

    `predicates` are the words of the sentence that tell acts: an expression that hangs on one dates that one.
    """
    holders = [(expression, _anchor(parse, expression)) for expression in expressions]
    own = [(e, up) for e, up in holders if i in up and not any(other in predicates for other in up[: up.index(i)])]
    if own:
        return min(own, key=lambda pair: (pair[1].index(i), abs(pair[0].first - i)))[0].date_id
    token = parse.tokens[i]
    for _ in range(FARTHEST):
        above = _governor(parse, token)
        if above is None:
            return None
        here = [
            (e, up)
            for e, up in holders
            if above.i in up and not (set(up[: up.index(above.i)]) & predicates) and _reaches(parse, e, token, above)
        ]
        if here and _may_take(token, above):
            return min(here, key=lambda pair: abs(pair[0].first - i))[0].date_id
        token = above
    return None


def _reaches(parse: Parse, expression: Expression, token: Token, above: Token) -> bool:
    """Whether a time of one clause holds for the next with a subject of its own: a day, or what opens both."""
    if expression.is_day or token.dep != "conj" or token.pos not in CLAUSAL or not _subjects(parse, token):
        return True
    return all(expression.first < subject for subject in _subjects(parse, above))


def _subjects(parse: Parse, verb: Token) -> list[int]:
    return [child.i for child in parse.children(verb.i) if child.dep in {"nsubj", "nsubjpass"}]


def _may_take(token: Token, above: Token) -> bool:
    """Whether the act shares the time of the verb above: not that of its being said, nor a finite clause's own."""
    if above.lemma in _sayings() and token.dep in {"ccomp", "parataxis", "dep"}:
        return False
    return token.dep not in {"relcl"}


def _governor(parse: Parse, token: Token) -> Token | None:
    """The next word up whose time the act may share."""
    if token.is_root:
        return None
    above = parse.tokens[token.head]
    if token.dep in {"relcl", "acl", "ccomp", "parataxis", "dep"} and token.pos in CLAUSAL:
        return None
    if token.dep == "advcl" and any(
        child.dep == "mark" and child.lemma in _apart() for child in parse.children(token.i)
    ):
        return None
    if token.dep == "conj" and token.pos in CLAUSAL and token.tag != above.tag:
        return None
    return above
