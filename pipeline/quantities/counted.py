"""The noun that a number counts, or what a number without a noun counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.actors.sectors import sector_of
from pipeline.language import Parse, Token
from pipeline.quantities.fates import ARGUMENTS, fate_at, fate_beside
from pipeline.quantities.measures import is_body, is_harmed, is_own_fate, noun_measure, unit_of_measure
from pipeline.quantities.numbers import Piece, Value, table, word_set

NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
BEFORE_NOUNS = ("ADJ", "PROPN", "NOUN", "NUM")
PARTICIPLES = ("VBN", "VBG", "HYPH")
UP = ("nummod", "quantmod", "amod", "compound", "nmod", "advmod", "det", "predet", "npadvmod", "punct", "prep", "dep")
NO_PERSONS = (None, "BUS", "MED")
NOT_SINGLE = (*NO_PERSONS, "GOV", "LEG", "JUD", "NGO")
TOLLS = ("killed", "wounded", "killed_or_wounded")
VOTES = "votes"
FAR = 6
NEAR = 40


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the token of its noun or null, measure, unit, span, and the number where no word says it."""

    of: int | None
    measure: str | None
    unit: str | None
    start: int
    end: int
    number: float = 1.0


def counted_by(
    parse: Parse, pieces: list[Piece], value: Value, last: int, currency: str | None, part: bool, previous: str | None
) -> Counted | None:
    """What the number up to piece `last` counts; null when it stands alone and nothing says what it counts."""
    start, end = pieces[value.first].start, pieces[last - 1].end
    if currency is not None:
        token = parse.at(pieces[last - 1].start)
        price = token is None or _is_price(parse, token)
        return None if price or token is None else Counted(token.i, "money", currency, start, end)
    number = parse.at(pieces[value.last - 1].start) or parse.at(start)
    if number is None:
        return None
    noun = _of_noun(parse, end) if part or value.bound else None
    noun = noun or (None if part else _noun(parse, number, end))
    if part and noun is None:
        return None
    fate = fate_at(parse, noun or number)
    if noun is None:
        return _bare(parse, number, fate, previous, start, end)
    measure = _measure(noun, fate) or (previous if noun.pos == "PRON" else None)
    unit = table("units").get(noun.lemma.lower()) or unit_of_measure(measure)
    return Counted(noun.i, measure, unit, start, max(end, noun.end) if noun.start - end < NEAR and not part else end)


def _is_price(parse: Parse, token: Token) -> bool:
    """Whether a sum is what something costs or rose to, and no sum that somebody gives."""
    above = list(parse.ancestors(token.i))[:5]
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
    if verb is not None and verb.lemma.lower() in word_set("prices", "verbs"):
        return True
    subjects = [t for t in parse.children(verb.i) if t.dep in ("nsubj", "nsubjpass")] if verb is not None else []
    return any(t.lemma.lower() in word_set("prices", "nouns") for t in (*above, *subjects))


def _measure(noun: Token, fate: str | None) -> str | None:
    """What a noun's number counts: the fate of persons, else what the noun itself says."""
    own = noun_measure(noun.lemma)
    human = sector_of([noun.lemma]) not in NO_PERSONS and not is_body(noun.lemma)
    person = human or noun.tag == "NNPS" or noun.pos == "PRON"
    plain = own or ("people" if person and noun.pos != "PRON" else None)
    harmed = is_harmed(plain) or (plain is None and person)
    return fate if fate and harmed else plain


def _noun(parse: Parse, number: Token, end: int) -> Token | None:
    """The noun that a number stands before, as the parse has it, else the next noun close by."""
    if fate_beside(parse, number):
        return None
    token = number
    for _ in range(4):
        head = parse.tokens[token.head]
        if token.is_root or head.i <= number.i or token.dep not in UP:
            break
        if head.tag in NOUN_TAGS and head.start >= end - 1:
            return head
        token = head
    return _next_noun(parse, number, end)


def _next_noun(parse: Parse, number: Token, end: int) -> Token | None:
    after = [t for t in parse.tokens[number.i + 1 : number.i + 1 + FAR] if t.start >= end]
    for place, near in enumerate(after):
        following = after[place + 1] if place + 1 < len(after) else None
        if near.tag in NOUN_TAGS:
            if following is None or following.tag not in NOUN_TAGS or near.dep != "compound":
                return near
        elif near.dep == "ROOT" or not _leads_to_noun(near, place):
            return _of_noun(parse, end)
    return None


def _leads_to_noun(near: Token, place: int) -> bool:
    """Whether a word can stand between a number and its noun: adjectives, participles, "or more" right after it."""
    return near.pos in BEFORE_NOUNS or near.tag in PARTICIPLES or (near.tag == "CC" and place == 0)


