"""The noun that a number counts, and what befell those who are counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.actors.sectors import sector_of
from pipeline.language import Parse, Token
from pipeline.quantities.measures import fate_of, joined_fate, measure_of, noun_measure, unit_of_measure
from pipeline.quantities.numbers import Piece, Value, table, word_set

NOUN_TAGS = ("NN", "NNS", "NNP", "NNPS")
UP = ("nummod", "quantmod", "amod", "compound", "nmod", "advmod", "det", "predet", "npadvmod", "punct", "prep", "dep")
BEFORE_NOUNS = ("ADJ", "PROPN", "NOUN", "NUM")
ARGUMENTS = ("dobj", "nsubjpass")
FAR = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the token of its noun or null, the measure, the unit and the span to its end."""

    of: int | None
    measure: str | None
    unit: str | None
    start: int
    end: int


def counted_by(
    parse: Parse, pieces: list[Piece], value: Value, last: int, currency: str | None, part: bool, previous: str | None
) -> Counted | None:
    """What the number up to piece `last` counts; null when it stands alone and nothing says what it counts."""
    start, end = pieces[value.first].start, pieces[last - 1].end
    if currency is not None:
        token = parse.at(pieces[last - 1].start)
        return Counted(token.i if token else None, "money", currency, start, end)
    number = parse.at(pieces[value.last - 1].start) or parse.at(start)
    if number is None:
        return None
    noun = _of_noun(parse, end) if part or value.bound else None
    noun = noun or (None if part else _noun(parse, number, end))
    if part and noun is None:
        return None
    fate = _fate(parse, noun or number)
    if noun is None:
        return _bare(parse, number, fate, previous, start, end)
    measure = _measure(parse, noun, fate)
    unit = table("units").get(noun.lemma.lower()) or unit_of_measure(measure)
    return Counted(noun.i, measure, unit, start, max(end, noun.end) if noun.start - end < 40 and not part else end)


def _measure(parse: Parse, noun: Token, fate: str | None) -> str | None:
    person = sector_of([noun.lemma]) not in (None, "BUS", "MED") or noun.tag in ("NNPS",) or noun.pos == "PRON"
    plain = noun_measure(noun.lemma) or ("people" if person else None)
    if fate and (plain is None or measure_of(noun.lemma, None) is None or plain in ("troops", "people")):
        return fate if person or plain else plain
    return measure_of(noun.lemma, None) if fate is None else joined_or(noun, fate) or plain


def joined_or(noun: Token, fate: str) -> str | None:
    """The fate for nouns of persons, the noun's own measure for things."""
    own = noun_measure(noun.lemma)
    return fate if own in ("troops", "people", "protesters", "captured", "arrested", "displaced") else own


def _noun(parse: Parse, number: Token, end: int) -> Token | None:
    """The noun that a number stands before, as the parse has it, else the next noun close by."""
    token = number
    for _ in range(4):
        head = parse.tokens[token.head]
        if token.is_root or head.i <= number.i or token.dep not in UP:
            break
        if head.tag in NOUN_TAGS and head.start >= end - 1:
            return head
        token = head
    after = [t for t in parse.tokens[number.i + 1 : number.i + 1 + FAR] if t.start >= end]
    for place, near in enumerate(after):
        if near.tag in NOUN_TAGS:
            following = after[place + 1] if place + 1 < len(after) else None
            if following is None or following.tag not in NOUN_TAGS or near.dep != "compound":
                return near
        elif near.dep == "ROOT" or not (near.pos in BEFORE_NOUNS or near.tag in ("VBN", "VBG", "HYPH", "CC")):
            return _of_noun(parse, end)
    return None


def _of_noun(parse: Parse, end: int) -> Token | None:
    """The noun after "of" that follows a number: "half of the shells", "thousands of people", "12 of them"."""
    following = [t for t in parse.tokens if t.start >= end][: FAR + 2]
    if not following or following[0].text.lower() not in word_set("of", "partly"):
        return None
    inner = next((t for t in parse.children(following[0].i) if t.dep == "pobj"), None)
    return inner or next((t for t in following[1:] if t.tag in NOUN_TAGS), None)


