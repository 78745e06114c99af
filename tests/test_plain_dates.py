"""Plain absolute dates in any language: the parts that are said, and never one that is not."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from pipeline.interval import Interval
from pipeline.plain_dates import PlainDate, find_plain_dates, nearest, read_plain_date

WRITTEN = ("de", "fr", "es", "ru", "uk", "it", "pt", "nl", "pl", "tr", "sv", "cs", "ro", "ko", "ja", "zh", "ar", "en")
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))

SAID = """
de | 11. Mai 2025 | 2025-05-11
de | 11.05.2025 | 2025-05-11
de | Mai 2025 | 2025-05
de | 11. Mai | XXXX-05-11
de | 29. Februar | XXXX-02-29
fr | 1er février 2024 | 2024-02-01
es | 11 de mayo de 2025 | 2025-05-11
ru | 11 мая 2025 года | 2025-05-11
ko | 2025년 5월 11일 | 2025-05-11
ar | 11 أيار/مايو 2025 | 2025-05-11
it | 3 marzo 2020 | 2020-03-03
en | May 11, 2025 | 2025-05-11
en | 11th of May 2025 | 2025-05-11
en | Sept. 5, 1999 | 1999-09-05
en | 2025-05-11T10:00:00Z | 2025-05-11
en | 13/05/2025 | 2025-05-13
en | 30 February 2023 | -
en | 2012 | -
en | August | -
en | We | -
en | Chris Monday, a | -
en | the second | -
de | 32. Mai 2025 | -
fr | 0 mai 2025 | -
xx | 3 mayo 2020 | -
"""


@pytest.mark.parametrize("line", SAID.strip().splitlines())
def test_a_span_is_read_as_far_as_it_was_said(line: str) -> None:
    language, span, expected = (part.strip() for part in line.split(" | "))
    said = read_plain_date(span, language)
    assert (said.value() if said else "-") == expected


@given(DAYS, st.sampled_from(WRITTEN))
def test_a_date_written_out_in_full_is_found_whole_in_each_language(day: date, language: str) -> None:
    text = f"x {format_date(day, 'long', locale=language)} x"
    assert [found.date.interval() for found in find_plain_dates(text, language)] == [Interval(day, day, "day")]


@given(DAYS, st.sampled_from(["{:%Y-%m-%d}", "{:%d.%m.%Y}", "{:%Y/%m/%d}"]))
def test_numbers_alone_are_read_the_same_everywhere(day: date, form: str) -> None:
    for language in ("de", "fr", "ru", "ko", "ar"):
        [found] = find_plain_dates(form.format(day), language)
        assert (found.date, found.other) == (PlainDate(day.year, day.month, day.day), None)


@given(DAYS)
def test_an_english_date_of_numbers_says_when_it_may_be_read_the_other_way(day: date) -> None:
    [found] = find_plain_dates(f"{day:%m/%d/%Y}", "en")
    assert found.date == PlainDate(day.year, day.month, day.day)
    assert (found.other is not None) == (day.day <= 12 and day.day != day.month)


@given(st.text(max_size=80), st.sampled_from(WRITTEN))
def test_no_text_breaks_the_finder(text: str, language: str) -> None:
    for found in find_plain_dates(text, language):
        assert 0 <= found.start < found.end <= len(text)


@given(st.integers(1, 12), DAYS)
def test_a_day_without_its_year_is_placed_within_half_a_year(month: int, anchor: date) -> None:
    placed = nearest(PlainDate(None, month, 1), anchor)
    assert placed is not None
    assert abs(placed.start - anchor) <= timedelta(days=184)
