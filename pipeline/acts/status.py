"""Whether a told act happened: reported, planned, hypothetical, denied, or no act at all.

The word that tells the act is looked at, then each word above it that it hangs on: negation and modals in its own
clause, verbs and nouns that hold it as something failed, planned, feared or shown, conditions, purposes. What stands
behind a finite "that" or "who" is told for itself; an infinitive or a noun shares the fate of what governs it.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from pipeline.acts.present import is_law
from pipeline.language import Parse, Token
from pipeline.lexicon import words

HIGHEST = 12
VERBAL = frozenset({"VERB", "AUX"})
HELD = frozenset({"pcomp", "xcomp", "prep", "dobj", "pobj", "acl", "advmod"})
SHOWN = frozenset({"pcomp", "xcomp", "prep", "ccomp"})


class Status(StrEnum):
    """How an act is told; the first three are weaker the further down."""

    REPORTED = "reported"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of an act, or why it is none: staged, purpose, normative, condition, inability; else null."""

    status: Status
    no_act: str | None = None


@cache
def _set(*path: str) -> frozenset[str]:
    found: Any = words("status")
    for key in path:
        found = found[key]
    return frozenset(found)


def _effect(token: Token) -> str | None:
    """What the word makes of the act behind it: undone, planned, possible, attempted; null leaves it as it is."""
    kind = {"VERB": "verbs", "AUX": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}.get(token.pos)
    lemma = token.lemma.lower()
    return next((name for name in words("status")[kind] if lemma in _set(kind, name)), None) if kind else None


STATUS_OF = {"undone": Status.DENIED, "planned": Status.PLANNED, "possible": Status.HYPOTHETICAL}


def _own(parse: Parse, token: Token) -> set[Status]:
    """What the word's own clause says: not, no, will, may, if."""
    found: set[Status] = set()
    for child in parse.children(token.i):
        word = child.text.lower()
        if child.dep in {"neg", "det", "preconj"} and word in _set("negators"):
            found.add(Status.DENIED)
        elif child.dep == "aux" and word in _set("future"):
            found.add(Status.PLANNED)
        elif (child.dep == "aux" and word in _set("possible")) or (child.dep == "mark" and word in _set("conditions")):
            found.add(Status.HYPOTHETICAL)
        elif child.dep in {"nsubj", "nsubjpass", "dobj"} and token.pos in {"VERB", "AUX"}:
            before = {deeper.text.lower() for deeper in parse.children(child.i) if deeper.dep == "det"}
            if (before | {word}) & _set("nobody"):
                found.add(Status.DENIED)
        elif child.dep == "advmod" and word == "never":
            found.add(Status.DENIED)
    return found


def _has_to(parse: Parse, token: Token) -> bool:
    return any(child.dep == "aux" and child.tag == "TO" for child in parse.children(token.i))


def _is_yet_to(parse: Parse, above: Token) -> bool:
    """ "has yet to acknowledge"."""
    return above.lemma == "have" and any(child.text.lower() == "yet" for child in parse.children(above.i))


def _is_to_be(parse: Parse, token: Token, above: Token) -> bool:
    """ "is to visit", "is going to visit"."""
    return above.lemma == "be" and token.dep == "xcomp" and _has_to(parse, token)


def _is_past(parse: Parse, verb: Token) -> bool:
    auxiliaries = {child.lemma for child in parse.children(verb.i) if child.dep == "aux"}
    return verb.tag == "VBD" or (verb.tag == "VBN" and "have" in auxiliaries)


Step = tuple[set[Status], bool, str | None]


