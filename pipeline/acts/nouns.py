"""The nouns of a sentence: by which words they are known, whom they name, and which holes of a phrase they may fill."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from pipeline.actors import Party
from pipeline.acts.event_rules import Slot
from pipeline.gazetteer import Kind, world
from pipeline.language import Parse, Token
from pipeline.lexicon import words
from pipeline.places import Place

Parties = Callable[[int], Sequence[Party]]
Places = Callable[[], Sequence[Place]]
DEEPEST = 6
NAMED = frozenset({"person", "party", "country", "official", "place", "troops", "fighters", "police", "media"})
MODIFIERS = frozenset({"compound", "nmod", "amod"})
# Classes of set phrases that are another thing than their last word: "news conference", "price war".
SET_PHRASES = frozenset({"publicity", "figure_of_speech"})
PERSONS = frozenset({"person", "troops", "fighters", "official"})
# Classes that a party fills by what it is.
SECTORS = {"troops": "MIL", "fighters": "REB", "police": "COP", "media": "MED"}


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    """For each word, the classes that it belongs to."""
    found: dict[str, set[str]] = {}
    for name, members in words("noun_classes").items():
        for member in members:
            found.setdefault(member.lower(), set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words("grammar")[name])


@cache
def _sayings() -> frozenset[str]:
    return frozenset(words("reporting")["verbs"])


class Nouns:
    """The nouns of one parsed sentence.

    `times` are the tokens of time expressions: these name nobody. `places` gives the named places when they are asked
    for.
    """

    def __init__(
        self, parse: Parse, parties: Parties, times: Set[int] = frozenset(), places: Places | None = None
    ) -> None:
        self.parse = parse
        self._times = times
        self._parties = parties
        self._find_places = places
        self._places: Sequence[Place] | None = None
        self._known: dict[int, tuple[Party, ...]] = {}

    def parties(self, i: int) -> tuple[Party, ...]:
        """Who the noun at `i` names."""
        if i not in self._known:
            self._known[i] = () if i in self._times else self._speaker(i) or tuple(self._parties(i))
        return self._known[i]

    def _speaker(self, i: int) -> tuple[Party, ...]:
        """The body that speaks of itself as "it": "The army said it had pulled back"."""
        token = self.parse.tokens[i]
        verb = self.parse.tokens[token.head]
        speech = self.parse.tokens[verb.head]
        if token.text.lower() in _set("first_person"):
            return self._quoted(i)
        if token.text.lower() != "it" or token.dep != "nsubj" or verb.dep != "ccomp" or speech.lemma not in _sayings():
            return ()
        nouns = [child.i for child in self.parse.children(speech.i) if child.dep == "nsubj" and child.i < i]
        known = [party for noun in nouns for party in self._parties(noun)]
        return tuple(party for party in known if party.sector or not _is_person(party) or _is_body(party))

    def _quoted(self, i: int) -> tuple[Party, ...]:
        """Whoever says of himself "we" or "I" in what he is quoted with: "We condemn it, the envoy said"."""
        for above in self.parse.ancestors(i):
            doers = [child.i for child in self.parse.children(above.i) if child.dep == "nsubj" and child.i != i]
            if above.lemma in _sayings() and doers:
                return tuple(party for noun in doers for party in self._parties(noun))
        return ()

    @property
    def places(self) -> Sequence[Place]:
        """The named places of the sentence."""
        if self._places is None:
            self._places = self._find_places() if self._find_places else ()
        return self._places

    def is_place(self, i: int) -> bool:
        """Whether the noun at `i` ends the name of a place."""
        token = self.parse.tokens[i]
        return token.pos == "PROPN" and any(place.start <= token.start < place.end for place in self.places)

    def kernel(self, i: int) -> Iterator[Token]:
        """The noun at `i` and, behind a noun of measure, what it measures: "a group of soldiers"."""
        for _ in range(DEEPEST):
            yield self.parse.tokens[i]
            inner = [
                noun.i
                for word in self.parse.children(i)
                if word.dep == "prep" and word.lemma == "of" and _is_container(self.parse.tokens[i])
                for noun in self.parse.children(word.i)
                if noun.dep == "pobj"
            ]
            if not inner:
                return
            i = inner[0]

    def names(self, i: int) -> Iterator[str]:
        """The words by which the noun at `i` is known: itself, with each word before it, and what it measures."""
        for token in self.kernel(i):
            yield from words_of(self.parse, token)
            if token.pos == "PROPN":
                yield from (child.lemma.lower() for child in self.parse.children(token.i) if child.dep == "compound")
            for other in self.parse.children(token.i):
                joined = other.dep == "nmod" and any(child.dep == "cc" for child in self.parse.children(other.i))
                if (
                    other.dep == "conj"
                    or joined
                    or (other.dep == "appos" and other.pos == "NOUN" and token.pos == "PROPN")
                ):
                    yield from words_of(self.parse, other)

    def is_set_phrase(self, i: int) -> bool:
        """Whether the noun with the word before it is another thing than the noun: "news conference"."""
        return any(_classes().get(name, frozenset()) & SET_PHRASES for name in self.names(i))

    def fills(self, i: int, slot: Slot) -> bool:
        """Whether the noun at `i` may stand in the hole."""
        names = list(self.names(i))
        if self.is_set_phrase(i):
            return slot.refused
        if slot.words & set(names):
            return not slot.refused
        pairs = [name for name in names if "_" in name and name in _classes()]
        names = pairs or names
        classes = set().union(*(_classes().get(name, frozenset()) for name in names))
        if slot.classes & classes or self._is_named(i, slot):
            return not slot.refused
        return slot.refused

    def may_fill(self, i: int, slot: Slot) -> bool:
        """Whether the noun may stand in the hole when it is plain who acts: what armies take has a place's name."""
        if self.fills(i, slot):
            return True
        token = self.parse.tokens[i]
        if "place" not in slot.classes or token.pos != "PROPN":
            return False
        classes = {name for word in self.names(i) for name in _classes().get(word, frozenset())}
        return not classes & PERSONS and not any(party.sector for party in self.parties(i))

    def _is_named(self, i: int, slot: Slot) -> bool:
        """Names fill the classes of persons, parties, countries and officials."""
        if not slot.classes & NAMED:
            return False
        kernel = list(self.kernel(i))
        token = kernel[-1]
        if token.text.lower() in _set("personal") or (token.pos == "NUM" and "person" in slot.classes):
            return bool(slot.classes & {"person", "party"})
        known = self.parties(i)
        if "place" in slot.classes and self.is_place(token.i):
            return True
        kinds = {SECTORS[name] for name in slot.classes & SECTORS.keys()} if token.pos != "NOUN" else set()
        if any(party.sector in kinds for party in known):
            return True
        if "party" in slot.classes and (token.pos == "PROPN" or any(party.sector for party in known)):
            return bool(known)
        if "official" in slot.classes and token.pos == "PROPN" and any(party.sector == "GOV" for party in known):
            return True
        states = [party for party in known if party.code and party.sector is None]
        if "country" in slot.classes and states and (token.pos == "PROPN" or token.text[:1].isupper()):
            return True
        if "person" not in slot.classes or token.pos != "PROPN" or not any(_is_person(party) for party in known):
            return False
        return all(party.sector for party in known) or not self.is_place(token.i)


