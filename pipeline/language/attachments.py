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


def finite_verbs_behind_infinitives(tokens: Sequence[Token]) -> Iterator[Token]:
    """A finite verb joined to an infinitive, which none can be: "refused to recognise it and called on them to go"."""
    for token in tokens:
        above = tokens[token.head]
        if token.dep != "conj" or token.tag not in {"VBD", "VBZ", "VBN"} or above.tag != "VB" or above.is_root:
            continue
        to = any(child.tag == "TO" for child in tokens if child.head == above.i)
        passive = any(child.dep == "auxpass" for child in tokens if child.head in {above.i, token.i})
        while to and not above.is_root and above.tag not in {"VBD", "VBZ", "VBN", "VBP"}:
            above = tokens[above.head]
        if to and not passive and above.pos == "VERB" and above.i < token.i:
            yield replace(token, head=above.i)


def common_nouns_that_open(tokens: Sequence[Token]) -> Iterator[Token]:
    """A plural that opens a sentence read as a name: "Rockets landed near the port"."""
    first = tokens[0] if tokens else None
    if first is not None and first.tag == "NNPS" and first.dep != "compound" and _is_common(first.text.lower()):
        yield replace(first, pos="NOUN", tag="NNS", lemma=first.text.lower().removesuffix("s"))


@cache
def _commons() -> frozenset[str]:
    return frozenset(word for members in words("noun_classes").values() for word in members if word.islower())


def _is_common(plural: str) -> bool:
    return plural.removesuffix("s") in _commons()


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


def fights_behind_their_kind(tokens: Sequence[Token]) -> Iterator[Token]:
    """A noun in -ing read as a verb behind the word that says of what kind it is: "in close-quarters fighting"."""
    for token in tokens:
        kind = tokens[token.i - 1] if token.i else token
        if token.tag != "VBG" or token.dep not in {"advcl", "acl"} or kind.dep != "pobj" or kind.pos != "NOUN":
            continue
        below = {child.dep for child in tokens if child.head == token.i}
        if token.text.lower() in _set("grammar", "gerunds") and "dobj" not in below:
            yield replace(token, pos="NOUN", tag="NN", lemma=token.text.lower(), dep="pobj", head=kind.head)
            yield replace(kind, dep="compound", head=token.i)


def participles_that_open(tokens: Sequence[Token]) -> Iterator[Token]:
    """A participle behind its noun read as a clause that is the subject: "Two ships sent last month are off Fiji"."""
    for token in tokens:
        if token.dep != "csubj" or token.tag not in {"VBD", "VBN"}:
            continue
        below = [child for child in tokens if child.head == token.i]
        nouns = [child for child in below if child.dep == "nsubj" and child.i < token.i]
        if nouns and not any(child.dep in {"aux", "mark", "advmod"} and child.i < token.i for child in below):
            passive = any(child.dep == "auxpass" for child in tokens if child.head == token.head)
            yield replace(nouns[-1], head=token.head, dep="nsubjpass" if passive else "nsubj")
            yield replace(token, dep="acl", head=nouns[-1].i, tag="VBN")


def participles_between_commas(tokens: Sequence[Token]) -> Iterator[Token]:
    """A participle behind its noun read as the main verb: "A strike, carried out at dawn, killed eight"."""
    for token in tokens:
        last = tokens[token.head]
        helped = [child.i for child in tokens if child.head == token.i and child.dep in {"aux", "auxpass"}]
        if token.dep != "conj" or not (token.tag == "VBD" or helped) or last.tag not in {"VBD", "VBN"} or last.i < 2:
            continue
        nouns = [child for child in tokens if child.head == last.i and child.dep in SUBJECTS and child.i < last.i]
        between = [child for child in tokens if child.head == last.i and last.i < child.i < token.i]
        if not nouns or tokens[last.i - 1].text != "," or tokens[min([token.i, *helped]) - 1].text != ",":
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


def verbs_behind_apposed_names(tokens: Sequence[Token]) -> Iterator[Token]:
    """The verb of a sentence read as what qualifies its subject: "The minister, Eva Berg, called on them to go"."""
    for token in tokens:
        noun = tokens[token.head]
        if token.tag != "VBD" or token.dep != "acl" or not noun.is_root or noun.pos not in {"NOUN", "PROPN"}:
            continue
        named = any(child.dep == "appos" and noun.i < child.i < token.i for child in tokens if child.head == noun.i)
        if named and tokens[token.i - 1].text == ",":
            yield replace(token, head=token.i, dep=noun.dep)
            yield replace(noun, head=token.i, dep="nsubj")
            return


