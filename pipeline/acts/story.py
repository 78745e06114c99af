"""The acts that a document has told so far, for later sentences that come back to them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.actors import Party
from pipeline.acts.draft import Draft
from pipeline.acts.event_rules import event_rules
from pipeline.lexicon import words

KEPT = 60
NEAR = 3
ANY = "ANY"
PERSONAL = frozenset({None, "CVL"})


@dataclass(frozen=True, slots=True)
class Told:
    """An act that a document told: in which sentence, of which type and mode, by whom, to whom."""

    sentence: int
    event_type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


@dataclass(slots=True)
class Story:
    """The acts of one document in the order in which they were told, the oldest forgotten."""

    sentence: int = 0
    acts: list[Told] = field(default_factory=list)

    def begin(self) -> None:
        """Opens the next sentence."""
        self.sentence += 1

    def note(self, drafts: Iterable[Draft]) -> None:
        """Takes up the acts that a sentence told."""
        self.acts += [
            Told(self.sentence, one.rule.event_type, one.mode, one.actors, one.recipients)
            for one in drafts
            if one.actors or one.recipients
        ]
        del self.acts[:-KEPT]

    def doers(self, noun: str, but: Sequence[Party]) -> tuple[Party, ...]:
        """Who did the act that a noun comes back to, the one told last; empty when none was, or when it was `but`.

        >>> from pipeline.acts.story import Story, Told
        >>> elders, army = (Party(name, None, "SDN", None, 0, 1) for name in ("elders", "army"))
        >>> story = Story(2, [Told(1, "REQUEST", "change", (elders,), ())])
        >>> [party.name for party in story.doers("demand", ())], story.doers("arrest", ())
        (['elders'], ())
        """
        types = act_names().get(noun, frozenset())
        for act in reversed(self.acts):
            fits = act.event_type in types or (ANY in types and self.sentence - act.sentence < NEAR)
            if fits and _coded(act.actors) and not any(is_same(a, b) for a in act.actors for b in but):
                return act.actors
        return ()

    def opponents(self, sides: Sequence[Party]) -> tuple[Party, ...]:
        """Those who were most told to be at odds with one of `sides`, the last of several; empty when nobody was.

        >>> france, chad = Party("France", "France", "FRA", None, 0, 1), Party("Chad", "Chad", "TCD", None, 0, 1)
        >>> story = Story(2, [Told(1, "ACCUSE", None, (france,), (chad,))])
        >>> [party.name for party in story.opponents((chad,))]
        ['France']
        """
        fights = [act for act in self.acts if _is_conflict(act)]
        rivals = [other for act in fights for other in _facing(act, sides, is_same)]
        rivals = rivals or [other for act in fights for other in _facing(act, sides, is_of_one_land)]
        counted = Counter(party.code for other in rivals for party in other if party.code)
        most = max(counted.values(), default=0)
        return next((o for o in reversed(rivals) if any(p.code and counted[p.code] == most for p in o)), ())

    def doers_of(self, event_type: str, mode: str | None) -> tuple[Party, ...]:
        """Who was last told to do an act of that type and mode; empty when nobody was."""
        told = (act for act in reversed(self.acts) if (act.event_type, act.mode) == (event_type, mode))
        return next((act.actors for act in told if _coded(act.actors)), ())


def _is_conflict(act: Told) -> bool:
    return "conflict" in event_rules().types[act.event_type].quad_class


def _facing(act: Told, sides: Sequence[Party], is_one: Callable[[Party, Party], bool]) -> Iterator[tuple[Party, ...]]:
    """Those whom the act sets against one of `sides`."""
    for one, other in ((act.actors, act.recipients), (act.recipients, act.actors)):
        if any(is_one(a, b) for a in one for b in sides) and _coded(other):
            yield other


def is_of_one_land(one: Party, other: Party) -> bool:
    """Whether two parties are of one country."""
    return one.code is not None and one.code == other.code


def is_same(one: Party, other: Party) -> bool:
    """Whether two parties are one by their shared name, else by country and kind; a state is one with its government.

    >>> king, state, other = (Party(*named, 0, 1) for named in (
    ...     ("King Ali", "King Ali", "JOR", "GOV"), ("Jordan", "Jordan", "JOR", None), ("Iraq", "Iraq", "IRQ", None)))
    >>> is_same(king, state), is_same(king, other)
    (True, False)
    """
    if one.entity and other.entity and one.entity == other.entity:
        return True
    if one.code is None or one.code != other.code:
        return False
    kinds = {one.sector or "GOV", other.sector or "GOV"}
    named = one.entity and other.entity and one.sector == other.sector
    return len(kinds) == 1 and not named and not kinds & {"CVL"}


def _coded(parties: Iterable[Party]) -> bool:
    return any(party.code for party in parties)


@cache
def act_names() -> dict[str, frozenset[str]]:
    """For each noun that may come back to an act, the event types that the act may be of."""
    found: dict[str, set[str]] = {}
    for event_type, nouns in words("act_names").items():
        for noun in nouns:
            found.setdefault(noun, set()).add(event_type)
    return {noun: frozenset(types) for noun, types in found.items()}
