"""The parties of one document: hears its sentences in reading order and says who a noun phrase speaks of."""

from collections.abc import Iterable, Mapping

from pipeline.actors.lands import heads_section, is_dateline
from pipeline.actors.memory import Heard, Memory, as_party, tells_land
from pipeline.actors.nouns import noun_parties
from pipeline.actors.party import Party
from pipeline.actors.sectors import lists
from pipeline.gazetteer import Kind, Match, Name
from pipeline.language import MOST_CHARACTERS, Parse
from pipeline.places import dateline_land, find_places

SUBJECTS = ("nsubj", "nsubjpass")
NOUNS = ("NOUN", "PROPN")
SPOKEN = (Kind.COUNTRY, Kind.CAPITAL, Kind.ORGANISATION, Kind.PERSON, Kind.PEOPLE)


class Roster:
    """Who a document speaks of.

    `texts`, when given, are all its sentences, so that later full names explain earlier short ones; `year` is that of
    its publication, so that a ruler's short name is not taken for him in other times; `datelines` are what stood before
    the first words of its reports.

    >>> from pipeline.language import parse
    >>> told = ["Kenyan President Daniel arap Moi visited Kampala.", "He met Ugandan and Rwandan officials."]
    >>> roster = Roster(told)
    >>> for text, tree in zip(told, parse(told), strict=True):
    ...     roster.hear(text, tree)
    ...     print([(p.name, p.code, p.sector) for p in roster.parties(tree, 0 if text[0] == "H" else 4)])
    [('Daniel arap Moi', 'KEN', 'GOV')]
    [('Daniel arap Moi', 'KEN', 'GOV')]
    """

    def __init__(self, texts: Iterable[str] = (), year: int | None = None, datelines: Iterable[str] = ()) -> None:
        self._memory = Memory(year)
        self._written = {line: dateline_land(line) for line in datelines}
        for code in filter(None, self._written.values()):
            self._memory.written_in(code)
        self._surveyed: set[str] = set()
        self._text = ""
        self._matches: list[Match] = []
        for text in texts:
            self._survey(text)

    def _survey(self, text: str) -> None:
        if text not in self._surveyed:
            self._surveyed.add(text)
            self._memory.learn(text[:MOST_CHARACTERS])

    @property
    def countries(self) -> Mapping[str, int]:
        """How often each country was named, by code."""
        return self._memory.countries()

    def land(self) -> str | None:
        """The country that the document speaks of at the sentence heard last; null when it names none."""
        return self._memory.country_here()

    def land_beside(self, code: str) -> str | None:
        """The country of which the document speaks next to that one; null when there is none such."""
        return self._memory.lands.beside(code)

    def hear(self, text: str, parse: Parse | None = None, dateline: str = "") -> None:
        """Takes up the next sentence; without a parse its names are taken up all the same.

        `dateline` is what stood before its first words.
        """
        self._survey(text)
        self._memory.sentence += 1
        self._text = text
        if len(set(self._written.values())) > 1 and dateline in self._written:
            self._memory.lands.open_section(self._written[dateline], self._memory.sentence)
        text = text[:MOST_CHARACTERS]
        self._matches = self._memory.named(text)
        places = self._places(text)
        if (headed := heads_section(self._matches, text)) is not None:
            self._memory.lands.open_section(headed, self._memory.sentence)
        for match in (*self._matches, *places):
            if match.name.code and tells_land(match, text):
                self._memory.lands.say(match.name.code, self._memory.sentence)
        if parse is not None:
            self._matches = sorted([*self._matches, *places], key=lambda match: match.start)
        covered = self._hear_subjects(parse) if parse is not None else set()
        for rank, match in enumerate(self._matches):
            kind = match.name.kind
            if kind is Kind.CAPITAL and parse is not None:
                continue
            if kind in SPOKEN and match.start not in covered and not is_dateline(text, match.end):
                first = parse is None and rank == 0
                party = as_party(match, text)
                self._memory.note(Heard(self._memory.sentence, party, first, kind is Kind.PERSON, kind is Kind.PEOPLE))

    def _places(self, text: str) -> list[Match]:
        """Cities and regions of the sentence as names that tell a country."""
        found = find_places(text, self.countries, self._memory.index)
        free = [p for p in found if not any(m.start < p.end and p.start < m.end for m in self._matches)]
        kinds = [(p, Kind.PLACE if p.code else Kind.NOBODY) for p in free if p.precision != "country"]
        return [Match(p.start, p.end, Name(p.entity, p.code, None, kind)) for p, kind in kinds]

    def _hear_subjects(self, parse: Parse) -> set[int]:
        """Notes the subjects of a parsed sentence and gives where the names stand that they hold."""
        covered: set[int] = set()
        for token in parse.tokens:
            if token.dep not in SUBJECTS or token.pos not in NOUNS or is_dateline(parse.text, token.end):
                continue
            parties = self.parties(parse, token.i)
            plural = len(parties) > 1 or token.tag in ("NNS", "NNPS")
            for party in parties:
                name = self._memory.index.get(party.name)
                human = token.tag == "NN" and token.lemma.lower() in lists("humans")["words"]
                person = bool(name and name.kind is Kind.PERSON) or human
                together = token.i if len(parties) > 1 else None
                self._memory.note(Heard(self._memory.sentence, party, True, person, plural, together))
                covered.update(range(party.start, party.end))
        return covered

    def parties(self, parse: Parse, index: int) -> list[Party]:
        """Who the noun phrase headed by token `index` speaks of: one party for each of several that are joined.

        Empty when the phrase names nobody. The sentence must be the one heard last.
        """
        if parse.text != self._text:
            self.hear(parse.text)
        return noun_parties(self._memory, parse, self._matches, index)
