"""A month beside a day, in either order, as one token."""

import numpy as np

from pipeline.repeats.draft import Draft, Flags, Places
from pipeline.repeats.vocabulary import Kind


def join_days(draft: Draft) -> None:
    """Month and day become the month's token with the worth month * 100 + day; the day's token is dropped.

    A name of a month that is another word too ("may") counts as a month only beside a day.
    """
    months = np.flatnonzero(draft.of(Kind.MONTH))
    day = (
        draft.of(Kind.NUMBER, Kind.ORDINAL, Kind.CARDINAL, Kind.TENS)
        & np.isin(draft.value, np.arange(1.0, 32.0))
        & ~draft.dropped
    )
    capital, unsure = draft.told("capital")[months], draft.told("ambiguous")[months]
    before, after = _before(draft, months), _after(draft, months)
    led = capital & _beside(draft, day, before, months) & ~draft.of(Kind.MONTH)[np.maximum(before - 1, 0)]
    trailed = capital & ~led & _beside(draft, day, after, months)
    draft.kind[months[~led & ~trailed & (unsure | ~capital)]] = Kind.WORD
    for sided, days in ((led, before), (trailed, after)):
        month, beside = months[sided], days[sided]
        draft.value[month] = draft.value[month] * 100 + draft.value[beside]
        draft.dropped[beside] = True
        draft.begins[month] = np.minimum(draft.begins[month], draft.begins[beside])
        draft.ends[month] = np.maximum(draft.ends[month], draft.ends[beside])
    joiner = months[led & (before == months - 2)] - 1
    draft.dropped[joiner] = True


def _before(draft: Draft, months: Places) -> Places:
    """Where the day before each month would stand, with or without a joining word ("3rd of May")."""
    joined = draft.of(Kind.JOINS_DAYS)[np.maximum(months - 1, 0)] & draft.of(Kind.ORDINAL)[np.maximum(months - 2, 0)]
    return months - 1 - joined


def _after(draft: Draft, months: Places) -> Places:
    """Where the day after each month would stand, past an abbreviation's full stop ("Sept. 3")."""
    last = len(draft.kind) - 1
    return months + 1 + draft.of(Kind.STOP)[np.minimum(months + 1, last)]


def _beside(draft: Draft, day: Flags, places: Places, months: Places) -> Flags:
    inside = (places >= 0) & (places < len(day))
    at = np.clip(places, 0, len(day) - 1)
    beside: Flags = inside & day[at] & (draft.owner[at] == draft.owner[months])
    return beside
