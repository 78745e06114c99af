"""A predicate with what hangs on it: who did what to whom, with what behind which preposition."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.clauses.prepositions import away, for_clauses, particles_of
from pipeline.clauses.subjects import OBJECTS, SUBJECTS, agents, antecedent, is_passive, nouns, surface_subjects
from pipeline.language import Parse, Token
from pipeline.lexicon import words


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate and its arguments, as token indices of noun heads; obliques keep their preposition."""

    head: int
    is_noun: bool
    passive: bool
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    particles: frozenset[str]
    complements: tuple[int, ...]

    def after(self, preposition: str) -> tuple[int, ...]:
        """The nouns that hang on it by that preposition."""
        return tuple(noun for word, noun in self.obliques if word == preposition)

    @property
    def arguments(self) -> tuple[int, ...]:
        """Every noun that takes part, in reading order of their kinds."""
        return (*self.subjects, *self.objects, *(noun for _, noun in self.obliques))


@cache
def _according() -> frozenset[str]:
    """Prepositions that bring in who says a thing, not who takes part in it."""
    return frozenset(words("reporting")["according"])


def _obliques(parse: Parse, i: int) -> Iterator[tuple[str, int]]:
    for child in parse.children(i):
        if child.dep == "dative" and child.pos != "ADP":
            yield "dative", antecedent(parse, child)
        elif child.dep in {"prep", "dative", "agent", "prt"} and child.text.lower() not in _according():
            yield from _after(parse, child)
    for preposition in away(parse, i):
        yield from _after(parse, preposition)
    yield from for_clauses(parse, i)


def _after(parse: Parse, preposition: Token) -> Iterator[tuple[str, int]]:
    """The nouns behind a preposition and behind those in its wake: "out of", "in support of", "from A to B"."""
    word = preposition.lemma.lower()
    for child in parse.children(preposition.i):
        if child.dep == "pobj":
            yield word, antecedent(parse, child)
        elif child.dep in {"prep", "conj"} and child.pos in {"ADP", "SCONJ"}:
            yield from _after(parse, child)


def of_nouns(parse: Parse, nouns: Iterable[int]) -> Iterator[int]:
    """The nouns that hang by "of" on the given ones.

    >>> from pipeline.language import parse
    >>> told = next(parse(["They took control of the port."]))
    >>> [told.tokens[i].text for i in of_nouns(told, [2])]
    ['port']
    """
    for noun in nouns:
        yield from (below for word, below in _obliques(parse, noun) if word == "of")


def _complements(parse: Parse, i: int) -> tuple[int, ...]:
    kinds = {"xcomp", "ccomp", "advcl", "acl", "acomp", "pcomp"}
    return tuple(child.i for child in parse.children(i) if child.dep in kinds)


def verb_clause(parse: Parse, i: int) -> Clause:
    """The clause of the verb at `i`; what stands behind its object counts as its own: "launched an attack on".

    >>> from pipeline.language import parse
    >>> told = next(parse(["The village was shelled by rebels who fled."]))
    >>> clause = verb_clause(told, 3)
    >>> [told.tokens[n].text for n in clause.subjects], [told.tokens[n].text for n in clause.objects]
    (['rebels'], ['village'])
    """
    verb = parse.tokens[i]
    passive = is_passive(parse, verb)
    surface = surface_subjects(parse, verb)
    direct = nouns(parse, verb, OBJECTS)
    if passive:
        subjects, objects = agents(parse, verb), (*surface, *direct)
    else:
        subjects, objects = surface, direct or _gap(parse, verb) or _shared(parse, verb)
    obliques = tuple(pair for pair in _obliques(parse, i) if not (passive and pair[0] == "by"))
    qualities = [child.i for child in parse.children(i) if child.dep == "acomp"]
    obliques += tuple(pair for quality in qualities for pair in _obliques(parse, quality))
    behind = tuple(pair for noun in direct for pair in _obliques(parse, noun) if pair[0] not in {"of", "by"})
    particles = particles_of(parse, i).union(pair[0] for pair in behind)
    particles = particles.union(word for quality in qualities for word in particles_of(parse, quality))
    return Clause(i, False, passive, subjects, objects, (*obliques, *behind), particles, _complements(parse, i))


def _shared(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The object that stands behind the second of two verbs and is that of both: "delivered or promised arms"."""
    after = verb.i + 2
    second = parse.tokens[after] if after < len(parse.tokens) else verb
    beside = second.dep == "conj" and second.head == verb.i and parse.tokens[verb.i + 1].dep == "cc"
    return nouns(parse, second, OBJECTS) if beside and second.tag == verb.tag else ()


def _gap(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The noun that a relative clause without pronoun takes as object: "the weapons Iran sent"."""
    relative = verb.dep == "relcl" and nouns(parse, verb, SUBJECTS)
    above = verb.head
    if relative and above not in nouns(parse, verb, SUBJECTS):
        return (above,)
    return ()


def noun_clause(parse: Parse, i: int, possessor_is_object: bool = False) -> Clause:
    """The act that the noun at `i` tells: by whom, whose, of what, against whom.

    >>> from pipeline.language import parse
    >>> told = next(parse(["Syria's withdrawal of troops from Lebanon began."]))
    >>> clause = noun_clause(told, 2)
    >>> [told.tokens[n].text for n in (*clause.subjects, *clause.objects)], clause.after("from")
    (['Syria', 'troops'], (6,))
    """
    children = parse.children(i)
    owners = tuple(child.i for child in children if child.dep == "poss")
    parts = tuple(child.i for child in children if child.dep in {"compound", "nmod", "amod"})
    obliques = tuple(_obliques(parse, i))
    doers = tuple(noun for word, noun in obliques if word == "by")
    things = tuple(noun for word, noun in obliques if word == "of")
    if possessor_is_object:
        subjects, objects = doers, (*things, *owners)
    else:
        subjects, objects = (*doers, *owners), things
    rest = tuple(pair for pair in obliques if pair[0] != "by")
    return Clause(i, True, False, subjects, (*objects, *parts), rest, particles_of(parse, i), _complements(parse, i))