def _step(parse: Parse, token: Token, above: Token, nominal: bool) -> Step:
    """What the word above makes of the act, whether the climb goes on, and why the act would be none."""
    infinitive = token.tag in {"VB", "VBN"} and _has_to(parse, token)
    wielded = _wielded_by(parse, token, above) if infinitive else None
    if wielded is not None:
        return _own(parse, wielded), wielded is above, None
    if token.dep == "acl" and infinitive and _effect(above) is None and not _is_singled_out(parse, above):
        return set(), False, "purpose"
    if token.dep == "relcl" or (token.dep == "acl" and not infinitive):
        return set(), is_law(above), _shown(parse, above)
    if token.dep == "parataxis" or (token.dep == "pcomp" and _has_subject(parse, token)):
        return set(), False, None
    if token.dep == "ccomp" and not infinitive and token.tag != "VBG" and not _is_abetted(parse, token, above):
        effect = _effect(above) if above.lemma in _set("verbs", "undone") | _set("finite") else None
        if above.lemma in _set("asserting") and _is_past(parse, token):
            effect = None
        return ({STATUS_OF[effect]} if effect in STATUS_OF else set()), False, None
    if token.dep == "prep" and above.pos in VERBAL and (token.lemma == "by" or token.i < above.i):
        return (_own(parse, above) if token.lemma == "by" else set()), False, None
    if token.dep == "advcl":
        return (set(), token.tag in {"VBG", "VBN"}, None) if not infinitive else ({Status.PLANNED}, True, "purpose")
    if token.dep == "conj":
        return (_own(parse, above) if token.tag == "VB" or token.pos not in VERBAL else set()), True, None
    if token.dep == "nsubjpass" and nominal and _effect(above) in STATUS_OF:
        return _own(parse, above) | {STATUS_OF[str(_effect(above))]}, False, None
    if token.dep in {"nsubj", "nsubjpass"} and above.pos in VERBAL:
        return (_own(parse, above) if above.lemma in _set("happening") else set()), False, None
    if above.pos == "ADP":
        return ({Status.DENIED} if above.lemma in _set("negators") else set()), True, None
    return _governed(parse, token, above, infinitive, nominal)


def _wielded_by(parse: Parse, token: Token, above: Token) -> Token | None:
    """The verb of using that an infinitive tells the outcome of: "used missiles to hit a ship"; null when none."""
    verb = parse.tokens[above.head] if token.dep == "acl" and above.dep == "dobj" else above
    return verb if token.dep in {"acl", "advcl", "xcomp"} and verb.lemma in words("grammar")["wielding"] else None


def _is_abetted(parse: Parse, token: Token, above: Token) -> bool:
    """Whether somebody is helped to do it: "to help Russia fight"."""
    return token.tag == "VB" and above.lemma in words("grammar")["helping"] and _has_to(parse, above)


def _governed(parse: Parse, token: Token, above: Token, infinitive: bool, nominal: bool) -> Step:
    """What a verb makes of its infinitive or object, a noun or an adjective of what stands behind it.

    A noun's act shares the fate of a verb only when that does no more than tell it, or holds it as planned or undone.
    """
    effect = _effect(above)
    if nominal and above.lemma in _set("stance") and _is_indefinite(parse, token):
        return {Status.HYPOTHETICAL}, False, None
    shares = not nominal or above.lemma in _light()
    if not shares and effect is None:
        return set(), False, None
    found = _own(parse, above) if above.pos in VERBAL and shares else set()
    if _is_yet_to(parse, above):
        return found | {Status.DENIED}, True, None
    if _is_to_be(parse, token, above) or (infinitive and above.text.lower() == "going"):
        return found | {Status.PLANNED}, True, None
    if effect == "attempted":
        return found | (set() if above.pos != "VERB" or _is_past(parse, above) else {Status.PLANNED}), True, None
    if effect in STATUS_OF and (infinitive or token.dep in HELD):
        return found | {STATUS_OF[effect]}, True, None
    return found, above.pos != "NOUN", _shown(parse, above) if token.dep in SHOWN else None


def _is_indefinite(parse: Parse, noun: Token) -> bool:
    """Whether the noun is about any such act, not about one that is known: "support an attack", "possible strikes"."""
    before = {child.lemma for child in parse.children(noun.i) if child.dep in {"det", "poss", "nummod"}}
    return noun.dep == "dobj" and (bool(before & _set("indefinite")) or (not before and noun.tag == "NNS"))


@cache
def _light() -> frozenset[str]:
    return frozenset(words("grammar")["light"])


def _has_subject(parse: Parse, token: Token) -> bool:
    return any(child.dep in {"nsubj", "nsubjpass"} for child in parse.children(token.i))


def _is_singled_out(parse: Parse, noun: Token) -> bool:
    """ "the first president to visit"."""
    before = {child.lemma.lower() for child in parse.children(noun.i)} | {noun.lemma.lower()}
    return bool(before & frozenset(words("grammar")["ordinals"]))


def _is_normative(parse: Parse, token: Token) -> bool:
    """Whether it is only what should or can be done."""
    return any(child.dep == "aux" and child.text.lower() in _set("normative") for child in parse.children(token.i))


