"""What befell those whom a number counts: the verb whose object or passive subject they are, or a word beside them."""

from pipeline.language import Parse, Token
from pipeline.quantities.measures import (
    begins_count,
    fate_of,
    fate_of_deed,
    fate_of_moved,
    is_captive,
    is_death,
    is_own_fate,
    joined_fate,
)
from pipeline.quantities.numbers import bending_words, word_set

BESIDE = ("acl", "amod", "relcl", "acomp", "oprd", "advcl")
COMPLEMENTS = ("oprd", "acomp", "ccomp", "xcomp", "attr")
ARGUMENTS = ("dobj", "nsubjpass")
LOOSE = ("dep", "attr")
TAKEN_AS = ("oprd", "dobj", "attr", "npadvmod", "advmod", "xcomp", "acomp")
CAPTURED = "captured"
KILLED = "killed"
SUBJECTS = ("nsubj", "nsubjpass")
INNER = ("pobj", "prep", "conj", "nummod", "appos", "quantmod")
HIGHEST = 6


def fate_at(parse: Parse, token: Token) -> str | None:
    """The measure that the sentence gives to the persons at `token`: killed, wounded, arrested; null for none.

    >>> from pipeline.language import parse as read
    >>> tree = next(read(["Guards killed or wounded 30 miners."]))
    >>> fate_at(tree, tree.tokens[5])
    'killed_or_wounded'
    """
    verb = _verb_above(parse, token)
    fate = _verb_fate(parse, verb) or _complement(parse, verb) if verb is not None else None
    fate = fate or next((fate for word in _beside(parse, token) if (fate := _said_by(parse, word))), None)
    return fate or _deed_above(parse, token)


def _deed_above(parse: Parse, token: Token) -> str | None:
    """The fate that a noun gives to those after its "of": "the killing of 123 people"."""
    at = parse.tokens[token.head]
    if token.dep != "pobj" or at.text.lower() not in word_set("of", "partly") or at.is_root:
        return None
    above = parse.tokens[at.head]
    by = parse.tokens[above.head]
    if above.dep == "pobj" and by.dep == "prep" and fate_of_deed(above.lemma) is None:
        above = parse.tokens[by.head]
    return fate_of_deed(above.lemma)


def fate_beside(parse: Parse, token: Token) -> bool:
    """Whether the very next word tells the fate and counts no noun after it: "five dead", "20 wounded"."""
    following = parse.tokens[token.i + 1 : token.i + 3]
    if not following or fate_of(following[0].text) is None or following[0].tag.startswith("NN"):
        return False
    return len(following) < 2 or not (
        following[1].tag.startswith("NN") and parse.tokens[following[0].head] is following[1]
    )


def _said_by(parse: Parse, word: Token) -> str | None:
    """The fate that a word beside a noun tells of it; an active participle tells what the noun does itself."""
    if word.tag == "VBG":
        return None
    verb = word.pos == "VERB" or word.tag in ("VBN", "VBD")
    return (_verb_fate(parse, word) if verb else fate_of(word.text)) or _complement(parse, word)


def _beside(parse: Parse, token: Token) -> list[Token]:
    beside = [t for t in parse.children(token.i) if t.dep in BESIDE]
    if fate_beside(parse, token):
        beside.append(parse.tokens[token.i + 1])
    return beside


def _complement(parse: Parse, verb: Token) -> str | None:
    """The fate told by what a verb is completed with: "left five dead", "are still missing", "lost their lives"."""
    if _loses_life(parse, verb):
        return KILLED
    if fate_of(verb.lemma) is not None:
        return None
    after = [t for t in parse.children(verb.i) if t.i > verb.i]
    found = (fate_of(t.text) for t in after if t.dep in COMPLEMENTS and not t.tag.startswith("NN"))
    return next((fate for fate in found if fate), None) or _taken(parse, verb, after)