def _is_person(party: Party) -> bool:
    """Whether a name may be a person's: no state's, no capital's, no ministry's."""
    name = world().get(party.name)
    if name is not None:
        return name.kind not in {Kind.COUNTRY, Kind.CAPITAL} and (party.sector != "GOV" or name.kind is Kind.PERSON)
    return party.sector != "GOV" or party.entity is not None


def _is_body(party: Party) -> bool:
    """Whether a name ends in a word for an army or a body: "Arakan Army"."""
    last = party.name.rsplit(" ", 1)[-1].lower()
    return bool(_classes().get(last, frozenset()) & {"troops", "fighters", "organisation"})


def is_set_phrase(parse: Parse, token: Token) -> bool:
    """Whether the noun with the word before it is another thing than the noun: "news conference"."""
    return any(_classes().get(name, frozenset()) & SET_PHRASES for name in words_of(parse, token))


def _is_container(token: Token) -> bool:
    return token.lemma.lower() in _set("containers") or token.text.lower() in _set("containers") or token.pos == "NUM"


def words_of(parse: Parse, token: Token) -> Iterable[str]:
    """The word's lemma and form, and its lemma with each word that qualifies it before: `tear_gas`."""
    yield token.lemma.lower()
    yield token.text.lower()
    for before in words_before(parse, token.i):
        yield f"{before}_{token.lemma.lower()}"


def words_before(parse: Parse, i: int) -> set[str]:
    """The words that qualify the noun at `i`; for a verb the adverb."""
    found = set()
    for child in parse.children(i):
        if child.dep in MODIFIERS or child.dep in {"advmod", "poss", "neg"}:
            found |= {child.lemma.lower(), child.text.lower()}
            found |= {deeper.lemma.lower() for deeper in parse.children(child.i) if deeper.dep in MODIFIERS}
    if i >= 2 and parse.tokens[i - 1].text == "-":
        found.add(parse.tokens[i - 2].lemma.lower())
    return found
