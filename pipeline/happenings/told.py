"""What one mention, or several put together, say of a happening."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeVar

T = TypeVar("T")

FORBID = float("-inf")
"""The weight of a difference that two tellings of one happening cannot have."""
OPEN = 10_000_000
"""The ordinal of a day that never comes: the end of an open interval."""


class Party(NamedTuple):
    """Someone who took part; `named` parties are told apart by their key, the others by their country.

    The sector of a state is null; who has neither sector nor name may be nobody at all ("the war in Ukraine"). The
    `corps` of forces that are sent is null for plain troops.
    """

    key: str
    code: str | None
    named: bool
    sector: str | None = None
    is_somebody: bool = True
    corps: str | None = None


class Place(NamedTuple):
    """Where; `exact` for a town or a point, not for a region or a country."""

    name: str
    code: str | None
    admin: str | None
    exact: bool


class Days(NamedTuple):
    """A closed stretch of days as ordinals; `last` is OPEN when it has no end."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many days it spans.

        >>> Days(5, 6).length
        2
        """
        return self.last - self.first + 1


class Amount(NamedTuple):
    """A number said about it, as the least and the most that it can stand for; null is unbounded or a share."""

    measure: str
    least: float | None
    most: float | None


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a telling as numbers, each once.

    `names` are those words that the parties and the trigger are told with: they are weighed apart, and `weight` is that
    of the others.
    """

    words: tuple[int, ...]
    names: frozenset[int]
    weight: float


@dataclass(slots=True)
class Telling:
    """What is said: the coding, the parties, where, when, how many, and the words; `rows` are the mentions' places.

    `at` is the number of the last sentence in its document that tells it.
    """

    doc_id: str
    rows: list[int]
    sentences: frozenset[str]
    triggers: frozenset[str]
    rules: frozenset[str]
    kinds: frozenset[tuple[str, str | None]]
    status: str
    actors: frozenset[Party]
    recipients: frozenset[Party]
    places: frozenset[Place]
    days: Days | None
    amounts: frozenset[Amount]
    reported: Days | None
    wording: Wording
    is_another: bool = False
    is_mishap: bool = False
    at: int | None = None
    reasons: list[str] = field(default_factory=list)

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the coding is said, as in "the attack"."""
        return not (self.actors or self.recipients or self.places or self.days or self.amounts)


def overlap(one: Days, other: Days) -> Days | None:
    """The days that both hold, null when they share none.

    >>> overlap(Days(1, 5), Days(4, OPEN))
    Days(first=4, last=5)
    """
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Days(first, last) if first <= last else None


def distance(one: Days, other: Days) -> int:
    """Days that lie between them, 0 when they touch or overlap.

    >>> distance(Days(1, 5), Days(8, 9))
    3
    """
    return max(0, one.first - other.last, other.first - one.last)


def span(one: Days | None, other: Days | None) -> Days | None:
    """The stretch from the first day of both to the last; the other one when one is null.

    >>> span(Days(1, 2), Days(7, 9))
    Days(first=1, last=9)
    """
    if one is None or other is None:
        return one or other
    return Days(min(one.first, other.first), max(one.last, other.last))


def copied(telling: Telling) -> Telling:
    """A telling of its own that others can be put into."""
    return replace(telling, rows=list(telling.rows), reasons=list(telling.reasons))


def put_together(whole: Telling, part: Telling, reason: str) -> None:
    """Add to `whole` what `part` says, joined for a reason; the days become those that both hold.

    The wording stays that of `whole`.
    """
    whole.rows += part.rows
    whole.reasons += [reason, *part.reasons[1:]]
    whole.sentences = _both(whole.sentences, part.sentences)
    whole.triggers = _both(whole.triggers, part.triggers)
    whole.rules = _both(whole.rules, part.rules)
    whole.kinds = _both(whole.kinds, part.kinds)
    whole.actors = _both(whole.actors, part.actors)
    whole.recipients = _both(whole.recipients, part.recipients)
    whole.places = _both(whole.places, part.places)
    whole.amounts = _both(whole.amounts, part.amounts)
    whole.reported = span(whole.reported, part.reported)
    whole.at = part.at
    if whole.days is None or part.days is None:
        whole.days = whole.days or part.days
    else:
        whole.days = overlap(whole.days, part.days) or whole.days


def _both(one: frozenset[T], other: frozenset[T]) -> frozenset[T]:
    """The union; a set that holds the other is given as it is, so that many tellings share it."""
    return one if other <= one else other if one <= other else one | other
