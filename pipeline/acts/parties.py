"""Who did an act and to whom: the nouns that a rule points at, followed to those whom they name."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pipeline.actors import Party
from pipeline.acts.attribution import phrase_span
from pipeline.acts.draft import ANYONE, BUSINESS, VIOLENT, grammar
from pipeline.acts.event_rules import Phrase, Rule, Slot
from pipeline.acts.frames import Reading
from pipeline.clauses import Clause, noun_clause, surface_subjects
from pipeline.language import Parse, Token
from pipeline.lexicon import words

SIDES = ("with", "between")
WITHIN = ("of", "by", "from", "with", "against", "between")
# What does harm for whose it is: "Israeli fire killed three".
ARMS = Slot(
    frozenset({"weapons", "air", "bomb", "drone", "warships", "armour", "attack", "firearm", "guns"}), frozenset()
)
ARMED = frozenset({"MIL", "REB", "COP"})
BENEFIT = ("for", "to")
# Types by which somebody gets what is named beside him.
GIVING = frozenset({"AID", "MOBILIZE"})
THINGS = frozenset({"weapons", "goods", "money", "help"})
BELOW = ("dative", "to", "with")
BEYOND = ("against", "on", "from")


def actors_of(reading: Reading, rule: Rule, clause: Clause) -> tuple[Party, ...]:
    """Who did it: those at the first of the rule's places that names somebody."""
    found: list[Party] = []
    for source in rule.actor:
        for noun in (*_from(reading, clause, source), *_behind(reading, clause, source)):
            found += _acting(reading, noun) if source in {"subject", "speaker"} else named(reading, noun)
        if found:
            break
    if not found and _is_withheld(reading, clause):
        found = [party for noun in clause.after("with") for party in named(reading, noun)]
    if not found and clause.is_noun and "subject" in rule.actor:
        found = [party for noun in _adjectives(reading, clause) for party in reading.parties(noun)]
    return unique(found)


def _acting(reading: Reading, noun: int) -> tuple[Party, ...]:
    """Who acts as the noun in subject's place: whom it names, who speaks in it, whose arms it is."""
    if written := authors(reading, noun):
        return written
    if is_abstract(reading, noun):
        return ()
    return who(reading, noun) or (named(reading, noun) if reading.fills(noun, ARMS) else ())


def authors(reading: Reading, noun: int) -> tuple[Party, ...]:
    """Who speaks in a paper that is told to speak: "a report by the agency accused", "its statement condemned"."""
    token = reading.parse.tokens[noun]
    if token.pos != "NOUN" or token.lemma.lower() not in grammar("papers"):
        return ()
    made = [child for child in reading.parse.children(noun) if child.dep == "acl" and child.tag == "VBN"]
    makers = [party for verb in made for doer in reading.clause(verb.i).subjects for party in reading.parties(doer)]
    return tuple(makers) or named(reading, noun)


def _behind(reading: Reading, clause: Clause, source: str) -> Iterator[int]:
    """The nouns that hang by that preposition on what the verb has behind it: "came under attack from rebels"."""
    for _, noun in clause.obliques:
        below = noun_clause(reading.parse, noun)
        yield from below.subjects if source == "by" else below.after(source)


def _adjectives(reading: Reading, clause: Clause) -> Iterator[int]:
    """The word before a noun that says whose act it is: "Russian attack", "rebel attack"."""
    for child in reading.parse.children(clause.head):
        if child.dep in {"amod", "compound", "nmod"} and (is_name(child) or child.lemma in _doers()):
            yield child.i


