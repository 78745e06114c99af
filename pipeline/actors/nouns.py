"""From a noun phrase of a parsed sentence to the parties that it speaks of."""

from dataclasses import replace
from functools import cache

from pipeline.actors.memory import Memory, as_party
from pipeline.actors.nations import HYPHENS, Nation, land_of, nations_of, owns
from pipeline.actors.party import Party
from pipeline.actors.pronouns import pair_parties, pronoun_parties, stand_in
from pipeline.actors.sectors import (
    is_agent,
    is_group_of_the_land,
    is_institution,
    is_title,
    lists,
    organisation_sector,
    sector_of,
)
from pipeline.gazetteer import Kind, Match, Name, country_name
from pipeline.language import Parse, Token
from pipeline.lexicon import words as lexicon

MOST_PARTIES = 20
TICKER = " <"
ARMED = ("MIL", "REB")
LEADING = ("det", "nummod", "quantmod", "predet", "advmod", "case", "punct", "cc")
LEADING_TAGS = ("CD", "PRP$", "DT", "JJS", ",", "IN")
QUOTES = ('"', "'", "``", "''", "“", "”", "‘", "’")
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
    inner = _partitive(parse, head)
    if inner is not None:
        return noun_parties(memory, parse, matches, inner)
    paired = pair_parties(memory, parse, head)
    if paired:
        return paired
    own = next((m for m in matches if m.start <= head.start < m.end), None)
    if own is not None and own.name.kind is Kind.NOBODY:
        return []
    if own is not None and own.name.kind is Kind.PEOPLE and not owns(parse.text, own, matches):
        _, start, end = _core(parse, head)
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
    return party


def _office(memory: Memory, party: Party) -> str | None:
    """The country of somebody with an office of whom the text says no country: the one that it is about."""
    civil = party.sector in lists("generic")["sectors"] and party.sector not in ARMED
    return memory.main_country() if civil else None


def _described(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> list[Party]:
    """Parties that a common noun or an unknown name speaks of."""
    if head.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "PRON", "DET") or not _may_be_party(head):
        return []
    person = _apposed(memory, parse, matches, head)
    if person is not None:
        return [person]
    first, start, end = _core(parse, head)
    words = [t.lemma if t.pos != "PROPN" else t.text for t in parse.tokens[first : head.i + 1]]
    plain = Party(parse.text[start:end].split(TICKER)[0], None, None, sector_of(words), start, end)
    nations = nations_of(memory, parse, matches, head) or _owner(memory, parse, matches, head)
    if nations:
        return [_national(memory, head, words, plain, nation) for nation in nations]
    same = stand_in(memory, parse, head)
    if same is not None:
        return [replace(same, start=start, end=end)]
    if head.pos == "PROPN" and memory.is_nobody(plain.name):
        return []
    if head.pos == "PROPN" and not is_title(head.text) and not is_institution(words):
        code = memory.group_country(head.text, plain.sector, head.start) if plain.sector in ARMED else None
        return [replace(plain, entity=plain.name, code=code, sector=plain.sector or organisation_sector(head.text))]
    return [_landed(memory, parse, matches, head, plain)] if plain.sector else []


def _landed(memory: Memory, parse: Parse, matches: list[Match], head: Token, plain: Party) -> Party:
    """A bare group with the country of the same group before, else of the land where the sentence plays."""
    if not is_group_of_the_land(head.lemma, plain.sector) or _is_wide(parse, head):
        return plain
    said = memory.group_country(head.text, plain.sector, head.start) if plain.sector in ARMED else None
    central = memory.main_country() if plain.sector in lists("generic")["central"] else None
    return replace(plain, code=said or central or land_of(memory, parse, matches, head))


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
    thing = plain.sector is None and head.pos == "NOUN" and not (head.tag == "NNS" and is_agent(head.text))
    if (nation.apposed and nation.whole) or thing:
        return replace(plain, name=nation.entity, entity=nation.entity, code=nation.code, sector=nation.sector)
    return replace(plain, entity=_shared(nation, plain.sector), code=nation.code, sector=_of(nation, plain.sector))


def _apposed(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> Party | None:
    """Whom a noun introduces: "the rebels' leader, Foday Sankoh", "the bloc ECOWAS"; null for other phrases."""
    for child in parse.children(head.i):
        own = next((m for m in matches if m.start <= child.start < m.end), None) if child.dep == "appos" else None
        if own is None or child.i < head.i:
            continue
        party = as_party(own, parse.text)
        if own.name.kind is Kind.ORGANISATION and head.lemma.lower() in lists("stand_ins")["group"]:
            return party
        if own.name.kind is Kind.PERSON:
            nations = [] if party.code else nations_of(memory, parse, matches, head)
            known = memory.tell(own.name, nations[0].code if nations else None, sector_of([head.lemma]))
            return replace(party, code=known.code, sector=known.sector)
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


def _of(nation: Nation, sector: str | None) -> str | None:
    """The sector of a phrase that belongs to an organisation: its own, save for plain officials and leaders."""
    plain = sector in (None, "GOV", "CVL", "OPP") and not nation.whole
    return (nation.sector if plain else sector) or sector


def _may_be_party(head: Token) -> bool:
    thing = head.lemma.lower() in lists("things")["words"]
    return head.text[:1].isalpha() and not thing and head.text.rstrip(".") not in _nobody()


@cache
def _nobody() -> frozenset[str]:
    return frozenset(lexicon("names")["nobody"])


def _shared(nation: Nation, sector: str | None) -> str | None:
    """A government goes by its country's name; other groups have no name that all texts share."""
    return nation.entity if sector == "GOV" and nation.whole else None


def _core(parse: Parse, head: Token) -> tuple[int, int, int]:
    """The first token of a phrase's own words and the span from there to its head, articles and numbers left out."""
    first = head.i
    for token in reversed(parse.tokens[: head.i]):
        if not _before(parse, token, head) or _cuts(parse, token):
            break
        first = token.i
    while first < head.i and _leads(parse.tokens[first]):
        first += 1
    return first, parse.tokens[first].start, head.end


def _leads(token: Token) -> bool:
    """Whether a word stands before the name of a group and is no part of it."""
    small = token.text.lower() in lists("quantifiers")["words"]
    return small or token.dep in LEADING or token.tag in LEADING_TAGS


def _cuts(parse: Parse, token: Token) -> bool:
    """Whether a mark parts a phrase from what stands before it; a hyphen inside a word does not."""
    if token.pos != "PUNCT" or token.text in QUOTES:
        return False
    inside = token.text in HYPHENS and parse.text[token.start - 1 : token.start] != " "
    return not inside and token.text != ","


def _before(parse: Parse, token: Token, head: Token) -> bool:
    """Whether a token left of the head stands inside its phrase."""
    at = token
    while at.i != head.i:
        if at.is_root or at.dep in ("relcl", "acl", "prep", "advcl", "ccomp", "nsubj", "nsubjpass"):
            return False
        if parse.tokens[at.head].i == head.i and at.dep == "conj":
            return False
        at = parse.tokens[at.head]
    return True
