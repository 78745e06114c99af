"""From a noun phrase of a parsed sentence to the parties that it speaks of."""

from dataclasses import replace
from functools import cache

from pipeline.actors.memory import Memory, as_party
from pipeline.actors.nations import Nation, land_of, nations_of, opening_nations, owns
from pipeline.actors.party import Party
from pipeline.actors.phrases import core_of
from pipeline.actors.pronouns import pair_parties, pronoun_parties, stand_in
from pipeline.actors.sectors import (
    is_agent,
    is_group_of_the_land,
    is_institution,
    is_machine,
    is_office,
    is_title,
    lists,
    organisation_sector,
    sector_of,
)
from pipeline.gazetteer import Kind, Match, Name, country_name
from pipeline.language import Parse, Token
from pipeline.lexicon import words as lexicon
from pipeline.places import likely_spot

MOST_PARTIES = 20
TICKER = " <"
ARMED = ("MIL", "REB")
PRESS = "MED"
ABOVE_STATES = "IGO"
NAME_KINDS = (Kind.COUNTRY, Kind.CAPITAL, Kind.ORGANISATION, Kind.PERSON, Kind.PEOPLE, Kind.ADJECTIVE, Kind.PLACE)


def noun_parties(memory: Memory, parse: Parse, matches: list[Match], index: int) -> list[Party]:
    """The parties of the phrase headed by token `index`, those joined to it after it; doubles left out."""
    found: list[Party] = []
    for head in _joined(parse, index):
        for party in _of_head(memory, parse, matches, parse.tokens[head]):
            if not any(_same(party, other) for other in found):
                found.append(party)
    return found[:MOST_PARTIES]


def _same(one: Party, other: Party) -> bool:
    return (one.name, one.code) == (other.name, other.code) and one.start == other.start


def _joined(parse: Parse, index: int) -> list[int]:
    """The token and those that are joined to it by "and", in order."""
    heads: list[int] = []
    waiting = [index]
    while waiting and len(heads) < MOST_PARTIES:
        at = waiting.pop(0)
        heads.append(at)
        waiting.extend(t.i for t in parse.children(at) if t.dep == "conj" and t.pos not in ("VERB", "AUX", "ADV"))
    return heads


