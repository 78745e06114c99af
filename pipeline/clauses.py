"""A parsed sentence's predicates with what hangs on them: subject, objects, obliques, complements.

A predicate is a verb, or a noun that tells an act ("the arrest of …"). Relations are those of meaning: the passive
subject is an object, its agent a subject; subjects that the grammar leaves out (participles, infinitives, second
verbs of a pair) are followed to the noun that fills them; a relative pronoun stands for the noun that it relates to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.language import Parse, Token
from pipeline.lexicon import words

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "attr", "oprd"})
RELATIVE_TAGS = frozenset({"WDT", "WP"})
SHARED = frozenset({"xcomp", "advcl", "pcomp", "ccomp", "conj", "dep"})
# Where a participle stands that says what became of a passive's subject: "were reported wounded".
RESULTS = frozenset({"xcomp", "oprd", "acomp", "ccomp"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
BEFORE = frozenset({"det", "nummod", "amod", "compound", "poss", "nmod"})
DEEPEST = 12


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


@cache
def _sayings() -> frozenset[str]:
    return frozenset(words("reporting")["verbs"])


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the verb is told from the side of what it is done to, its auxiliary perhaps left out."""
    kinds = {child.dep for child in parse.children(verb.i)}
    if kinds & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if _is_taken_captive(parse, verb) or _is_state(parse, verb):
        return True
    if verb.tag not in {"VBN", "VBD"} or kinds & {"aux", "dobj"} | kinds & SUBJECTS:
        return False
    if verb.dep == "acl" or "agent" in kinds:
        return True
    if verb.tag == "VBN" and verb.dep in RESULTS and is_passive(parse, parse.tokens[verb.head]):
        return True
    told_on = verb.tag == "VBN" or verb.lemma in words("grammar")["transitive"]
    return told_on and verb.dep == "conj" and is_passive(parse, parse.tokens[verb.head])


def _is_taken_captive(parse: Parse, verb: Token) -> bool:
    """Whether a participle behind a noun says what those became: "villagers taken hostage"."""
    if verb.dep != "acl" or verb.tag not in {"VBN", "VBD"}:
        return False
    return any(child.dep in OBJECTS and child.lemma in words("grammar")["captives"] for child in parse.children(verb.i))


def _is_state(parse: Parse, verb: Token) -> bool:
    """Whether a participle says in what state something is put or kept: "kept the border closed"."""
    if verb.tag != "VBN" or verb.dep != "ccomp" or parse.tokens[verb.head].lemma not in words("grammar")["causing"]:
        return False
    return not {child.dep for child in parse.children(verb.i)} & {"aux", "mark", "dobj"}


def antecedent(parse: Parse, token: Token) -> int:
    """The noun that a relative pronoun stands for, else the token itself."""
    if token.tag not in RELATIVE_TAGS:
        return token.i
    for above in parse.ancestors(token.i):
        if above.dep == "relcl":
            return above.head
    return token.i


def _nouns(parse: Parse, verb: Token, kinds: frozenset[str]) -> tuple[int, ...]:
    return tuple(antecedent(parse, child) for child in parse.children(verb.i) if child.dep in kinds)


