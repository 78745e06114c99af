"""Of which country a phrase is: from its adjectives, possessives and prepositions, else from where the text is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.actors.memory import Memory
from pipeline.actors.pronouns import pronoun_parties
from pipeline.actors.sectors import lists
from pipeline.gazetteer import Kind, Match, country_name
from pipeline.language import Parse, Token
from pipeline.places import likely_spot

OWNERS = (Kind.COUNTRY, Kind.ADJECTIVE, Kind.CAPITAL, Kind.PEOPLE, Kind.ORGANISATION, Kind.PLACE, Kind.PERSON)
HYPHENS = ("-", "‑", "–")
INNER = ("poss", "compound", "amod", "nmod", "appos")
LANDS = (Kind.COUNTRY, Kind.CAPITAL, Kind.PLACE)


@dataclass(frozen=True, slots=True)
class Nation:
    """A country or organisation that a phrase belongs to; `whole` is false for an organisation."""

    entity: str
    code: str | None
    sector: str | None
    start: int
    whole: bool
    apposed: bool = False


def nations_of(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> list[Nation]:
    """Whose the phrase headed by `head` is, several when they are joined: before the head, by pronoun, after "of"."""
    left = parse.children(head.i)
    start = min(
        (parse.span(t.i)[0] for t in left if t.i < head.i and t.dep not in ("relcl", "nsubj", "prep", "conj")),
        default=head.start,
    )
    before = _owners(parse, matches, start, head.end)
    if before:
        return before
    pronoun = next((t for t in left if t.tag in ("PRP$", "WP$")), None)
    if pronoun is not None:
        meant = [p for p in pronoun_parties(memory, parse, pronoun) if p.code]
        if head.lemma.lower() in lists("relations")["others"]:
            return _others(memory, [p.code for p in meant if p.code], pronoun.start)
        return [
            Nation(p.entity or country_name(p.code) or p.name, p.code, None, pronoun.start, whole=True) for p in meant
        ]
    return _town(memory, left, head) or _after(parse, matches, head)


def _others(memory: Memory, codes: list[str], start: int) -> list[Nation]:
    """The state of which the text speaks next to somebody's own: "its neighbour", "his counterpart"."""
    beside = [(code, country_name(code)) for one in codes[:1] if (code := memory.lands.beside(one))]
    return [Nation(name, code, None, start, whole=True) for code, name in beside if name]


def _town(memory: Memory, children: Sequence[Token], head: Token) -> list[Nation]:
    """The town before a noun whose people are meant: "a Manhattan jury", "Mumbai police"."""
    for child in children if head.pos == "NOUN" else ():
        if child.i < head.i and child.dep in ("compound", "nmod", "poss") and child.pos == "PROPN":
            spot = likely_spot(child.text, memory.countries())
            if spot is not None and spot.code:
                return [Nation(spot.name, spot.code, None, child.start, whole=False)]
    return []


def _after(parse: Parse, matches: list[Match], head: Token) -> list[Nation]:
    for child in parse.children(head.i):
        told = child.dep == "prep" and child.lemma.lower() in lists("relations")["of"]
        told = told or (child.dep == "acl" and child.text.lower() in lists("relations")["leading"])
        if child.i > head.i and (told or child.dep == "appos"):
            start, end = parse.span(child.i)
            found = _owners(parse, matches, start, end)
            if found:
                return [replace(nation, apposed=child.dep == "appos") for nation in found]
    return []


def _owners(parse: Parse, matches: list[Match], start: int, end: int) -> list[Nation]:
    """The first owner in a stretch of text and those that are joined to it."""
    inside = [m for m in matches if start <= m.start < end and m.name.kind in OWNERS and owns(parse.text, m, matches)]
    found: list[Match] = []
    for match in inside:
        if found and not _joins(parse.text[found[-1].end : match.start]):
            break
        found.append(match)
    return [_nation(match) for match in found if match.name.kind is not Kind.PERSON or match.name.code]


def _nation(match: Match) -> Nation:
    """The country or organisation that a name stands for; a ruler's name before a noun is his country's."""
    name = match.name
    if name.kind in (Kind.PERSON, Kind.PLACE) and name.code:
        return Nation(country_name(name.code) or name.entity, name.code, None, match.start, whole=True)
    return Nation(name.entity, name.code, name.sector, match.start, name.kind is not Kind.ORGANISATION)


def _joins(gap: str) -> bool:
    """Whether only a comma, a hyphen, "and" or the like stands between two names."""
    rest = gap.strip().removeprefix("'s").removeprefix("’s").strip()
    return rest != "" and rest.strip(", ").lower() in lists("relations")["joins"]


def owns(text: str, match: Match, matches: list[Match]) -> bool:
    """Whether a nation's name makes the phrase its own: not in "Iran-backed", "ethnic Albanian", "pro-Russian"."""
    after = text[match.end :]
    if after[:1] in HYPHENS and any(other.start == match.end + 1 for other in matches):
        return True
    if after[:1] in HYPHENS:
        word = after[1:].split(" ")[0].split("-")[0].lower().strip(".,;")
        return word in lists("relations")["leading"]
    before = text[: match.start]
    if before[-1:] in HYPHENS:
        word = before[:-1].split(" ")[-1].lower()
        return word not in lists("relations")["against"]
    return before.rstrip().split(" ")[-1].lower() not in lists("relations")["kinds"]


def opening_nations(parse: Parse, matches: list[Match]) -> list[Nation]:
    """The country of the place with which a sentence opens: "In New Delhi, the government said"; empty without one."""
    first = parse.tokens[0]
    if first.dep != "prep" or first.lemma.lower() not in lists("relations")["where"]:
        return []
    start, end = parse.span(first.i)
    inside = (m for m in matches if start <= m.start < end and m.name.kind in LANDS and m.name.code)
    return [
        Nation(country_name(match.name.code or "") or match.name.entity, match.name.code, None, match.start, whole=True)
        for match in inside
    ][:1]


def land_of(memory: Memory, parse: Parse, matches: list[Match], head: Token) -> str | None:
    """The country in which the sentence plays, else the one that the document is about; null when it names none."""
    where = lists("relations")["where"]
    for match in matches:
        if match.name.kind not in LANDS or match.name.code is None:
            continue
        token = parse.at(match.end - 1)
        while token is not None and token.dep in INNER and not token.is_root:
            token = parse.tokens[token.head]
        above = parse.tokens[token.head] if token is not None else None
        if above is not None and above.dep == "prep" and above.lemma.lower() in where:
            return match.name.code
    return memory.country_here()