def _fate(parse: Parse, token: Token) -> str | None:
    """What befell those counted: by the verb whose object or passive subject they are, or a word right beside them."""
    beside = [t for t in parse.children(token.i) if t.dep in ("acl", "amod", "relcl", "acomp", "oprd", "advcl")]
    following = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    if following is not None and following.pos == "ADJ" and fate_of(following.text):
        beside.append(following)
    for word in beside:
        fate = _verb_fate(parse, word) if word.tag in ("VBN", "VBD") or word.pos == "VERB" else fate_of(word.text)
        if fate and word.tag != "VBG":
            return fate
    verb = _verb_above(parse, token)
    if verb is None:
        return None
    small = next(
        (t for t in parse.children(verb.i) if t.dep in ("oprd", "acomp", "ccomp", "xcomp") and fate_of(t.text)), None
    )
    if small is not None and fate_of(verb.lemma) is None:
        return fate_of(small.text)
    return _verb_fate(parse, verb)


def _verb_above(parse: Parse, token: Token) -> Token | None:
    """The verb whose object or passive subject a noun is, through "of" and "and"; the subject of "die" too."""
    at = token
    for _ in range(6):
        if at.is_root:
            return None
        head = parse.tokens[at.head]
        if head.pos in ("VERB", "AUX"):
            subject = at.dep == "nsubj" and fate_of(head.lemma) is not None and not _has_object(parse, head)
            passive = at.dep == "nsubj" and head.tag == "VBN"
            return head if at.dep in (*ARGUMENTS, "dep", "attr") or subject or passive else None
        if at.dep not in ("pobj", "prep", "conj", "nummod", "appos", "quantmod"):
            return None
        at = head
    return None


def _has_object(parse: Parse, verb: Token) -> bool:
    return any(t.dep == "dobj" for t in parse.children(verb.i))


def _verb_fate(parse: Parse, verb: Token) -> str | None:
    """The fate that a verb tells, with the one that is joined to it and shares its object."""
    fate = fate_of(verb.lemma)
    partners = [
        t
        for t in parse.children(verb.i)
        if t.dep == "conj" and not _has_object(parse, t) and not _own_subject(parse, t)
    ]
    head = parse.tokens[verb.head]
    if verb.dep == "conj" and not _has_object(parse, head) and not _own_subject(parse, verb):
        partners.append(head)
    for partner in partners:
        fate = joined_fate(fate, fate_of(partner.lemma) or fate_of(partner.text))
    return fate


def _own_subject(parse: Parse, verb: Token) -> bool:
    return any(t.dep in ("nsubj", "nsubjpass") for t in parse.children(verb.i))


def _bare(parse: Parse, number: Token, fate: str | None, previous: str | None, start: int, end: int) -> Counted | None:
    """A number without a noun: "killing 12", "leaving five dead", "the toll rose to 40"."""
    if fate is not None:
        return Counted(number.i, fate, unit_of_measure(fate), start, end)
    subject = _subject_above(parse, number)
    if subject is None:
        return None
    measure = noun_measure(subject.lemma) or _counter(parse, subject, previous)
    return Counted(subject.i, measure, unit_of_measure(measure), start, end) if measure else None


def _subject_above(parse: Parse, number: Token) -> Token | None:
    """The subject of the verb that a bare number completes."""
    at = number
    for _ in range(5):
        if at.is_root:
            return None
        at = parse.tokens[at.head]
        if at.pos in ("VERB", "AUX"):
            subject = next((t for t in parse.children(at.i) if t.dep in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                return subject
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
    """Persons counted by their article alone, to whom something befell: "captured an injured soldier"."""
    articles = word_set("singular", "articles")
    for token in parse.tokens:
        if token.tag != "NN" or token.dep not in ARGUMENTS:
            continue
        article = next((t for t in parse.children(token.i) if t.dep == "det" and t.text.lower() in articles), None)
        if (
            article is None
            or sector_of([token.lemma]) in (None, "BUS", "MED", "GOV", "LEG", "JUD", "NGO")
            or not _is_person(token)
        ):
            continue
        fate = _verb_fate(parse, parse.tokens[token.head])
        if fate:
            yield Counted(token.i, fate, unit_of_measure(fate), article.start, token.end)


def _is_person(token: Token) -> bool:
    return noun_measure(token.lemma) in (
        "troops",
        "people",
        "captured",
        "protesters",
        "arrested",
        "displaced",
        "killed",
    )
