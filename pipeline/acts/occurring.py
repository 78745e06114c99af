"""Nouns that tell an act of which a verb says only that it happens, or whom it befell: "clashes erupted in Homs"."""

from dataclasses import replace
from functools import cache

from pipeline.clauses import Clause, verb_clause
from pipeline.language import Parse, Token
from pipeline.lexicon import words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words("grammar")[name])


def verb_of_happening(parse: Parse, i: int) -> Token | None:
    """The verb that says that what the noun at `i` tells takes place, or befalls somebody; null when none does.

    >>> from pipeline.language import parse
    >>> told = next(parse(["Clashes broke out in Homs."]))
    >>> verb_of_happening(told, 0).text
    'broke'
    """
    token = parse.tokens[i]
    while token.dep == "conj" and not token.is_root:
        token = parse.tokens[token.head]
    verb = parse.tokens[token.head]
    if token.is_root or verb.pos not in {"VERB", "AUX"}:
        return None
    if token.dep == "attr":
        return verb if any(child.dep == "expl" for child in parse.children(verb.i)) else None
    if token.dep not in SUBJECTS:
        return None
    if token.dep == "nsubjpass":
        return verb if verb.lemma in _set("noticing") else None
    return verb if _befalls(parse, verb) or _happens(parse, verb) else None


def _happens(parse: Parse, verb: Token) -> bool:
    """Whether the verb says that its subject happens: alone, or with the word beside it ("took place")."""
    beside = {child.lemma.lower() for child in parse.children(verb.i)}
    known = _set("happening")
    return verb.lemma in known or any(f"{verb.lemma}_{word}" in known for word in beside)


def _befalls(parse: Parse, verb: Token) -> bool:
    """Whether the verb says whom or what its subject befell: "protests rocked the capital"."""
    return verb.lemma in _set("befalling") and any(child.dep == "dobj" for child in parse.children(verb.i))


def with_happening(parse: Parse, clause: Clause) -> Clause:
    """The noun's clause with what hangs on the verb that says that it happens: between whom, where.

    >>> from pipeline.clauses import noun_clause
    >>> from pipeline.language import parse
    >>> told = next(parse(["Protests have rocked Chad."]))
    >>> [told.tokens[i].text for i in with_happening(told, noun_clause(told, 0)).after("in")]
    ['Chad']
    """
    verb = verb_of_happening(parse, clause.head)
    if verb is None:
        return clause
    above = verb_clause(parse, verb.i)
    befallen = tuple(("in", noun) for noun in above.objects) if _befalls(parse, verb) else ()
    pairs = (*clause.obliques, *above.obliques, *befallen)
    return replace(clause, obliques=pairs, particles=clause.particles | {word for word, _ in pairs})