def recipients_of(
    reading: Reading, phrase: Phrase, rule: Rule, clause: Clause, actors: Sequence[Party]
) -> tuple[Party, ...]:
    """To whom it was done: those of a known country before others, never the doers nor what is handed over."""
    acting = {(party.entity or party.name, party.code) for party in actors}
    if _is_withheld(reading, clause):
        return named(reading, clause.objects[0])
    unknown: tuple[Party, ...] = ()
    for source in sorted(rule.recipient, key=lambda place: place != "dative"):
        for noun in _from(reading, clause, source):
            if source == "object" and rule.event_type in GIVING and _is_handed_over(reading, phrase, noun):
                continue
            found = sufferers(reading, noun) if rule.event_type in VIOLENT else named(reading, noun)
            if source == "in" and reading.parse.tokens[noun].pos == "PROPN":
                found = tuple(party for party in found if party.sector != "GOV")
            others = unique(party for party in found if (party.entity or party.name, party.code) not in acting)
            if any(party.code for party in others):
                return others
            unknown = unknown or others
    return unknown


def _is_withheld(reading: Reading, clause: Clause) -> bool:
    """Whether the subject of a passive is he to whom a thing is refused: "was refused a meeting with the minister"."""
    refused = reading.parse.tokens[clause.head].lemma in grammar("withholding")
    return clause.passive and refused and len(clause.objects) > 1


def _is_handed_over(reading: Reading, phrase: Phrase, noun: int) -> bool:
    """Whether the object is what somebody gives: "send tanks and troops"."""
    return any(slot.classes & THINGS and not slot.refused and reading.fills(noun, slot) for slot in phrase.objects)


def all_sides(reading: Reading, clause: Clause) -> list[Party]:
    """Those between or with whom an act is that all of them do, told behind its word or behind what it is said of."""
    found = [noun for word in SIDES for noun in clause.after(word)] or list(_sides_below(reading, clause))
    return [party for noun in found for party in reading.parties(noun)]


def _sides_below(reading: Reading, clause: Clause) -> Iterator[int]:
    """The sides that hang on the thing that is said to happen: "talks between them will start"."""
    above = (*(() if clause.is_noun else clause.arguments), *clause.complements)
    for argument in above:
        for token in reading.parse.subtree(argument):
            if token.dep == "pobj" and reading.parse.tokens[token.head].lemma in SIDES:
                yield token.i


def unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Each party once, by its shared name and country."""
    seen: dict[tuple[str, str | None], Party] = {}
    for party in parties:
        seen.setdefault((party.entity or party.name.lower(), party.code), party)
    return tuple(seen.values())


def sufferers(reading: Reading, i: int) -> tuple[Party, ...]:
    """Who the noun names; a pronoun read as a state stands for the persons named last before it: states do not die."""
    found = named(reading, i)
    kernel = list(reading.kernel(i))[-1]
    if kernel.pos != "PRON" or any(party.sector not in {None, "GOV"} for party in found):
        return found
    before = [
        token.i for token in reading.parse.tokens[: kernel.i] if token.tag == "NNS" and reading.fills(token.i, ANYONE)
    ]
    persons = [party for noun in reversed(before) for party in reading.parties(noun) if party.sector]
    return tuple(persons[:1]) or found


def named(reading: Reading, i: int) -> tuple[Party, ...]:
    """Who the noun names, else who stands in it: "Iran's proposal", "the Turkish offer", "a proposal by Oman"."""
    known = reading.parties(i)
    if known:
        return known
    children = reading.parse.children(i)
    for child in children:
        if child.dep in {"poss", "compound", "amod", "nmod"} and is_name(child) and reading.parties(child.i):
            return reading.parties(child.i)
    for child in children:
        if child.dep == "prep" and child.lemma in WITHIN:
            for noun in reading.parse.children(child.i):
                if noun.dep == "pobj" and reading.parties(noun.i):
                    return reading.parties(noun.i)
    return ()


def is_name(token: Token) -> bool:
    """Whether the word before a noun names somebody: "Iran's", "Turkish", not "military"."""
    return token.dep == "poss" or (token.text[:1].isupper() and (token.i > 0 or token.pos != "NOUN"))


def who(reading: Reading, i: int) -> tuple[Party, ...]:
    """Who the noun names; a group or a person whom no list knows goes by the words of the text."""
    known = reading.parties(i)
    token = reading.parse.tokens[i]
    public = any(party.code or party.sector not in {"BUS", None} for party in known)
    if token.pos == "NOUN" and reading.fills(i, BUSINESS) and not public:
        return ()
    if known or token.pos != "NOUN" or not reading.fills(i, ANYONE):
        return known
    start, end = phrase_span(reading.parse, i)
    return (Party(reading.parse.text[start:end], None, None, None, start, end),)


def is_abstract(reading: Reading, i: int) -> bool:
    """Whether a common noun names no one who can act: "the deployment", "this support"."""
    token = reading.parse.tokens[i]
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or lemma in grammar("bodies") or lemma in words("noun_classes")["person"]:
        return False
    if any(party.sector in ARMED for party in reading.parties(i)):
        return False
    return lemma.endswith(tuple(grammar("abstract_endings")))


@cache
def _doers() -> frozenset[str]:
    return frozenset(words("noun_classes")["fighters"]) | frozenset(words("noun_classes")["police"])


def _from(reading: Reading, clause: Clause, source: str) -> Iterator[int]:
    """The nouns of a clause that a rule names by their place in it."""
    parse = reading.parse
    if source in {"subject", "whose"}:
        yield from clause.subjects
    elif source == "speaker":
        yield from _speakers(parse, clause)
    elif source == "object":
        for noun in clause.objects:
            if not clause.is_noun or parse.tokens[noun].dep in {"pobj", "poss"} or is_name(parse.tokens[noun]):
                yield noun
    elif source == "possessor":
        for noun in clause.objects:
            yield from noun_clause(parse, noun).subjects
    elif source == "purpose":
        for noun in reading.helped(clause):
            yield from (noun,) if _is_somebody(reading, noun) else noun_clause(parse, noun).subjects
    elif source == "within":
        yield from _within(reading, clause)
    elif source in {"infinitive", "complement"}:
        for token in reading.complements(clause):
            if token.pos in {"VERB", "AUX"}:
                below = reading.clause(token.i)
                if source == "complement":
                    yield from (noun for noun in below.subjects if noun not in clause.subjects)
                else:
                    yield from _reached(below)
    else:
        yield from clause.after(source)
        if source == "dative" and parse.tokens[clause.head].lemma in grammar("giving"):
            yield from _given(reading, clause)


def _speakers(parse: Parse, clause: Clause) -> tuple[int, ...]:
    """Who says what the clause tells, where saying it is the act: "Howe said they were right to fire"."""
    token = parse.tokens[clause.head]
    said = parse.tokens[token.head]
    return surface_subjects(parse, said) if token.dep == "ccomp" and said.lemma in words("reporting")["verbs"] else ()


def _given(reading: Reading, clause: Clause) -> Iterator[int]:
    """The name that was read as part of what it is given: "gave North Korea drones"."""
    for noun in clause.objects:
        for child in reading.parse.children(noun):
            if child.dep == "compound" and child.pos == "PROPN" and reading.parties(child.i):
                yield child.i


def _is_somebody(reading: Reading, i: int) -> bool:
    """Whether the noun is a name or names persons, not a war or an effort."""
    return reading.parse.tokens[i].pos in {"PROPN", "PRON"} or reading.fills(i, ANYONE)


def _within(reading: Reading, clause: Clause) -> Iterator[int]:
    """Those for or to whom it is, deeper inside the clause: "in the meals for the troops"."""
    for argument in (*clause.objects, *(noun for _, noun in clause.obliques)):
        for token in reading.parse.subtree(argument):
            if token.dep == "pobj" and reading.parse.tokens[token.head].lemma in BENEFIT:
                yield token.i


def _reached(clause: Clause) -> Iterator[int]:
    """Whom an infinitive's act would reach: to or with whom before whom or what, against or from whom after."""
    for word in BELOW:
        yield from clause.after(word)
    yield from clause.objects
    for word in BEYOND:
        yield from clause.after(word)
