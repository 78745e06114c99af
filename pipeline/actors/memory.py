"""Who was spoken of: the names of one document, in reading order, for its pronouns and short forms."""

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from functools import cache

from pipeline.actors.lands import LEADING, Lands, is_dateline
from pipeline.actors.organisations import abbreviation_after, initials, organisations, short_name
from pipeline.actors.party import Party
from pipeline.actors.people import Introduced, described, introduced
from pipeline.actors.sectors import lists, sector_of
from pipeline.gazetteer import Index, Kind, Match, Name, Word, surnames, words_of, world
from pipeline.lexicon import words as lexicon
from pipeline.places import find_places, sites
from pipeline.places.gazetteer import atlas, folded

ARTICLE = re.compile(r"^(?:al|el|ul|ad|as|ash|an)-", re.IGNORECASE)
HYPHENS = ("-", "‑")
OWNER = re.compile(r"['’]s? ")
KEPT = 60
GROUP_WORDS = 4
NEAR = 3
BEFORE_OFFICE = 3
AFTER_OFFICE = 15
LEDE = 3
WRITTEN = 2
LAND = "country"
RULING = ("GOV", "MIL")
BUSINESS = "BUS"
STATELESS = ("IGO", "NGO")
LEAST_SURNAME = 3


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody spoken of: in which sentence, where in it, as its subject or not, a person or not, many or one.

    Those named as one subject have the same number in `together`; it is null for others.
    """

    sentence: int
    party: Party
    subject: bool
    person: bool
    plural: bool
    together: int | None = None


class Memory:
    """The names of one document, and who was heard when."""

    def __init__(self, year: int | None = None) -> None:
        self.index = Index(under=world())
        self._year = year
        self.lands = Lands()
        self.heard: list[Heard] = []
        self.sentence = 0
        self._learnt = 0
        self._groups: dict[str, Counter[str]] = {}
        self._offices: dict[tuple[str, str], Name] = {}
        self._sites: set[str] = set()
        self._titled: set[str] = set()

    def written_in(self, code: str) -> None:
        """Takes up the country of the place where a report was written: it is spoken of, if not by name."""
        self.lands.count(code, WRITTEN)

    def learn(self, text: str) -> None:
        """Takes up the persons and countries of a sentence, whoever is spoken of later by surname alone."""
        self._learnt += 1
        words = words_of(text)
        matches = self.named(text, words)
        names = self._with_organisations(text, words, matches)
        for person in (*introduced(text, words, names), *described(text, words, names)):
            self._meet(person)
        for match in matches:
            code = match.name.code
            if match.name.kind is Kind.PERSON:
                self._store(text[match.start : match.end], match.name)
            if code and _begins_group(text, match):
                self._group(code, [word.form for word in words if word.start >= match.end][:GROUP_WORDS])
            if code and tells_land(match, text):
                self.lands.count(code, 1 + (is_dateline(text, match.end) or self._learnt <= LEDE))
                if _follows(text, match.start, lists("relations")["where"]):
                    self.lands.locate(code)
        for place in find_places(text, self.countries(), self.index):
            if place.code and place.precision != LAND and not any(m.start <= place.start < m.end for m in matches):
                self.lands.count(place.code, 1)
        self._sites.update(sites(text, words, names))

    def _with_organisations(self, text: str, words: list[Word], matches: list[Match]) -> list[Match]:
        """The names of a sentence with the organisations that it names in full, taken up with their short forms."""
        found = []
        for told in organisations(text, words, matches):
            start, end = words[told.first].start, words[told.first].start + len(told.name)
            known = self.index.get(told.name) or Name(told.name, told.code, told.sector, Kind.ORGANISATION)
            if known.kind is Kind.ORGANISATION and not atlas().spots(folded(told.name)):
                self.index.add(told.name, known)
                self._abbreviate(short_name(told.name) if told.sector == BUSINESS else initials(told.name), known)
                found.append(Match(start, end, known))
        free = [m for m in matches if not any(f.start <= m.start < f.end for f in found)]
        for match in (*found, *free):
            if match.name.kind is Kind.ORGANISATION:
                self._abbreviate(abbreviation_after(text, match.end), match.name)
        return sorted((*found, *free), key=lambda match: match.start)

    def _abbreviate(self, short: str | None, name: Name) -> None:
        """Takes up a short form of an organisation that means nobody else."""
        if short and self.index.get(short) is None and not atlas().spots(folded(short)):
            self.index.add(short, name)

    def is_nobody(self, spelling: str) -> bool:
        """Whether a name is known to be nobody's: an ocean, a treaty, a war."""
        known = self.index.get(spelling)
        return known is not None and known.kind is Kind.NOBODY

    def named(self, text: str, words: list[Word] | None = None) -> list[Match]:
        """The names that stand in a sentence; a ruler's short name counts in the years of his rule alone."""
        return [match for match in self.index.find(text, words) if self._in_office(text, match)]

    def _in_office(self, text: str, match: Match) -> bool:
        name = match.name
        if self._year is None or name.kind is not Kind.PERSON or " " in text[match.start : match.end]:
            return True
        if name.entity in self._titled and self._year < name.since:
            return True
        return name.since - BEFORE_OFFICE <= self._year <= name.until + AFTER_OFFICE

    def _meet(self, person: Introduced) -> None:
        full = person.name
        surname = full.split(" ")[-1]
        known = self.index.get(full) or (self.index.get(surname) if " " not in full else None)
        if known is not None and person.office and person.sector in RULING:
            self._titled.add(known.entity)
        if known is not None and (known.kind is not Kind.PERSON or not person.person):
            return
        if known is None and not person.office and atlas().spots(folded(full)):
            return
        if known is None:
            kind = Kind.PERSON if person.person else Kind.ORGANISATION
            known = self._ruler(person) or Name(full, person.code, person.sector, kind)
            if " " in full or person.sector:
                self._store(full, known)
        elif known.code is None or known.sector is None:
            known = self.tell(known, person.code, person.sector, full)
        if person.office:
            self._offices.setdefault((known.code or "", person.office), known)

    def tell(self, known: Name, code: str | None, sector: str | None, spelling: str | None = None) -> Name:
        """Keeps what a phrase says of a person whose country or sector was not known; gives the person as known now."""
        better = replace(known, code=known.code or code, sector=known.sector or sector)
        if better != known:
            for form in {known.entity, spelling or known.entity, known.entity.split(" ")[-1]}:
                self.index.replace(form, better)
        return better

    def holder(self, office: str, code: str | None) -> Name | None:
        """Who holds an office by what the document says: of a country, or of any when `code` is null."""
        if code is not None:
            return self._offices.get((code, office))
        return next((name for (_, held), name in self._offices.items() if held == office), None)

    def _ruler(self, person: Introduced) -> Name | None:
        """The ruler whom a title and a bare family name mean: "President Bush"; of the country said, in that year."""
        if " " in person.name or person.sector not in RULING:
            return None
        known = [name for name in surnames().get(person.name, ()) if person.code in (None, name.code)]
        year = self._year
        if year is not None:
            holding = [n for n in known if n.since - BEFORE_OFFICE <= year <= n.until + AFTER_OFFICE]
            known = holding or (known if len(known) == 1 and known[0].since > year else [])
        return known[-1] if known else None

    def _store(self, full: str, name: Name) -> None:
        """Takes up a name with the short forms that the document may go on with: the family name, first or last."""
        self.index.add(full, name)
        if name.kind is not Kind.PERSON or " " not in full:
            return
        parts = full.split(" ")
        last = ARTICLE.sub("", parts[-1])
        for short in {parts[-1], last, parts[0] if name.code in family_first() else last}:
            plain = len(short) >= LEAST_SURNAME and (short[:1].isupper() or short != last)
            if plain and self.index.get(short) is None:
                self.index.add(short, name)

    def main_country(self) -> str | None:
        """The country that the document is about; null when there is none."""
        return self.lands.main()

    def country_here(self) -> str | None:
        """The country that the document is about, else the one that the text speaks of at this sentence."""
        return self.lands.here(self.sentence)

    def is_site(self, name: str) -> bool:
        """Whether the document says of a name that something is in it or at it."""
        return name in self._sites

    def countries(self) -> Mapping[str, int]:
        """How often each country was spoken of."""
        return self.lands.counts

    def _group(self, code: str, after: list[str]) -> None:
        """Counts whose a group is that a text names with its nation: "Kenyan special forces"."""
        for word in after:
            if word[:1].isupper():
                return
            sector = sector_of([_singular(word)]) or sector_of([word])
            if sector is not None:
                self._groups.setdefault(_singular(word), Counter())[code] += 1
                self._groups.setdefault(sector, Counter())[code] += 1
                return

    def group_country(self, word: str, position: int, sector: str | None = None) -> str | None:
        """Whose a group is: as the same noun before it, else as the document mostly says of it, or of its sector."""
        return self.same_group(word, position) or self._mostly(_singular(word)) or self._mostly(sector or "")

    def same_group(self, word: str, position: int) -> str | None:
        """Whose the group was that was last spoken of by the same noun; null when none was."""
        for heard in self.before(position, away=KEPT):
            last = _singular(heard.party.name.split(" ")[-1])
            if heard.party.code and heard.party.entity != heard.party.name and last == _singular(word):
                return heard.party.code
        return None

    def ending_in(self, word: str, position: int) -> Party | None:
        """The body last spoken of whose name ends in a plain word in capitals: "Commission"; null when none was."""
        ending = f" {word.lower()}"
        named = (h.party for h in self.before(position, away=KEPT) if h.party.entity and not h.person)
        return next((party for party in named if (party.entity or "").lower().endswith(ending)), None)

    def _mostly(self, group: str) -> str | None:
        said = self._groups.get(group, Counter()).most_common(2)
        return said[0][0] if said and (len(said) == 1 or said[0][1] >= LEADING * said[1][1]) else None

    def note(self, heard: Heard) -> None:
        """Keeps who was spoken of; the oldest are forgotten."""
        self.heard.append(heard)
        if len(self.heard) > 2 * KEPT:
            del self.heard[:KEPT]

    def before(self, position: int, away: int = NEAR) -> list[Heard]:
        """Who was spoken of before a position of this sentence, likeliest antecedent first."""
        near = [
            heard
            for heard in self.heard
            if self.sentence - heard.sentence <= away
            and (heard.sentence < self.sentence or heard.party.end <= position)
        ]
        return sorted(
            near, key=lambda h: (h.sentence, h.subject, -h.party.start if h.subject else h.party.start), reverse=True
        )


