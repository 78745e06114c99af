"""What hangs on a word by small words: its particles, and the clauses that "for" opens."""

from collections.abc import Iterator

from pipeline.language import Parse, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"advcl", "ccomp", "xcomp"})
OPENING = "for"


def particles_of(parse: Parse, i: int) -> frozenset[str]:
    """The particles and prepositions of a word; those that are no prepositions also with a "~" before them.

    >>> from pipeline.language import parse
    >>> told = next(parse(["They pulled out of the talks."]))
    >>> sorted(particles_of(told, 1))
    ['of', 'out']
    """
    kinds = {"prt", "prep", "dative", "agent"}
    near = [child for child in parse.children(i) if child.dep in kinds]
    adverbs = [child for child in parse.children(i) if child.dep == "advmod" and child.i > i]
    inner = [deeper for child in (*near, *adverbs) for deeper in parse.children(child.i) if deeper.dep == "prep"]
    said = {word.text.lower() for word in (*near, *inner, *adverbs)} | {mark for mark, _ in for_clauses(parse, i)}
    bare = {word.text.lower() for word in (*(child for child in near if child.dep == "prt"), *adverbs)}
    return frozenset(said | {f"~{word}" for word in bare})


def away(parse: Parse, i: int) -> Iterator[Token]:
    """The prepositions on an adverb behind a verb: "stayed away from"."""
    for child in parse.children(i):
        if child.dep == "advmod" and child.i > i:
            yield from (deeper for deeper in parse.children(child.i) if deeper.dep == "prep")


def for_clauses(parse: Parse, i: int) -> Iterator[tuple[str, int]]:
    """The subjects of the infinitives that "for" opens: "pressed for the ban to be lifted"."""
    for clause in parse.children(i):
        below = parse.children(clause.i)
        if clause.dep in CLAUSES and any(child.dep == "mark" and child.text.lower() == OPENING for child in below):
            yield from ((OPENING, child.i) for child in below if child.dep in SUBJECTS)
