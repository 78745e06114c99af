"""Intervals of days: units, steps and values hold for every day of the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import tables
from pipeline.interval import DAYS_IN, MONTHS_IN, Interval, one_day, season, shift_day, step, unit_around

UNITS = ("day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century")
DAYS = st.dates()
SAFE_DAYS = st.dates(min_value=date(2201, 1, 1), max_value=date(7700, 1, 1))


@given(DAYS, st.sampled_from(UNITS))
def test_a_unit_holds_its_day_and_is_the_same_from_each_of_its_days(day: date, unit: str) -> None:
    around = unit_around(day, unit)
    if around is None:
        assert day.year < 101 or day.year > 9899
    elif unit != "weekend":
        assert around.start <= day <= around.end
        assert unit_around(around.start, unit) == around == unit_around(around.end, unit)


@given(SAFE_DAYS, st.sampled_from([unit for unit in UNITS if unit != "weekend"]))
def test_steps_tile_the_calendar(day: date, unit: str) -> None:
    here = unit_around(day, unit)
    assert here is not None
    after, before = step(here, unit, 1), step(here, unit, -1)
    assert after is not None and before is not None
    assert after.start == here.end + timedelta(days=1)
    assert before.end == here.start - timedelta(days=1)


@given(SAFE_DAYS, st.sampled_from(UNITS), st.integers(-20, 20))
def test_a_step_there_and_back_is_none(day: date, unit: str, count: int) -> None:
    here = unit_around(day, unit)
    assert here is not None
    there = step(here, unit, count)
    assert there is not None
    assert step(there, unit, -count) == here


@given(SAFE_DAYS, st.sampled_from([*DAYS_IN, *MONTHS_IN]), st.integers(-100, 100))
def test_shifted_days_keep_their_order(day: date, unit: str, count: int) -> None:
    there, later = shift_day(day, unit, count), shift_day(day, unit, count + 1)
    if there is not None and later is not None:
        assert there < later


@given(DAYS, DAYS)
def test_the_hull_holds_both(first: date, second: date) -> None:
    hull = one_day(first).hull(one_day(second))
    assert hull.covers(one_day(first)) and hull.covers(one_day(second))


@given(SAFE_DAYS, st.sampled_from(UNITS))
def test_precisions_are_words_of_the_tables(day: date, unit: str) -> None:
    around = unit_around(day, unit)
    assert around is not None and around.precision in tables.PRECISIONS


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("day", "2024-12-28"),
        ("weekend", "2024-W52-WE"), ("week", "2024-W52"),
        ("month", "2024-12"),
        ("season", "2024-WI"), ("quarter", "2024-Q4"), ("half", "2024-H2"), ("year", "2024"), ("decade", "202"),
        ("century", "20"),
    ],
)  # fmt: skip
def test_values(unit: str, value: str) -> None:
    around = unit_around(date(2024, 12, 28), unit)
    assert around is not None and around.value == value


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("SP", date(2024, 3, 1), date(2024, 5, 31)), ("SU", date(2024, 6, 1), date(2024, 8, 31)),
        ("FA", date(2024, 9, 1), date(2024, 11, 30)), ("WI", date(2023, 12, 1), date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_seasons_belong_to_the_year_they_begin_in(name: str, start: date, end: date) -> None:
    found = season(start.year, name)
    assert found == Interval(start, end, "season")
    assert unit_around(end, "season") == found


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("unit", UNITS)
def test_the_ends_of_the_calendar_raise_nothing(day: date, unit: str) -> None:
    around = unit_around(day, unit)
    assert around is None or step(around, unit, 10**7) is None


def test_an_interval_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Interval(date(2024, 1, 2), date(2024, 1, 1), "day")