def _of_noun(parse: Parse, end: int) -> Token | None:
    """The noun after "of" that follows a number: "half of the shells", "thousands of people", "12 of them"."""
    following = [t for t in parse.tokens if t.start >= end][: FAR + 2]
    if not following or following[0].text.lower() not in word_set("of", "partly"):
        return None
    inner = next((t for t in parse.children(following[0].i) if t.dep == "pobj"), None)
    if inner is not None and inner.tag in (*NOUN_TAGS, "PRP", "WP") and not _is_unit(inner):
        return inner
    return next((t for t in following[1:] if t.tag in NOUN_TAGS and not _is_unit(t)), None)


def _is_unit(token: Token) -> bool:
    return token.lemma.lower() in word_set("refused", "after") - word_set("rounds", "words")


def _bare(parse: Parse, number: Token, fate: str | None, previous: str | None, start: int, end: int) -> Counted | None:
    """A number without a noun: "killing 12", "leaving five dead", "the toll rose to 40"."""
    if _is_tally(parse, number) or (previous == VOTES and _goes_on(parse, number)):
        return Counted(number.i, VOTES, None, start, end)
    if fate is not None:
        return Counted(number.i, fate, unit_of_measure(fate), start, end)
    if number.dep == "pobj" and parse.tokens[number.head].text.lower() in word_set("of", "partly"):
        above = parse.tokens[parse.tokens[number.head].head]
        counts = above.lemma.lower() in word_set("counters", "words") or noun_measure(above.lemma) in TOLLS
        subject = above if counts else None
    else:
        subject = _subject_above(parse, number)
    if subject is None or number.text.lower() in word_set("singular", "articles"):
        return None
    measure = _counter(parse, subject, previous) or noun_measure(subject.lemma)
    return Counted(subject.i, measure, unit_of_measure(measure), start, end) if measure else None


def _is_tally(parse: Parse, number: Token) -> bool:
    """Whether a bare number is one of votes: "voted 1,314 to 25"."""
    above = list(parse.ancestors(number.i))[:3]
    return any(t.lemma.lower() in word_set("tallies", "verbs" if t.pos == "VERB" else "nouns") for t in above)


def _goes_on(parse: Parse, number: Token) -> bool:
    """Whether a bare number is the second of two: "by 83 votes to 23"."""
    return number.i > 0 and parse.tokens[number.i - 1].text.lower() in word_set("ranges", "changed")


def _subject_above(parse: Parse, number: Token) -> Token | None:
    """What a bare number is said of: the counter that a verb sets ("put the toll at"), else the verb's subject."""
    at = number
    for _ in range(5):
        if at.is_root:
            return None
        at = parse.tokens[at.head]
        if at.pos in ("VERB", "AUX"):
            below = parse.children(at.i)
            counters = [t for t in below if t.dep == "dobj" and t.lemma.lower() in word_set("counters", "words")]
            subjects = [t for t in below if t.dep in ("nsubj", "nsubjpass")]
            if counters or subjects:
                return (counters or subjects)[0]
            if at.dep in ("acl", "relcl") and not at.is_root:
                return parse.tokens[at.head]
    return None


def _counter(parse: Parse, subject: Token, previous: str | None) -> str | None:
    """What "the number", "the toll" counts: what stands with it, else what was counted before."""
    if subject.lemma.lower() not in word_set("counters", "words"):
        return None
    for child in parse.subtree(subject.i):
        measure = noun_measure(child.lemma) if child.i != subject.i else None
        if measure:
            return measure
    return previous


def single_persons(parse: Parse) -> Iterator[Counted]:
    """Persons to whom something befell, counted by a small word alone: "captured an injured soldier", "both pilots"."""
    for token in parse.tokens:
        if token.tag not in ("NN", "NNS") or not _undergoes(parse, token) or not _is_person(token):
            continue
        small = next((t for t in parse.children(token.i) if t.text.lower() in _smalls(token)), None)
        fate = fate_at(parse, token) if small is not None else None
        if small is not None and fate:
            yield Counted(token.i, fate, unit_of_measure(fate), small.start, token.end, float(len(token.tag) - 1))


def _undergoes(parse: Parse, token: Token) -> bool:
    return token.dep in ARGUMENTS or (token.dep == "nsubj" and is_own_fate(parse.tokens[token.head].lemma))


def _smalls(token: Token) -> frozenset[str]:
    return word_set("singular", "articles" if token.tag == "NN" else "both")


def _is_person(token: Token) -> bool:
    return sector_of([token.lemma]) not in NOT_SINGLE and is_harmed(noun_measure(token.lemma))
