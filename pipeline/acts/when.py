"""When the act that a word tells was: by the time of its own clause, else of the clause it lives in or beside."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import pairwise

from pipeline.acts.expressions import Expression, Length, When
from pipeline.language import Parse, Token
from pipeline.lexicon import words

CLAUSAL = frozenset({"VERB", "AUX"})
FARTHEST = 10
SUBJECTS = frozenset({"nsubj", "nsubjpass"})

Holder = tuple[Expression, list[int]]
"""An expression and the words that it hangs on, nearest first."""


@dataclass(frozen=True, slots=True)
class Times:
    """What a sentence says of time: expressions, and lengths from one thing to another."""

    expressions: Sequence[Expression]
    lengths: Sequence[Length] = ()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(words("grammar")[name])


@cache
def _sayings() -> frozenset[str]:
    return frozenset(words("reporting")["verbs"])


def date_of_any(parse: Parse, tellings: Iterable[int], times: Times, predicates: frozenset[int]) -> When | None:
    """The days of an act that several words tell: the first closed stretch, else the first; null when none is told."""
    found = [when for i in tellings if (when := date_of(parse, i, times, predicates)) is not None]
    return next((when for when in found if when.end is not None), found[0] if found else None)


def date_of(parse: Parse, i: int, times: Times, predicates: frozenset[int]) -> When | None:
    """The days of the act at `i`; null when the sentence tells none.

    `predicates` are the words of the sentence that tell acts: an expression that hangs on one dates that one.
    """
    holders = [(expression, _anchor(parse, expression)) for expression in times.expressions]
    return _told(parse, i, holders, predicates) or _counted(parse, i, times.lengths, holders, predicates)


def _told(parse: Parse, i: int, holders: Sequence[Holder], predicates: frozenset[int]) -> When | None:
    """What an expression says of the act: of its clause, of one above that shares its time, of one beside."""
    own = [(e, up) for e, up in holders if i in up and not _blocked(parse, up[: up.index(i)], predicates)]
    if own:
        return min(own, key=lambda pair: (pair[1].index(i), abs(pair[0].first - i)))[0].when
    clauses = list(_clauses(parse, i))
    for below, at in pairwise(clauses):
        token, above = parse.tokens[below], parse.tokens[at]
        if pointed := _pointed_at(parse, token, holders):
            return pointed.moment
        here = [e for e, up in holders if at in up and not _blocked(parse, up[: up.index(at)], predicates)]
        if at in predicates and parse.tokens[i].pos not in CLAUSAL and token.dep not in SUBJECTS:
            here = [e for e in here if e.first > i]  # "on Tuesday condemned the raid" tells no day of the raid
        here = [e for e in here if _reaches(parse, e, token, above)]
        if here and not _only_says(token, above):
            return min(here, key=lambda e: abs(e.first - i)).when
    pointed = _pointed_at(parse, parse.tokens[clauses[-1]], holders)
    return pointed.moment if pointed else _beside(parse, clauses, holders)


def _anchor(parse: Parse, expression: Expression) -> list[int]:
    """The words that the expression hangs on, nearest first, up to the verb of its clause."""
    opened = _opened_clause(parse, expression.first)
    if opened is not None:
        return [opened]
    token = parse.tokens[expression.first]
    while not token.is_root and expression.first <= token.head <= expression.last:
        token = parse.tokens[token.head]
    found = []
    for above in parse.ancestors(token.i):
        found.append(above.i)
        if above.pos in CLAUSAL:
            if above.dep in {"acl", "relcl"} and above.lemma in _words("light"):
                found.append(above.head)
            break
    return found or [token.i]


def _opened_clause(parse: Parse, first: int) -> int | None:
    """The verb of a clause that opens the sentence and holds the place before its comma: "Since they met in May, …"."""
    opening = parse.tokens[0]
    if opening.dep != "mark" or any(token.text == "," for token in parse.tokens[:first]):
        return None
    comma = next((token.i for token in parse.tokens[first:] if token.text == ","), None)
    return opening.head if comma is not None and opening.head < first < comma else None


def _blocked(parse: Parse, up: Sequence[int], predicates: frozenset[int]) -> bool:
    """Whether another act takes the expression first; a visit or a speech during which something is done does not."""
    for i in predicates.intersection(up):
        token = parse.tokens[i]
        if token.dep != "pobj" or parse.tokens[token.head].lemma not in _words("during"):
            return True
    return False


def _clauses(parse: Parse, i: int) -> Iterator[int]:
    """The word and those above it whose time it may share."""
    token: Token | None = parse.tokens[i]
    for _ in range(FARTHEST):
        if token is None:
            return
        yield token.i
        token = _governor(parse, token)


def _governor(parse: Parse, token: Token) -> Token | None:
    """The next word up whose time the act may share."""
    if token.is_root:
        return None
    above = parse.tokens[token.head]
    if token.dep in {"relcl", "acl", "ccomp", "parataxis", "dep"} and token.pos in CLAUSAL:
        return None
    if token.dep == "advcl" and _marks(parse, token) & _words("apart"):
        return None
    if token.dep == "pobj" and above.lemma in _words("apart") | _words("topical"):
        return None
    if token.dep == "conj" and token.pos in CLAUSAL and not _of_one_tense(parse, token, above):
        return None
    return above


def _marks(parse: Parse, verb: Token) -> set[str]:
    """The words that open the clause of a verb."""
    return {child.lemma.lower() for child in parse.children(verb.i) if child.dep in {"mark", "advmod"}}


def _reaches(parse: Parse, expression: Expression, token: Token, above: Token) -> bool:
    """Whether a time of one clause holds for the next with a subject of its own: a day, or what opens both."""
    if expression.is_day or token.dep != "conj" or token.pos not in CLAUSAL or not _subjects(parse, token):
        return True
    return all(expression.first < subject for subject in _subjects(parse, above))


def _subjects(parse: Parse, verb: Token) -> list[int]:
    return [child.i for child in parse.children(verb.i) if child.dep in SUBJECTS]


def _only_says(token: Token, above: Token) -> bool:
    """Whether the word above only tells that the act was told."""
    return above.lemma in _sayings() and token.dep in {"ccomp", "parataxis", "dep"}


def _of_one_tense(parse: Parse, one: Token, other: Token) -> bool:
    """Whether two verbs side by side are told in one tense, active or passive: "came and was seized"."""
    tenses = {_tense(parse, one), _tense(parse, other)} - {None}
    return one.tag == other.tag or len(tenses) < 2


def _tense(parse: Parse, verb: Token) -> str | None:
    """The tag of the word that bears the tense of a verb; null for a bare participle, which takes its neighbour's."""
    if verb.tag != "VBN":
        return verb.tag
    helpers = [child for child in parse.children(verb.i) if child.dep in {"aux", "auxpass"}]
    return helpers[0].tag if helpers else None


