"""Who says so: the chain of sources of what a word tells, outermost first, with offsets of source, cue and content.

A source stands before a verb of saying ("police said …"), with a noun of saying ("reports by the agency that …") or
after "according to". The same clause may be told through several: a newspaper quoting an agency quoting a minister.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.actors import Party
from pipeline.clauses import surface_subjects, verb_clause
from pipeline.language import Parse, Token
from pipeline.lexicon import words

Parties = Callable[[int], Sequence[Party]]
SAID = frozenset({"ccomp", "parataxis", "xcomp", "dep", "advcl"})
MODIFIERS = frozenset({"det", "amod", "compound", "nmod", "poss", "nummod", "case", "quantmod"})
DEEPEST = 15


@dataclass(frozen=True, slots=True)
class Source:
    """One link: who says, by which word, what; spans count code points of the sentence."""

    name: str
    code: str | None
    sector: str | None
    word: str
    verb: str
    span: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words("reporting")[name])


def sources(parse: Parse, parties: Parties, i: int) -> tuple[Source, ...]:
    """The chain of sources of the act that the word at `i` tells, outermost first.

    >>> from pipeline.language import parse
    >>> told = next(parse(["Rebels burned the village, police said, according to Reuters."]))
    >>> [source.name for source in sources(told, lambda i: (), 1)]
    ['Reuters', 'police']
    """
    found: list[Source] = []
    seen: set[tuple[int, int]] = set()
    token = parse.tokens[i]
    for _ in range(DEEPEST):
        for source in _at(parse, parties, token, i):
            if source.cue not in seen and source.name not in [one.name for one in found]:
                seen.add(source.cue)
                found.append(source)
        if token.is_root:
            break
        token = parse.tokens[token.head]
    return tuple(reversed(found))


def _at(parse: Parse, parties: Parties, token: Token, told: int) -> Iterator[Source]:
    """The sources that stand at this word of the way up: beside it, or it is itself what is said."""
    for child in parse.children(token.i):
        if child.dep == "parataxis" and child.i != told and child.lemma in _set("verbs"):
            yield from _saying(parse, parties, child, token)
    if not token.is_root:
        above = parse.tokens[token.head]
        if token.dep in SAID and above.pos in {"VERB", "AUX"} and above.lemma in _set("verbs"):
            yield from _saying(parse, parties, above, token)
        if token.dep in {"acl", "ccomp", "relcl"} and above.pos == "NOUN" and above.lemma in _set("nouns"):
            yield from _noun_source(parse, parties, above, token)
    for child in parse.children(token.i):
        if child.text.lower() in _set("according"):
            yield from _according(parse, parties, child, token)


def _according(parse: Parse, parties: Parties, cue: Token, content: Token) -> Iterator[Source]:
    below = [noun for noun in parse.subtree(cue.i) if noun.dep == "pobj" and noun.i > cue.i]
    if below:
        noun = below[0]
        if noun.lemma in _set("nouns"):
            named = list(_noun_source(parse, parties, noun, content))
            if named:
                yield from named
                return
        yield _source(parse, parties, noun.i, cue, content)


def _saying(parse: Parse, parties: Parties, cue: Token, content: Token) -> Iterator[Source]:
    """The subject of a verb of saying; behind a noun of saying, its author: "reports from the agency indicate"."""
    for i in verb_clause(parse, cue.i).subjects[:1] or (surface_subjects(parse, cue)[:1] if cue.tag != "VBN" else ()):
        noun = parse.tokens[i]
        if noun.lemma in _set("nouns"):
            yield from _noun_source(parse, parties, noun, content)
        elif parties(i) or noun.pos in {"NOUN", "PROPN"}:
            yield _source(parse, parties, i, cue, content)


def _noun_source(parse: Parse, parties: Parties, cue: Token, content: Token) -> Iterator[Source]:
    """The author of a report, a statement, an estimate."""
    for child in parse.children(cue.i):
        if child.dep == "prep" and child.lemma in _set("from"):
            for noun in parse.children(child.i):
                if noun.dep == "pobj" and parties(noun.i):
                    yield _source(parse, parties, noun.i, cue, content)
                    return
    for child in parse.children(cue.i):
        if child.dep in {"poss", "compound", "amod", "nmod"} and parties(child.i):
            yield _source(parse, parties, child.i, cue, content, _authors(parse, child, cue))
            return
    named = parties(cue.i)
    if named:
        yield _source(parse, parties, cue.i, cue, content)


def _authors(parse: Parse, first: Token, cue: Token) -> tuple[int, int] | None:
    """The words before a noun of saying that name its author: "South Korean military" of its "reports"."""
    if first.dep == "poss":
        return None
    last = parse.tokens[cue.i - 1]
    return parse.subtree(first.i)[0].start, last.end


def _source(
    parse: Parse, parties: Parties, i: int, cue: Token, content: Token, words_of: tuple[int, int] | None = None
) -> Source:
    known = parties(i)
    span = words_of or ((known[0].start, known[0].end) if known else phrase_span(parse, i))
    name = known[0].name if known and words_of is None else parse.text[slice(*span)]
    code, sector = (known[0].code, known[0].sector) if known else (None, None)
    return Source(name, code, sector, cue.text, cue.lemma, span, (cue.start, cue.end), parse.span(content.i))


def phrase_span(parse: Parse, i: int) -> tuple[int, int]:
    """The noun at `i` with the words before it, without what hangs behind it."""
    first = i
    for child in parse.children(i):
        if child.dep in MODIFIERS and child.i < first and child.tag not in {"DT", "PRP$"}:
            first = min(first, parse.subtree(child.i)[0].i)
    return parse.tokens[first].start, parse.tokens[i].end
