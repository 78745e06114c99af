"""Who is in subject's place: passives, participles and second verbs followed to the noun that fills it."""

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


def nouns(parse: Parse, verb: Token, kinds: frozenset[str]) -> tuple[int, ...]:
    """The nouns that hang on a verb by those relations; for a relative pronoun what it stands for."""
    return tuple(antecedent(parse, child) for child in parse.children(verb.i) if child.dep in kinds)


def _subjects(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The nouns in subject's place; of a participle that was read as the subject, the noun that it hangs on."""
    found = nouns(parse, verb, SUBJECTS | PASSIVE_SUBJECTS)
    inner = [noun for i in found if parse.tokens[i].tag == "VBG" for noun in nouns(parse, parse.tokens[i], SUBJECTS)]
    return tuple(inner) or found


def agents(parse: Parse, verb: Token) -> tuple[int, ...]:
    """The nouns behind the "by" of a passive."""
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
    blamed = _blamed(parse, preposition)
    if blamed:
        return blamed
    if above.pos in {"VERB", "AUX"}:
        objects = nouns(parse, above, frozenset({"dobj"}))
        blamed = objects or (surface_subjects(parse, above, depth + 1) if is_passive(parse, above) else ())
        if preposition.lemma in {"of", "for", "with", "from", "into"} and blamed:
            return blamed
        return surface_subjects(parse, above, depth + 1)
    return _holder(parse, above, depth + 1)


def _blamed(parse: Parse, preposition: Token) -> tuple[int, ...]:
    """Those whom the verb above blames for what stands behind "of", when that was read as theirs: "accused X of"."""
    noun = parse.tokens[preposition.head]
    chain = [noun.i]
    while noun.dep == "conj":
        noun = parse.tokens[noun.head]
        chain.append(noun.i)
    blaming = parse.tokens[noun.head].lemma in words("grammar")["blaming"]
    return tuple(reversed(chain)) if noun.dep == "dobj" and blaming and preposition.lemma in {"of", "for"} else ()


def _controller(parse: Parse, verb: Token, above: Token, depth: int) -> tuple[int, ...]:
    """Object of the verb above for "forced X to leave", else its subject: the doer's for "…, killing 20"."""
    objects = nouns(parse, above, frozenset({"dobj"}))
    told = _told_between(parse, verb, above)
    if told is not None:
        return surface_subjects(parse, told, depth + 1)
    if verb.dep == "xcomp" and objects and verb.tag == "VB" and above.lemma not in words("grammar")["using"]:
        return objects
    if verb.dep == "advcl" and is_passive(parse, above):
        return agents(parse, above) or _harmer(parse, verb, above, depth)
    if verb.dep == "conj" and is_passive(parse, above) and not is_passive(parse, verb):
        return surface_subjects(parse, above, depth + 1)
    return surface_subjects(parse, above, depth + 1)


def _harmer(parse: Parse, verb: Token, passive: Token, depth: int) -> tuple[int, ...]:
    """The subject of a participle behind a passive: of one that does harm never him to whom the passive was done."""
    if verb.tag != "VBG" or verb.lemma not in words("grammar")["harm"]:
        return surface_subjects(parse, passive, depth + 1)
    above = parse.tokens[passive.head]
    return surface_subjects(parse, above, depth + 1) if passive.dep == "advcl" and above.pos == "VERB" else ()


def _told_between(parse: Parse, verb: Token, above: Token) -> Token | None:
    """The told clause that a participle behind it belongs to: "said rebels attacked, killing 20"."""
    if verb.dep != "advcl" or verb.tag != "VBG" or verb.lemma in _sayings() or above.lemma not in _sayings():
        return None
    told = [child for child in parse.children(above.i) if child.dep == "ccomp" and above.i < child.i < verb.i]
    return told[-1] if told else None