def _pointed_at(parse: Parse, token: Token, holders: Sequence[Holder]) -> Expression | None:
    """The expression that a clause says what happened then: "since May, when tankers were hit"."""
    if token.dep not in {"relcl", "advcl"}:
        return None
    if _marks(parse, token) & _words("relative_time"):
        first = _first(parse, token)
        return next((e for e, _ in holders if e.first <= token.head <= e.last or e.last + 2 == first), None)
    opened = parse.tokens[_first(parse, token)]
    during = opened.pos == "ADP" and opened.lemma.lower() in _words("during")
    return next((e for e, up in holders if during and token.head in up), None)


def _first(parse: Parse, verb: Token) -> int:
    """Where the clause of a verb begins."""
    return min((token.i for token in parse.subtree(verb.i)), default=verb.i)


def _beside(parse: Parse, clauses: Sequence[int], holders: Sequence[Holder]) -> When | None:
    """What a clause says that tells the same moment, "denied it when the trial opened in May", or since when."""
    same = {verb for clause in clauses for verb in _of_same_moment(parse, clause)}
    found = [expression for expression, up in holders if same & set(up)]
    if len(found) == 1:
        return found[0].when
    begun = {child.i for clause in clauses for child in parse.children(clause) if _is_beginning(parse, child)}
    found = [expression for expression, up in holders if begun & set(up)]
    return When(found[0].date_id, found[0].start, None) if len(found) == 1 and found[0].start else None