def _of_head(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> list[Party]:
    if head.pos == "PRON" or head.tag in ("PRP", "PRP$", "WP", "WDT"):
        followed = pronoun_parties(memory, parse, head)
        if followed or head.tag in ("PRP", "PRP$"):
            return followed
    inner = _partitive(parse, head) or _listed(parse, head)
    if inner is not None:
        return noun_parties(memory, parse, matches, inner)
    paired = pair_parties(memory, parse, head)
    if paired:
        return paired
    own = next((m for m in matches if m.start <= head.start < m.end), None)
    if own is not None and own.name.kind is Kind.NOBODY:
        return []
    if own is not None and own.name.kind is Kind.PEOPLE and not owns(parse.text, own, matches):
        _, start, end = core_of(parse, head)
        return [Party(parse.text[start:end], None, land_of(memory, parse, matches, head), None, start, end)]
    if own is not None and own.name.kind in NAME_KINDS:
        return [_named(memory, parse, matches, head, own)]
    return _described(memory, parse, matches, head)


def _partitive(parse: Parse, head: Token) -> int | None:
    """What follows "of" after a noun that only counts or gathers it; null when the head is no such noun."""
    if head.lemma.lower() not in lists("partitives")["heads"] and head.pos != "NUM":
        return None
    for child in parse.children(head.i):
        if child.dep == "prep" and child.i > head.i:
            inner = next((t for t in parse.children(child.i) if t.dep == "pobj"), None)
            if inner is not None and child.lemma.lower() == next(iter(lists("of_word")["of"])):
                return inner.i
    return None


def _listed(parse: Parse, head: Token) -> int | None:
    """The first name of a list that says who a plural noun means: "countries such as Italy and Greece"."""
    if head.tag != "NNS":
        return None
    for child in parse.children(head.i):
        if child.i > head.i and child.dep == "prep" and child.lemma.lower() in lists("relations")["listing"]:
            return next((t.i for t in parse.children(child.i) if t.dep == "pobj" and t.pos == "PROPN"), None)
    return None


def _named(memory: Memory, parse: Parse, matches: list[Match], head: Token, own: Match) -> Party:
    """A party whose head word is a known name; what stands before it may tell its country."""
    party = as_party(own, parse.text)
    if own.name.kind is Kind.PERSON:
        nations = [] if own.name.code else nations_of(memory, parse, matches, head)
        known = memory.tell(own.name, nations[0].code if nations else None, None)
        return replace(party, code=known.code or _office(memory, party))
    if own.name.kind is Kind.PEOPLE:
        nations = [n for n in nations_of(memory, parse, matches, head) if n.start < own.start and n.code]
        code = party.code or land_of(memory, parse, matches, head)
        return replace(party, code=nations[0].code if nations else code)
    if own.name.kind is Kind.ORGANISATION and own.name.sector in ("GOV", "LEG", "JUD", "MIL", "COP", "OPP"):
        nations = [n for n in nations_of(memory, parse, matches, head) if n.start < own.start]
        if nations:
            shown = parse.text[nations[0].start : own.end]
            return replace(party, code=nations[0].code, name=shown, start=nations[0].start)
    bodiless = party.code is None and own.name.kind is not Kind.PLACE
    return replace(party, code=_office(memory, party)) if bodiless else party


def _office(memory: Memory, party: Party) -> str | None:
    """The country of an office or a body of which the text says no country: the one that it is about."""
    local = party.sector is None or party.sector in lists("generic")["sole"]
    if local and party.entity and lists("wide")["words"].isdisjoint(party.entity.lower().split(" ")):
        return memory.lands.sole()
    return memory.country_here() if party.sector in lists("generic")["sectors"] else None


def _described(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> list[Party]:
    """Parties that a common noun or an unknown name speaks of."""
    if head.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET") or not _may_be_party(head):
        return []
    person = _apposed(memory, parse, matches, head)
    if person is not None:
        return [person]
    first, start, end = core_of(parse, head)
    words = [t.lemma if t.pos != "PROPN" else t.text for t in parse.tokens[first : head.i + 1]]
    plain = Party(parse.text[start:end].split(TICKER)[0], None, None, sector_of(words), start, end)
    nations = nations_of(memory, parse, matches, head) or _owner(memory, parse, matches, head)
    if not nations and head.lemma.lower() in lists("generic")["seated"]:
        nations = opening_nations(parse, matches)
    if nations:
        return [_national(memory, head, words, plain, nation) for nation in nations]
    same = stand_in(memory, parse, head) or _short_form(memory, head, words)
    if same is not None:
        return [replace(same, start=start, end=end)]
    if head.pos == "PROPN" and memory.is_nobody(plain.name):
        return []
    if head.pos == "PROPN" and not is_title(head.text) and not is_institution(words):
        return [_unknown(memory, head, plain)]
    if is_machine(head.lemma):
        return _crew(memory, parse, matches, head)
    if plain.sector or is_office(head.lemma):
        return [_landed(memory, parse, matches, head, plain)]
    again = memory.same_group(head.text, head.start)
    return [replace(plain, code=again)] if again and head.lemma.lower() in lists("stand_ins")["joint"] else []


def _crew(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> list[Party]:
    """Whose a machine is: of the noun before it, of those who run it: "army helicopters", "drones flown by rebels"."""
    children = parse.children(head.i)
    before = next((t for t in children if t.dep == "compound" and sector_of([t.lemma])), None)
    if before is not None and not is_institution([before.lemma, head.lemma]):
        return noun_parties(memory, parse, matches, before.i)
    runs = (by for t in children if t.dep == "acl" for by in parse.children(t.i) if by.dep == "agent")
    owners = (t for by in runs for t in parse.children(by.i) if t.dep == "pobj")
    return next((noun_parties(memory, parse, matches, owner.i) for owner in owners), [])


def _unknown(memory: Memory, head: Token, plain: Party) -> Party:
    """A name that no list has: a place of the world's gazetteer, else somebody by the last word of the name."""
    spot = likely_spot(plain.name, memory.countries())
    if spot is not None and plain.sector is None:
        return replace(plain, entity=spot.name, code=spot.code)
    if plain.sector is None and memory.is_site(plain.name):
        return replace(plain, entity=plain.name, code=memory.country_here())
    code = memory.group_country(head.text, head.start, plain.sector) if plain.sector in ARMED else None
    return replace(plain, entity=plain.name, code=code, sector=plain.sector or organisation_sector(head.text))


def _short_form(memory: Memory, head: Token, words: list[str]) -> Party | None:
    """The body that a plain word in capitals stands for: "the Commission" after "European Commission"."""
    if head.pos != "PROPN" or not is_institution(words):
        return None
    return memory.ending_in(" ".join(words), head.start)


def _landed(memory: Memory, parse: Parse, matches: list[Match], head: Token, plain: Party) -> Party:
    """A bare group with the country of the same group before, else of the land where the sentence plays."""
    said = memory.same_group(head.text, head.start)
    if said is None and head.lemma.lower() in lists("generic")["blue"]:
        return replace(plain, code=ABOVE_STATES)
    if said is None and plain.sector == PRESS and not _is_wide(parse, head):
        said = memory.country_here()
    if said is None and (not is_group_of_the_land(head.lemma, plain.sector) or _is_wide(parse, head)):
        return plain
    if said is None and plain.sector in ARMED:
        said = None if _is_of_somebody(parse, head) else memory.group_country(head.text, head.start)
        if said is None and _is_of_somebody(parse, head):
            return plain
    if said is None and memory.main_country() is None:
        said = memory.group_country(head.text, head.start)
    central = memory.country_here() if plain.sector in lists("generic")["central"] else None
    return replace(plain, code=said or central or land_of(memory, parse, matches, head))


def _is_of_somebody(parse: Parse, head: Token) -> bool:
    """Whether a name that no list has says whose a group is: "Vichy forces"."""
    before = (t for t in parse.children(head.i) if t.i < head.i and t.dep in ("compound", "nmod") and t.pos == "PROPN")
    return any(sector_of([t.text]) is None for t in before)


def _is_wide(parse: Parse, head: Token) -> bool:
    """Whether a group is of many countries or of another: "European ministers", "governments"."""
    before = {token.text.lower() for token in parse.children(head.i) if token.i < head.i}
    many = head.tag == "NNS" and head.lemma.lower() in lists("stand_ins")["state"]
    return many or not before.isdisjoint(lists("wide")["words"])


def _national(memory: Memory, head: Token, words: list[str], plain: Party, nation: Nation) -> Party:
    """A phrase of a country or organisation: the holder of an office by name, a thing by whose it is."""
    held = _held(memory, words, nation)
    if held is not None:
        return replace(plain, name=held.entity, entity=held.entity, code=nation.code, sector=held.sector)
    agent = is_office(head.lemma) or (head.tag == "NNS" and is_agent(head.text))
    thing = plain.sector is None and head.pos == "NOUN" and not agent
    if (nation.apposed and nation.whole) or thing:
        return replace(plain, name=nation.entity, entity=nation.entity, code=nation.code, sector=nation.sector)
    sector = _of(nation, head, plain.sector)
    return replace(plain, entity=_shared(nation, plain.sector), code=nation.code, sector=sector)


def _apposed(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> Party | None:
    """Whom a noun introduces: "the rebels' leader, Foday Sankoh", "the bloc ECOWAS"; null for other phrases."""
    for child in parse.children(head.i):
        own = next((m for m in matches if m.start <= child.start < m.end), None) if child.dep == "appos" else None
        if own is None or child.i < head.i:
            continue
        party = as_party(own, parse.text)
        if own.name.kind is Kind.ORGANISATION and head.lemma.lower() in lists("stand_ins")["group"]:
            whose = [n.code for n in nations_of(memory, parse, matches, head) if n.whole and not n.apposed]
            return party if party.code else replace(party, code=next(iter(whose), None) or _office(memory, party))
        if own.name.kind is Kind.PERSON:
            nations = [] if party.code else nations_of(memory, parse, matches, head)
            sector = _of(nations[0], head, sector_of([head.lemma])) if nations else sector_of([head.lemma])
            known = memory.tell(own.name, nations[0].code if nations else None, sector)
            told = replace(party, code=known.code, sector=known.sector)
            return told if told.code else replace(told, code=_office(memory, told))
    return None


def _owner(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> list[Nation]:
    """The parties that own a phrase whose owner is itself described: "the group's spokesman"."""
    owner = next((t for t in parse.children(head.i) if t.dep == "poss" and t.pos == "NOUN"), None)
    if owner is None:
        return []
    return [
        Nation(p.entity or country_name(p.code) or p.name, p.code, p.sector, p.start, p.sector in (None, "GOV"))
        for p in noun_parties(memory, parse, matches, owner.i)
        if p.code
    ]


def _held(memory: Memory, words: list[str], nation: Nation) -> Name | None:
    """Who holds the office that the words name: "the Ukrainian president"; null when the text never says."""
    lowered = [word.lower() for word in words]
    for start in range(max(0, len(lowered) - 3), len(lowered)):
        found = memory.holder(" ".join(lowered[start:]), nation.code) if nation.whole and nation.code else None
        if found is not None and found.kind is Kind.PERSON:
            return found
    return None


def _of(nation: Nation, head: Token, sector: str | None) -> str | None:
    """The sector of a phrase that belongs to an organisation: its own, save for plain officials and leaders."""
    group = head.lemma.lower() in lists("stand_ins")["group"]
    plain = (sector in (None, "GOV", "CVL", "OPP") or group) and not nation.whole
    return (nation.sector if plain else sector) or sector


def _may_be_party(head: Token) -> bool:
    thing = head.lemma.lower() in lists("things")["words"]
    thing = thing or (head.pos == "PROPN" and head.text.lower() in lists("things")["names"])
    return head.text[:1].isalpha() and len(head.text) > 1 and not thing and head.text.rstrip(".") not in _nobody()


@cache
def _nobody() -> frozenset[str]:
    return frozenset(lexicon("names")["nobody"])


def _shared(nation: Nation, sector: str | None) -> str | None:
    """A government goes by its country's name; other groups have no name that all texts share."""
    return nation.entity if sector == "GOV" and nation.whole else None