def _taken(parse: Parse, verb: Token, after: list[Token]) -> str | None:
    """What becomes of those who are taken somewhere or as something: to hospital, hostage."""
    if any(is_captive(t.lemma) and t.dep in TAKEN_AS and t.tag == "NN" for t in after):
        return CAPTURED
    goals = (goal for t in after if t.dep == "prep" for goal in parse.children(t.i) if goal.dep == "pobj")
    return next((fate for goal in goals if (fate := fate_of_moved(verb.lemma, goal.lemma))), None)


def _loses_life(parse: Parse, verb: Token) -> bool:
    """Whether somebody dies by it: "lost their lives"."""
    return any(t.dep == "dobj" and is_death(verb.lemma, t.lemma) for t in parse.children(verb.i))


def _verb_above(parse: Parse, token: Token) -> Token | None:
    """The verb whose object or passive subject a noun is, through "of" and "and"; the subject of "die" too."""
    at = token
    for _ in range(HIGHEST):
        if at.is_root:
            return None
        head = parse.tokens[at.head]
        if head.pos in ("VERB", "AUX") and not _includes(head):
            return head if _undergoes(parse, at, head) else _verb_behind(parse, at)
        if at.dep not in INNER:
            return None
        at = head
    return None


def _verb_behind(parse: Parse, noun: Token) -> Token | None:
    """The passive verb behind a noun that the parse has joined to a verb before it: "two died and ten were hurt"."""
    if noun.dep != "conj" or parse.tokens[noun.head].i > noun.i:
        return None
    verbs = (t for t in parse.tokens[noun.i + 1 :] if t.pos == "VERB" and not _own_subject(parse, t))
    return next((t for t in verbs if any(child.dep == "auxpass" for child in parse.children(t.i))), None)


def _undergoes(parse: Parse, at: Token, verb: Token) -> bool:
    """Whether a word is what a verb happens to: object, passive subject, subject of "die" or of "are missing"."""
    if at.dep in (*ARGUMENTS, *LOOSE) or _bends(at) or _includes(at):
        return True
    if at.dep != "nsubj":
        return False
    alone = fate_of(verb.lemma) is not None and (is_own_fate(verb.lemma) or not _has_object(parse, verb))
    told = verb.tag == "VBG" and fate_of(verb.text) is not None
    return alone or told or verb.tag == "VBN" or verb.pos == "AUX" or _loses_life(parse, verb)


def _bends(token: Token) -> bool:
    """Whether a preposition only bends the number after it: "injured over 100"."""
    return token.dep == "prep" and token.text.lower() in bending_words()


def _includes(token: Token) -> bool:
    """Whether a preposition names a part of those just counted: "killing 15 people, including five children"."""
    return token.dep == "prep" and token.text.lower() in word_set("of", "including")


def _has_object(parse: Parse, verb: Token) -> bool:
    return any(t.dep == "dobj" or _bends(t) for t in parse.children(verb.i))


def _own_subject(parse: Parse, verb: Token) -> bool:
    return any(t.dep in SUBJECTS for t in parse.children(verb.i))


def _verb_fate(parse: Parse, verb: Token) -> str | None:
    """The fate that a verb tells, with the one that is joined to it and shares its object."""
    fate = fate_of(verb.lemma) or (fate_of(verb.text) if verb.tag == "VBG" else None)
    partners = [
        t
        for t in parse.children(verb.i)
        if t.dep == "conj" and _shares(parse, t, t) and not _counts_anew(parse, verb, t)
    ]
    head = parse.tokens[verb.head]
    if verb.dep == "conj" and _shares(parse, head, verb) and not _counts_anew(parse, head, verb):
        partners.append(head)
    for partner in partners:
        fate = joined_fate(fate, fate_of(partner.lemma) or fate_of(partner.text))
    return fate


def _counts_anew(parse: Parse, first: Token, second: Token) -> bool:
    """Whether others are counted between two verbs: "two died and ten were hurt", "four were killed, several hurt"."""
    between = parse.tokens[min(first.i, second.i) + 1 : max(first.i, second.i)]
    return any(t.tag == "CD" for t in between) or (bool(between) and begins_count(between[-1].text))


def _shares(parse: Parse, without_object: Token, without_subject: Token) -> bool:
    return not _has_object(parse, without_object) and not _own_subject(parse, without_subject)