def _inability(parse: Parse, token: Token) -> str | None:
    """An inability when it is only what could not be done: "could not confirm"."""
    said = {child.text.lower() for child in parse.children(token.i) if child.dep in {"aux", "neg"}}
    return "inability" if said & _set("able") and said & _set("negators") else None


def _condition(parse: Parse, token: Token) -> str | None:
    """A condition when the act is only what another one waits for: "if they attack", "should the raids go on"."""
    children = parse.children(token.i)
    marks = {child.text.lower() for child in children if child.dep == "mark"}
    subject = next((child.i for child in children if child.dep in {"nsubj", "nsubjpass"}), None)
    asked = [child for child in children if child.dep == "aux" and child.text.lower() in _set("inverted")]
    inverted = subject is not None and token.dep == "advcl" and any(child.i < subject for child in asked)
    return "condition" if inverted or marks & _set("conditions") else None


def _shown(parse: Parse, above: Token) -> str | None:
    """Staged or only shown, when it hangs on a film, a scene, a drill, or on what these show."""
    if above.lemma.lower() in _set("shown", "nouns"):
        return "staged"
    for higher in (above, *parse.ancestors(above.i)):
        if higher.lemma.lower() in _set("shown", "verbs"):
            things = {child.lemma.lower() for child in parse.children(higher.i)}
            if things & _set("shown", "nouns") or higher.lemma.lower() in {"depict", "portray", "simulate", "stage"}:
                return "staged"
        if higher.lemma.lower() in _set("shown", "nouns"):
            return "staged"
        if higher.dep in {"ccomp", "relcl", "ROOT", "advcl"}:
            return None
    return None


def standing(parse: Parse, i: int) -> Standing:
    """How the act that the word at `i` tells stands.

    >>> from pipeline.language import parse
    >>> told = next(parse(["Rebels failed to capture the town and may attack again."]))
    >>> standing(told, 3).status.value, standing(told, 8).status.value
    ('denied', 'hypothetical')
    """
    token = parse.tokens[i]
    found, no_act = _own(parse, token), _staged(parse, token)
    no_act = no_act or _condition(parse, token) or _inability(parse, token)
    no_act = no_act or ("normative" if _is_normative(parse, token) else None)
    nominal = True
    for _ in range(HIGHEST):
        if token.is_root:
            break
        above = parse.tokens[token.head]
        nominal = nominal and token.pos not in VERBAL
        more, goes_on, reason = _step(parse, token, above, nominal)
        found |= more
        reason = reason or (_condition(parse, above) if nominal and above.pos in VERBAL else None)
        no_act = no_act or reason or ("normative" if goes_on and _is_normative(parse, above) else None)
        if not goes_on:
            break
        token = above
    return Standing(_strongest(found), no_act)


def is_resolve(parse: Parse, i: int) -> bool:
    """Whether the act is what its doer says that he will do, or will not: "will", "would" before it."""
    return any(child.dep == "aux" and child.text.lower() in _set("future") for child in parse.children(i))


def proviso(parse: Parse, i: int) -> str | None:
    """The word that makes it depend on something else: "if", "unless"; null when it does not."""
    clauses = [child for child in parse.children(i) if child.dep == "advcl"]
    marks = [mark.text.lower() for clause in clauses for mark in parse.children(clause.i) if mark.dep == "mark"]
    return next((mark for mark in marks if mark in _set("provisos")), None)


def is_attempt(parse: Parse, i: int) -> bool:
    """Whether it is what an effort, a bid or a drive is for: "efforts to develop ties"."""
    token = parse.tokens[i]
    while token.dep in {"conj", "xcomp"} and not token.is_root:
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    return token.dep == "acl" and above.pos == "NOUN" and above.lemma in _set("nouns", "attempted")


def _strongest(found: set[Status]) -> Status:
    """Denied over hypothetical over planned over reported."""
    for status in (Status.DENIED, Status.HYPOTHETICAL, Status.PLANNED):
        if status in found:
            return status
    return Status.REPORTED


def _staged(parse: Parse, token: Token) -> str | None:
    qualities = {child.lemma.lower() for child in parse.children(token.i) if child.dep in {"amod", "compound"}}
    return "staged" if qualities & _set("shown", "adjectives") else None
