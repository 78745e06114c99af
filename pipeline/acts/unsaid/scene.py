"""An act in its sentence, its document and its land, and the parties that are read from these."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.actors import Party, Roster
from pipeline.acts.draft import Draft
from pipeline.acts.frames import Reading
from pipeline.acts.story import Story
from pipeline.acts.where import place_for
from pipeline.gazetteer import country_name, world
from pipeline.lexicon import words

# Types said to somebody or of what he did.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "PROTEST"})
CIVILIANS = "CVL"


@dataclass(frozen=True)
class Scene:
    """An act in its sentence and document: `beside` are the other acts of the sentence."""

    reading: Reading
    draft: Draft
    beside: Sequence[Draft]
    story: Story
    roster: Roster

    @property
    def kind(self) -> str:
        """The type of the act."""
        return self.draft.rule.event_type

    @property
    def is_spoken(self) -> bool:
        """Whether the act is said to somebody, or of what he did or said."""
        return self.kind in SPOKEN or self.draft.mode == "deny"

    @cached_property
    def land(self) -> str | None:
        """The country that is told of where the act is told; null when it is that of those who attack abroad."""
        land = self.roster.land()
        abroad = self.kind == "ASSAULT" and any(names_its_nation(p) and p.code == land for p in self.draft.actors)
        return None if abroad else land

    @cached_property
    def scene(self) -> str | None:
        """The country of the place that the sentence gives to the act."""
        place = place_for(self.reading.parse, self.draft, self.reading.places)
        return place.code if place else None

    def is_of(self, code: str | None) -> bool:
        """Whether one of the doers is of that country."""
        return any(party.code == code for party in self.draft.actors)

    @property
    def nouns(self) -> tuple[int, ...]:
        """The nouns that the act is done to or speaks of."""
        clause = self.draft.clause
        return tuple(i for i in (*clause.objects, *(noun for _, noun in clause.obliques)) if i not in clause.subjects)


Rule = Callable[[Scene], Sequence[Party]]


def names_its_nation(party: Party) -> bool:
    """Whether forces go by their nation's name, as those abroad do: "U.S. warships", not "the army".

    >>> names_its_nation(Party("U.S. warships", None, "USA", "MIL", 0, 1)), names_its_nation(
    ...     Party("army", None, "USA", "MIL", 0, 1))
    (True, False)
    """
    return party.sector in {None, "MIL"} and any(found.name.code == party.code for found in world().find(party.name))


def country(scene: Scene, code: str | None, i: int, sector: str | None = None) -> Sequence[Party]:
    """A country as a party, read from the word at `i`; as `CIVILIANS` its people, who are not the state."""
    name = country_name(code) if code else None
    token = scene.reading.parse.tokens[i]
    if name is None:
        return ()
    if sector == CIVILIANS:
        return [Party(words("grammar")["people_of"][0].format(name), None, code, sector, token.start, token.end)]
    return [Party(name, name, code, sector, token.start, token.end)]


def standing_at(scene: Scene, parties: Sequence[Party], i: int) -> list[Party]:
    """Parties named before, as they are read from the word at `i`."""
    token = scene.reading.parse.tokens[i]
    return [replace(party, start=token.start, end=token.end) for party in parties]


def states_of(scene: Scene, parties: Sequence[Party], i: int) -> list[Party]:
    """The states of parties named far off, read from the word at `i`; those of the doers' own state as they are."""
    found: dict[str, Party] = {}
    for party in parties:
        if party.code is not None:
            state = () if scene.is_of(party.code) else country(scene, party.code, i)
            found.setdefault(party.code, next(iter(state), party))
    return standing_at(scene, list(found.values()), i)
