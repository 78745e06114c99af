"""Which of the things told about a happening stands in its row, by stated rules."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pipeline.tables import PLACE_PRECISIONS, PRECISIONS

Row = Mapping[str, Any]
LENGTHS = dict(zip(PRECISIONS, (1, 1, 1, 2, 7, 31, 92, 92, 183, 366, 3660, 36600, 36600), strict=True))
"""Days that a precision spans at most."""


COLUMNS = (
    "event_id", "mention_id", "doc_id", "event_type", "event_mode", "status", "context", "attribution", "confidence",
    "place", "place_code", "latitude", "longitude", "place_precision",
    "date_start", "date_end", "precision", "bound", "basis",
)  # fmt: skip
"""What the rules look at of a mention."""
TOLL = "CASUALTY"
DOUBT, SUREST = 0.7, 0.99
"""What is left of the doubt with a further source, and how sure sources make at most."""


def most_told(values: Iterable[Any]) -> Any:
    """The commonest value that is not null, the earliest of those equally common; null when there is none.

    >>> most_told(["b", None, "a", "a", "b"])
    'b'
    """
    counted = Counter(value for value in values if value is not None)
    return counted.most_common(1)[0][0] if counted else None


def kind_of(mentions: Sequence[Row]) -> tuple[str, str | None]:
    """The type most told, and the mode most told with it; an attack is one however often its toll is told."""
    told = [mention["event_type"] for mention in mentions]
    event_type = most_told([name for name in told if name != TOLL] or told)
    return event_type, most_told(m["event_mode"] for m in mentions if m["event_type"] == event_type)


def contexts_of(mentions: Sequence[Row]) -> list[str]:
    """Every context told, the commonest first."""
    return [context for context, _ in Counter(m["context"] for m in mentions if m["context"]).most_common()]


def date_of(mentions: Sequence[Row]) -> dict[str, Any]:
    """The most exact date told; of equally exact ones the one most told, then the earliest; nothing when undated.

    Of a happening that goes on since some day, only dates that can be its beginning count.
    """
    dated = [m for m in mentions if m["date_start"] or m["date_end"]]
    since = [m for m in dated if m["bound"] == "since"]
    eligible = since + [m for m in dated if m["bound"] != "since" and all(_can_begin(m, s) for s in since)]
    told = Counter((m["date_start"], m["date_end"]) for m in eligible)

    def rank(mention: Row) -> tuple[int, bool, int, int, date, date]:
        day = mention["date_start"], mention["date_end"]
        exact = PRECISIONS.index(mention["precision"])
        stated = mention["basis"] != "stated"
        return exact, mention["bound"] == "since", -told[day], stated, day[0] or date.min, day[1] or date.max

    if not eligible:
        return {}
    chosen = min(eligible, key=rank)
    return {
        "date_start": chosen["date_start"],
        "date_end": None if chosen["bound"] == "since" else chosen["date_end"],
        "date_precision": chosen["precision"],
        "date_basis": chosen["basis"],
    }


def _can_begin(mention: Row, since: Row) -> bool:
    start, begins = mention["date_start"], since["date_start"]
    return bool(start and begins and timedelta(0) <= start - begins < timedelta(LENGTHS[since["precision"]]))


def place_of(mentions: Sequence[Row]) -> dict[str, Any]:
    """The most specific place told, of those the one most told; nothing when no place is."""
    placed = [m for m in mentions if m["place"]]
    if not placed:
        return {}
    told = Counter(m["place"] for m in placed)
    chosen = min(placed, key=lambda m: (_specific(m), -told[m["place"]]))
    same = ("place", "latitude", "longitude", "place_precision")
    return {"country_code": chosen["place_code"], **{name: chosen[name] for name in same}}


def _specific(mention: Row) -> int:
    precision = mention["place_precision"]
    return PLACE_PRECISIONS.index(precision) if precision else len(PLACE_PRECISIONS)


def parties_of(participants: Sequence[Row]) -> dict[str, str | None]:
    """Name and country of the actor and of the recipient most told; who is named first in a mention counts double.

    Those whom no sentence names stand only where none is named. Of what several do on each other the recipient is the
    one most told who is not the actor.
    """
    actor = _most_named(row for row in participants if row["role"] == "actor")
    recipients = [row for row in participants if row["role"] == "recipient"]
    others = recipients if actor is None else [row for row in recipients if _name(row) != actor[0]]
    recipient = _most_named(others or (row for row in participants if recipients and actor and _name(row) != actor[0]))
    named = {"actor": actor, "recipient": recipient}
    return {column: value for role, found in named.items() if found for column, value in _columns(role, *found)}


def together(mentions: Sequence[Row], participants: Sequence[Row]) -> list[str]:
    """Names of those who act in the first mention that names an actor, in its order: who signed, who met."""
    named = {row["mention_id"] for row in participants if row["role"] == "actor"}
    first = next((mention["mention_id"] for mention in mentions if mention["mention_id"] in named), None)
    rows = [row for row in participants if row["role"] == "actor" and row["mention_id"] == first]
    return list(dict.fromkeys(_name(row) for row in rows))


def _columns(role: str, name: str, code: str | None) -> tuple[tuple[str, str | None], ...]:
    return (role, name), (f"{role}_code", code)


def _name(row: Row) -> str:
    return str(row["entity"] or row["name"])


def _most_named(rows: Iterable[Row]) -> tuple[str, str | None] | None:
    told = Counter[tuple[str, str | None]]()
    found = list(rows)
    for row in [row for row in found if not row["is_unsaid"]] or found:
        told[_name(row), row["code"]] += 1 if row["rank"] > 1 else 2
    return told.most_common(1)[0][0] if told else None


def figure_of(figures: Sequence[Row]) -> dict[str, Any]:
    """The measure that most documents give, the least and the most they say, and the best that most of them give.

    Where all say only "at most" nothing is known of the least, and the other way round.
    `figures` come in the order of telling. Of bests equally often told the latest stands, for numbers are revised.
    """
    measured = {(row["doc_id"], row["measure"]): None for row in figures if row["measure"]}
    measure = most_told(name for _, name in measured)
    if measure is None:
        return {}
    told = [row for row in figures if row["measure"] == measure]
    numbers = [n for row in told for n in (row["low"], row["best"], row["high"]) if n is not None]
    is_bounded_below = any(row["low"] is not None or row["best"] is not None for row in told)
    is_bounded_above = any(row["high"] is not None or row["best"] is not None for row in told)
    return {
        "measure": measure,
        "low": min(numbers) if is_bounded_below else None,
        "best": most_told(row["best"] for row in reversed(told)),
        "high": max(numbers) if is_bounded_above else None,
    }


def attribution_of(mentions: Sequence[Row]) -> str | None:
    """Who says so in the first telling; null as soon as one document tells it as its own."""
    told = [mention["attribution"] for mention in mentions]
    return None if None in told else told[0]


def confidence_of(mentions: Iterable[Row], n_sources: int) -> float:
    """0 to 1: that of the surest mention, and nearer to 1 with every further source; copies and repeats are none.

    >>> confidence_of([{"confidence": 0.8}, {"confidence": 0.6}], 1), confidence_of([{"confidence": 0.8}], 2)
    (0.8, 0.86)
    """
    surest: float = max(mention["confidence"] for mention in mentions)
    return round(min(1 - (1 - surest) * DOUBT ** max(0, n_sources - 1), max(surest, SUREST)), 4)