def _is_beginning(parse: Parse, token: Token) -> bool:
    """Whether a clause tells since when the one above it goes on: "since protests broke out"."""
    return token.dep == "advcl" and bool(_marks(parse, token) & _words("begun"))


def _of_same_moment(parse: Parse, clause: int) -> Iterator[int]:
    """The verbs around a clause that tell of its moment: beside it, behind "when", along with it, before its colon."""
    for child in parse.children(clause):
        if child.pos == "ADP":
            yield from _done_in(parse, child)
        elif child.pos in CLAUSAL and (_goes_along(parse, child, clause) or _is_named_before(parse, child.i, clause)):
            yield child.i
    token = parse.tokens[clause]
    if not token.is_root and _is_named_before(parse, token.head, clause):
        yield token.head


def _goes_along(parse: Parse, child: Token, clause: int) -> bool:
    """Whether the clause below is of one moment: "when …", "speaking in …", a second verb of the same doer."""
    marks = _marks(parse, child)
    if child.dep == "advcl":
        return bool(marks & _words("same_moment")) or (child.tag == "VBG" and not marks & _words("apart"))
    alone = child.dep == "conj" and not _subjects(parse, child)
    return alone and _of_one_tense(parse, child, parse.tokens[clause])


def _done_in(parse: Parse, preposition: Token) -> Iterator[int]:
    """The participles of what something was done in: "in a decree signed on Tuesday he …"."""
    if preposition.lemma.lower() in _words("during"):
        told = parse.subtree(preposition.i)
        yield from (verb.i for verb in told if verb.dep in {"acl", "relcl"} and verb.tag == "VBN")


def _is_named_before(parse: Parse, first: int, last: int) -> bool:
    """Whether the second clause tells behind a colon what the first one spoke of."""
    joined = parse.tokens[last].dep in {"ccomp", "parataxis"} or parse.tokens[first].dep in {"ccomp", "parataxis"}
    return (
        first < last and joined and any(token.text in _words("unfolding") for token in parse.tokens[first + 1 : last])
    )


def _counted(
    parse: Parse, i: int, lengths: Sequence[Length], holders: Sequence[Holder], predicates: frozenset[int]
) -> When | None:
    """The day so long before or after another one: of what follows "a week after", or of what stands before it."""
    clauses = frozenset(_clauses(parse, i))
    for length in lengths:
        link = parse.tokens[min(length.last + 1, len(parse.tokens) - 1)]
        sign = (link.lemma.lower() in _words("following")) - (link.lemma.lower() in _words("preceding"))
        if not sign or link.is_root:
            continue
        behind, main = _behind(parse, link), parse.tokens[link.head].head if link.dep == "mark" else link.head
        for own, other, days in ((behind, main, -sign * length.days), (main, behind, sign * length.days)):
            base = _base(parse, other, holders, predicates) if own in clauses and other is not None else None
            if base is not None and base.start is not None and base.start == base.end:
                day = base.start + timedelta(days=days)
                return When(length.date_id, day, day)
    return None


def _base(parse: Parse, i: int, holders: Sequence[Holder], predicates: frozenset[int]) -> When | None:
    """The days from which a length counts: those of the word that it hangs on, else the only day of the sentence."""
    days = {expression.when for expression, _ in holders if expression.is_day}
    return _told(parse, i, holders, predicates) or (next(iter(days)) if len(days) == 1 else None)


def _behind(parse: Parse, link: Token) -> int | None:
    """The verb or the noun that "after" and "before" lead to."""
    if link.dep == "mark":
        return link.head
    return next((child.i for child in parse.children(link.i) if child.dep in {"pobj", "pcomp"}), None)
