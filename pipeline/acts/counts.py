"""Which number of a sentence is said about which of its acts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.acts import Draft
from pipeline.acts.attribution import sources
from pipeline.acts.draft import grammar
from pipeline.acts.frames import Reading
from pipeline.lexicon import words
from pipeline.quantities import Quantity, find_quantities
from pipeline.quantities.measures import fate_of

TOLLS = frozenset({"killed", "wounded", "killed_or_wounded", "hospitalised", "missing", "captured", "displaced"})
# Numbers of parties, told by their names.
UNTOLD = frozenset({"countries"})
INSIDE = frozenset({"of", "among", "including", "from"})
TOLL_TYPES = frozenset({"ASSAULT", "CASUALTY", "COERCE"})
PEOPLE = frozenset(
    {
        "people",
        "troops",
        "workers",
        "arrested",
        "released",
        "captured",
        "protesters",
        "evacuated",
        "rescued",
        "countries",
    }
)
# Persons who are counted only as such.
PLAIN = frozenset({"people", "troops"})
# Places that are counted where they are struck or held, not where they are spoken of.
STRUCK = frozenset({"sites"})
HIGHEST, FEW = 10, 10


@dataclass(frozen=True, slots=True)
class Count:
    """A number said about an act, what it counts, and who says it when that is another than says the act."""

    quantity: Quantity
    measure: str
    attribution: str | None


def counts(reading: Reading, told: Sequence[Draft]) -> dict[int, list[Count]]:
    """For the trigger of each act, the numbers said about it."""
    found: dict[int, list[Count]] = {}
    for quantity in find_quantities(reading.parse):
        if quantity.measure is None or quantity.measure in UNTOLD:
            continue
        draft = _owner(reading, told, quantity)
        said_by = None
        if draft is None and quantity.measure in TOLLS:
            draft = next((draft for draft in reversed(told) if _takes(found, draft, quantity)), None)
            said_by = _other_source(reading, draft, quantity) if draft else None
        if draft is not None:
            measure = _measure(reading, draft, quantity)
            if measure in STRUCK and draft.rule.event_type not in TOLL_TYPES | {"MOBILIZE"}:
                continue
            if measure in PLAIN and not _is_counted(reading, draft, quantity):
                continue
            found.setdefault(draft.trigger, []).append(Count(quantity, measure, said_by))
    return found


def _is_counted(reading: Reading, draft: Draft, quantity: Quantity) -> bool:
    """Whether persons of whom no more is said act or have it done to them, and are not known ones: "the two"."""
    if quantity.of is None:
        return False
    named = any(c.dep == "det" and c.lemma in grammar("definite") for c in reading.parse.children(quantity.of))
    known = named and (quantity.best or FEW) < FEW
    sides = (*draft.clause.subjects, *draft.clause.objects)
    return not known and (quantity.of in sides or quantity.measure == "troops")


def _takes(found: Mapping[int, Sequence[Count]], draft: Draft, quantity: Quantity) -> bool:
    """Whether the act before it has a toll already, of which this is another number."""
    return any(count.measure == quantity.measure for count in found.get(draft.trigger, ()))


def _other_source(reading: Reading, draft: Draft, quantity: Quantity) -> str | None:
    """Who says this number, where it is another than says the act."""
    at = _token_at(reading, quantity.start)
    chain = sources(reading.parse, reading.parties, at) if at is not None else ()
    told_by = {source.name for source in sources(reading.parse, reading.parties, draft.trigger)}
    return next((source.name for source in reversed(chain) if source.name not in told_by), None)


def _measure(reading: Reading, draft: Draft, quantity: Quantity) -> str:
    """What the number counts: by the rule where those concerned are counted, else by its noun."""
    assert quantity.measure is not None
    fate = fate_of(reading.parse.tokens[draft.trigger].lemma)
    if fate is not None and quantity.of in draft.clause.objects and quantity.measure in PEOPLE - TOLLS:
        return fate
    if draft.rule.measure is None or quantity.measure not in PEOPLE:
        return quantity.measure
    concerned = draft.clause.subjects if draft.rule.event_type == "PROTEST" else draft.clause.objects
    return draft.rule.measure if quantity.of in concerned else quantity.measure


def _owner(reading: Reading, told: Sequence[Draft], quantity: Quantity) -> Draft | None:
    """The act whose party or object is counted, nearest first; a toll goes to an act that takes tolls."""
    fit = [draft for draft in told if (draft.rule.event_type in TOLL_TYPES) or quantity.measure not in TOLLS]
    at = quantity.of if quantity.of is not None else _token_at(reading, quantity.start)
    if at is None:
        return None
    direct = [draft for draft in fit if at in draft.clause.arguments]
    if direct:
        return min(direct, key=lambda draft: abs(draft.trigger - at))
    by_trigger = {trigger: draft for draft in fit for trigger in (*draft.others, draft.trigger)}
    if at in by_trigger:
        return by_trigger[at]
    inside = True
    for above in list(reading.parse.ancestors(at))[:HIGHEST]:
        if above.i in by_trigger:
            return by_trigger[above.i]
        over = [draft for draft in fit if above.i in draft.clause.arguments]
        if over:
            return over[0] if inside else None
        inside = inside and (above.dep != "prep" or above.lemma in INSIDE)
        if above.pos == "VERB" and above.dep != "conj" and above.lemma not in words("grammar")["light"]:
            break
    return None


def _token_at(reading: Reading, position: int) -> int | None:
    token = reading.parse.at(position)
    return token.i if token else None