def tells_land(match: Match, text: str) -> bool:
    """Whether a name says that a text speaks of its country: not a company's, "China-brokered", the UN."""
    if text[match.end : match.end + 1] in HYPHENS or match.name.code in STATELESS:
        return False
    return match.name.kind is not Kind.ORGANISATION or match.name.sector in lists("generic")["sectors"]


def _follows(text: str, start: int, words: Set[str]) -> bool:
    """Whether one of the words stands before a position."""
    return text[:start].rstrip().rsplit(" ", 1)[-1].lower() in words


def _begins_group(text: str, match: Match) -> bool:
    """Whether a group of a nation can follow: "Kenyan troops", "Kenya's troops", no "ethnic Albanian guerrillas"."""
    owner = match.name.kind is Kind.COUNTRY and bool(OWNER.match(text, match.end))
    national = owner or match.name.kind is Kind.ADJECTIVE
    return national and not _follows(text, match.start, lists("relations")["kinds"])


@cache
def family_first() -> frozenset[str]:
    """Countries where the family name stands first."""
    return frozenset(lexicon("names")["family_first"])


def _singular(word: str) -> str:
    lowered = word.lower()
    return lowered[:-1] if lowered.endswith("s") and not lowered.endswith("ss") else lowered


def as_party(match: Match, text: str) -> Party:
    """A name found in a text as a party: a person by the name that all share, a capital as its government."""
    name = match.name
    sector = "GOV" if name.kind is Kind.CAPITAL else name.sector
    shown = name.entity if name.kind is Kind.PERSON else text[match.start : match.end]
    return Party(shown, name.entity, name.code, sector, match.start, match.end)