def participles_before_nouns(tokens: Sequence[Token]) -> Iterator[Token]:
    """A participle of a verb that takes no object read as one that does: "pursuing retreating troops"."""
    for token in tokens:
        if token.tag != "VBG" or token.dep not in OBJECT_OF or token.lemma not in _set("grammar", "unaided"):
            continue
        noun = next((child for child in tokens if child.head == token.i and child.dep == "dobj"), None)
        if noun is not None and noun.i > token.i:
            yield replace(noun, dep=OBJECT_OF[token.dep], head=token.head)
            yield replace(token, dep="amod", head=noun.i)


def subjects_of_second_verbs(tokens: Sequence[Token]) -> Iterator[Token]:
    """A subject read as one more noun of the clause before it: "rioted in a jail and guerrillas attacked bases"."""
    for token in tokens:
        if token.dep != "conj" or token.tag not in {"VBD", "VBZ", "VBP"} or token.i < 3:
            continue
        if any(child.dep in SUBJECTS | {"aux", "auxpass"} for child in tokens if child.head == token.i):
            continue
        noun = _joined_noun_before(tokens, token)
        if noun is not None and tokens[noun.head].i > token.head:
            yield replace(noun, dep="nsubj", head=token.i)


def _joined_noun_before(tokens: Sequence[Token], verb: Token) -> Token | None:
    """The noun right before the verb that "and" or "while" joins to a noun; null when there is none."""
    at = verb.i - 1
    while at > 0 and tokens[at].dep == "advmod" and tokens[at].head == verb.i:
        at -= 1
    noun = tokens[at]
    for _ in range(len(tokens)):
        if noun.dep not in {"pobj", "prep"}:
            break
        noun = tokens[noun.head]
    below = [child.i for child in tokens if child.head == noun.i and child.i < noun.i]
    first = min([noun.i, *below])
    joined = noun.dep == "conj" and noun.pos in {"NOUN", "PROPN", "PRON"} and first > 0
    return noun if joined and tokens[first - 1].dep == "cc" else None


def directions_behind_nouns(tokens: Sequence[Token]) -> Iterator[Token]:
    """A noun read as what qualifies a direction: "launched a new offensive east of the city"."""
    for token in tokens:
        noun = tokens[token.i - 1] if token.i else token
        if token.text.lower() not in _set("grammar", "directions") or noun.head != token.i or noun.i == token.i:
            continue
        behind = tokens[token.i + 1] if token.i + 1 < len(tokens) else token
        if noun.dep not in {"amod", "compound"} or behind.text.lower() != "of":
            continue
        yield replace(noun, dep=token.dep, head=token.head, pos="NOUN", tag="NN", lemma=noun.text.lower())
        yield replace(token, dep="advmod", head=noun.i, pos="ADV", tag="RB")
        yield from (replace(child, head=noun.i) for child in tokens if child.head == token.i and child.i < noun.i)


def foreign_terms(tokens: Sequence[Token]) -> Iterator[Token]:
    """A Latin term read as a clause: "declared the envoy persona non grata"; it says what the envoy is made."""
    for token in tokens:
        if token.text.lower() not in _set("grammar", "latin") or token.is_root:
            continue
        yield replace(token, pos="NOUN", tag="NN", lemma=token.text.lower(), dep="oprd")
        subjects = [child for child in tokens if child.head == token.i and child.dep in SUBJECTS]
        yield from (replace(child, dep="dobj", head=token.head) for child in subjects)


REPAIRS: tuple[Repair, ...] = (
    pasts,
    common_nouns_that_open,
    finite_verbs_behind_infinitives,
    second_verbs_of_speakers,
    gerunds_of_events,
    fights_behind_their_kind,
    participles_that_open,
    participles_between_commas,
    verbs_behind_asides,
    verbs_behind_apposed_names,
    participles_before_nouns,
    subjects_of_second_verbs,
    directions_behind_nouns,
    foreign_terms,
)