def _subjects(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The nouns in subject's place; of a participle that was read as the subject, the noun that it hangs on."""
    found = _nouns(parse, verb, SUBJECTS | PASSIVE_SUBJECTS)
    inner = [noun for i in found if parse.tokens[i].tag == "VBG" for noun in _nouns(parse, parse.tokens[i], SUBJECTS)]
    return tuple(inner) or found


def _agents(parse: Parse, verb: Token) -> tuple[int, ...]:
    by = [child for child in parse.children(verb.i) if child.dep == "agent"]
    found = tuple(noun.i for word in by for noun in parse.children(word.i) if noun.dep == "pobj")
    return found or (surface_subjects(parse, parse.tokens[verb.head]) if _is_state(parse, verb) else ())


def _fronted(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The subject that was read as one more noun of a fronted place or time: "In Rome, Abe and Modi met"."""
    if verb.tag not in {"VBD", "VBZ", "VBP"} and not (verb.tag == "VBN" and verb.is_root):
        return ()
    fronted = [child for child in parse.children(verb.i) if child.dep == "prep" and child.i < verb.i]
    nouns = [noun for child in fronted[:1] for noun in parse.subtree(child.i) if noun.dep in {"conj", "appos"}]
    behind = [noun.i for noun in nouns if noun.pos in NOMINAL and _follows_comma(parse, noun)]
    return tuple(behind[-1:])


def _follows_comma(parse: Parse, noun: Token) -> bool:
    """Whether a comma stands before the noun and what qualifies it."""
    first = min([noun.i, *(child.i for child in parse.children(noun.i) if child.dep in BEFORE)])
    return first > 0 and parse.tokens[first - 1].text == ","


def surface_subjects(parse: Parse, verb: Token, depth: int = 0) -> tuple[int, ...]:
    """The nouns in subject's place, grammar's own or followed from the clause above; passive or not."""
    own = _subjects(parse, verb)
    if own:
        return own
    above = parse.tokens[verb.head]
    if depth > DEEPEST or verb.is_root:
        return _fronted(parse, verb)
    if verb.dep in {"acl", "relcl"} and above.pos in NOMINAL:
        return (above.i,) if verb.tag != "VB" else _holder(parse, above, depth)
    if verb.dep == "amod" and verb.tag == "VBG":
        return (above.head if above.dep == "compound" else above.i,)
    if verb.dep == "pcomp":
        return _subjects_over_preposition(parse, above, depth)
    if verb.dep == "xcomp" and above.dep == "acomp":
        return surface_subjects(parse, parse.tokens[above.head], depth + 1)
    if verb.dep in SHARED and above.pos in {"VERB", "AUX"}:
        return _controller(parse, verb, above, depth)
    return _fronted(parse, verb)


def _holder(parse: Parse, noun: Token, depth: int) -> tuple[int, ...]:
    """Whose plan, attempt or promise it is: the possessor, else the subject of the verb that the noun hangs on."""
    owners = [child.i for child in parse.children(noun.i) if child.dep == "poss"]
    if owners:
        return tuple(owners)
    verb = next((above for above in parse.ancestors(noun.i) if above.pos in {"VERB", "AUX"}), None)
    return surface_subjects(parse, verb, depth + 1) if verb else (noun.i,)


def _subjects_over_preposition(parse: Parse, preposition: Token, depth: int) -> tuple[int, ...]:
    above = parse.tokens[preposition.head]
    if above.pos in {"VERB", "AUX"}:
        objects = _nouns(parse, above, frozenset({"dobj"}))
        blamed = objects or (surface_subjects(parse, above, depth + 1) if is_passive(parse, above) else ())
        if preposition.lemma in {"of", "for", "with", "from", "into"} and blamed:
            return blamed
        return surface_subjects(parse, above, depth + 1)
    return _holder(parse, above, depth + 1)


def _controller(parse: Parse, verb: Token, above: Token, depth: int) -> tuple[int, ...]:
    """Object of the verb above for "forced X to leave", else its subject: the doer's for "…, killing 20"."""
    objects = _nouns(parse, above, frozenset({"dobj"}))
    told = _told_between(parse, verb, above)
    if told is not None:
        return surface_subjects(parse, told, depth + 1)
    if verb.dep == "xcomp" and objects and verb.tag == "VB" and above.lemma not in words("grammar")["using"]:
        return objects
    if verb.dep == "advcl" and is_passive(parse, above):
        return _agents(parse, above) or surface_subjects(parse, above, depth + 1)
    if verb.dep == "conj" and is_passive(parse, above) and not is_passive(parse, verb):
        return surface_subjects(parse, above, depth + 1)
    return surface_subjects(parse, above, depth + 1)


def _told_between(parse: Parse, verb: Token, above: Token) -> Token | None:
    """The told clause that a participle behind it belongs to: "said rebels attacked, killing 20"."""
    if verb.dep != "advcl" or verb.tag != "VBG" or verb.lemma in _sayings() or above.lemma not in _sayings():
        return None
    told = [child for child in parse.children(above.i) if child.dep == "ccomp" and above.i < child.i < verb.i]
    return told[-1] if told else None


def _obliques(parse: Parse, i: int) -> Iterator[tuple[str, int]]:
    for child in parse.children(i):
        if child.dep == "dative" and child.pos != "ADP":
            yield "dative", antecedent(parse, child)
        elif child.dep in {"prep", "dative", "agent"} and child.text.lower() not in _according():
            yield from _after(parse, child)


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


def _particles(parse: Parse, i: int) -> frozenset[str]:
    """The particles and prepositions of a word; those that are no prepositions also with a "~" before them."""
    kinds = {"prt", "prep", "dative", "agent"}
    near = [child for child in parse.children(i) if child.dep in kinds]
    inner = [deeper for child in near for deeper in parse.children(child.i) if deeper.dep == "prep"]
    words = {word.text.lower() for word in (*near, *inner)}
    adverbs = {child.text.lower() for child in parse.children(i) if child.dep == "advmod" and child.i > i}
    bare = {child.text.lower() for child in parse.children(i) if child.dep == "prt"} | adverbs
    return frozenset(words | adverbs | {f"~{word}" for word in bare})


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
    direct = _nouns(parse, verb, OBJECTS)
    if passive:
        subjects, objects = _agents(parse, verb), (*surface, *direct)
    else:
        subjects, objects = surface, direct or _gap(parse, verb)
    obliques = tuple(pair for pair in _obliques(parse, i) if not (passive and pair[0] == "by"))
    qualities = [child.i for child in parse.children(i) if child.dep == "acomp"]
    obliques += tuple(pair for quality in qualities for pair in _obliques(parse, quality))
    behind = tuple(pair for noun in direct for pair in _obliques(parse, noun) if pair[0] not in {"of", "by"})
    particles = _particles(parse, i).union(pair[0] for pair in behind)
    particles = particles.union(word for quality in qualities for word in _particles(parse, quality))
    return Clause(i, False, passive, subjects, objects, (*obliques, *behind), particles, _complements(parse, i))


def _gap(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The noun that a relative clause without pronoun takes as object: "the weapons Iran sent"."""
    relative = verb.dep == "relcl" and _nouns(parse, verb, SUBJECTS)
    above = verb.head
    if relative and above not in _nouns(parse, verb, SUBJECTS):
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
    return Clause(i, True, False, subjects, (*objects, *parts), rest, _particles(parse, i), _complements(parse, i))
