"""Attachments that the language model gets wrong again and again, put right where the words' forms decide.

Each repair takes the tokens of a sentence and gives those that it changes; the rest stay as the model gave them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.language.tokens import Token
from pipeline.lexicon import words

Repair = Callable[[Sequence[Token]], Iterator[Token]]
FINITE = frozenset({"VBD", "VBZ"})
PLACES_OF_NOUNS = frozenset({"nsubj", "nsubjpass", "pobj", "dobj"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECT_OF = {"xcomp": "dobj", "pcomp": "pobj"}
OF_NOUNS = frozenset({"det", "amod", "poss", "nummod", "compound"})


@cache
def _set(table: str, name: str) -> frozenset[str]:
    return frozenset(words(table)[name])


def mended(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The tokens with their known misreadings put right.

    >>> from pipeline.language import parse
    >>> told = next(parse(["He denied that rebels had fired shells and accused the army of lying."]))
    >>> [(token.text, told.tokens[token.head].text) for token in told.tokens if token.text == "accused"]
    [('accused', 'denied')]
    """
    for repair in REPAIRS:
        changed = {token.i: token for token in repair(tokens)}
        if changed:
            tokens = tuple(changed.get(token.i, token) for token in tokens)
    return tokens


def second_verbs_of_speakers(tokens: Sequence[Token]) -> Iterator[Token]:
    """A finite verb of speech read as the second verb of what was said: "denied that X had … and accused Y"."""
    for token in tokens:
        if token.dep != "conj" or token.tag not in FINITE or token.lemma not in _set("grammar", "speaking"):
            continue
        told = tokens[token.head]
        speech = tokens[told.head]
        if told.dep == "ccomp" and speech.tag == token.tag and speech.lemma in _set("reporting", "verbs"):
            below = [child for child in tokens if child.head == token.i]
            helped = any(child.dep == "aux" for child in tokens if child.head == told.i)
            if helped and not any(child.dep in SUBJECTS | {"aux"} for child in below):
                yield replace(token, head=speech.i)


def pasts(tokens: Sequence[Token]) -> Iterator[Token]:
    """A past form read as the bare present: "The government decreed a curfew"."""
    for token in tokens:
        if token.tag in {"VBP", "VBZ"} and token.text.lower().endswith("ed") and token.lemma != token.text.lower():
            yield replace(token, tag="VBD")


def gerunds_of_events(tokens: Sequence[Token]) -> Iterator[Token]:
    """A noun in -ing read as a verb: "Fighting between the two sides intensified"."""
    for token in tokens:
        if (
            token.tag != "VBG"
            or token.dep not in PLACES_OF_NOUNS
            or token.text.lower() not in _set("grammar", "gerunds")
        ):
            continue
        below = {child.dep for child in tokens if child.head == token.i}
        if "dobj" not in below and (below & OF_NOUNS or "prep" in below or not below):
            yield replace(token, pos="NOUN", tag="NN", lemma=token.text.lower())


def participles_between_commas(tokens: Sequence[Token]) -> Iterator[Token]:
    """A participle behind its noun read as the main verb: "A strike, carried out at dawn, killed eight"."""
    for token in tokens:
        last = tokens[token.head]
        if token.dep != "conj" or token.tag != "VBD" or last.tag not in {"VBD", "VBN"} or last.i < 2:
            continue
        nouns = [child for child in tokens if child.head == last.i and child.dep in SUBJECTS and child.i < last.i]
        between = [child for child in tokens if child.head == last.i and last.i < child.i < token.i]
        if not nouns or tokens[last.i - 1].text != "," or tokens[token.i - 1].text != ",":
            continue
        if any(child.dep in {"cc", "dobj", "aux", "auxpass"} for child in tokens if child.head == last.i):
            continue
        noun = nouns[-1]
        yield replace(token, dep=last.dep, head=token.i if last.is_root else last.head)
        yield replace(last, dep="acl", head=noun.i, tag="VBN")
        yield replace(noun, head=token.i)
        yield from (replace(child, head=token.i) for child in between if child.text == "," and child.i > token.i)


def verbs_behind_asides(tokens: Sequence[Token]) -> Iterator[Token]:
    """A clause cut in two by an aside, its verb given to another's subject: "after the man, armed, killed two"."""
    for token in tokens:
        if token.dep != "conj" or token.tag not in FINITE or token.i < 2 or tokens[token.i - 1].text != ",":
            continue
        opening = next((at for at in range(token.i - 2, 0, -1) if tokens[at].text == ","), 0)
        noun = tokens[opening - 1]
        mark = tokens[noun.head]
        alone = not any(child.dep in SUBJECTS | {"aux"} for child in tokens if child.head == token.i)
        if opening and alone and noun.dep == "pobj" and mark.lemma in _set("grammar", "apart"):
            yield replace(token, dep="advcl", head=mark.head)
            yield replace(noun, dep="nsubj", head=token.i)
            yield replace(mark, dep="mark", head=token.i)


def participles_before_nouns(tokens: Sequence[Token]) -> Iterator[Token]:
    """A participle of a verb that takes no object read as one that does: "pursuing retreating troops"."""
    for token in tokens:
        if token.tag != "VBG" or token.dep not in OBJECT_OF or token.lemma not in _set("grammar", "unaided"):
            continue
        noun = next((child for child in tokens if child.head == token.i and child.dep == "dobj"), None)
        if noun is not None and noun.i > token.i:
            yield replace(noun, dep=OBJECT_OF[token.dep], head=token.head)
            yield replace(token, dep="amod", head=noun.i)


REPAIRS: tuple[Repair, ...] = (
    pasts,
    second_verbs_of_speakers,
    gerunds_of_events,
    participles_between_commas,
    verbs_behind_asides,
    participles_before_nouns,
)
