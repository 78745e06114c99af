"""Other languages: what each sentence of `tests/examples/languages/` gives; near-misses give nothing."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.interval import Interval
from pipeline.time_expressions.other_languages import read_foreign_dates

FOLDER = Path(__file__).parent / "examples" / "languages"
PUBLISHED = date(2025, 5, 12)
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
EXAMPLES = [
    (path.stem, line)
    for path in sorted(FOLDER.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "line"), EXAMPLES)
def test_example(language: str, line: str) -> None:
    sentence, expected = (part.strip() for part in line.rsplit(" | ", 1))
    readings = read_foreign_dates(sentence, PUBLISHED, language)
    said = [" ".join(filter(None, [r.text, "=", r.timex_value, r.bound or r.timex_mod])) for r in readings]
    assert " ; ".join(said or ["-"]) == expected
    assert all(sentence[r.start : r.end] == r.text for r in readings)


def test_each_language_has_its_examples() -> None:
    assert LANGUAGES == ["ar", "de", "es", "fr", "ko", "ru", "uk"]
    assert min(sum(language == name for language, _ in EXAMPLES) for name in LANGUAGES) >= 15


def test_without_a_day_of_publication_relative_ones_stay_unplaced() -> None:
    yesterday, stated = read_foreign_dates("Gestern und am 3. Mai 2024.", None, "de")
    assert (yesterday.date_start, yesterday.basis, yesterday.timex_value) == (None, "unplaced", "XXXX-XX-XX")
    assert (stated.date_start, stated.basis) == (date(2024, 5, 3), "stated")


def test_from_a_window_a_relative_one_covers_all_it_can_mean() -> None:
    [last_year] = read_foreign_dates("L'an dernier", Interval(date(2024, 12, 1), date(2025, 2, 1), "unknown"), "fr")
    assert (last_year.date_start, last_year.date_end) == (date(2023, 1, 1), date(2024, 12, 31))


def test_a_language_without_words_gives_its_absolute_dates() -> None:
    assert [r.timex_value for r in read_foreign_dates("Il 3 marzo 2020 e ieri.", PUBLISHED, "it")] == ["2020-03-03"]
    assert read_foreign_dates("3 mayo 2020", PUBLISHED, "xx") == []


@given(st.sampled_from(LANGUAGES), st.dates(), st.text(max_size=40))
def test_no_text_and_no_day_of_publication_break_it(language: str, published: date, text: str) -> None:
    words = "gestern hier lundi dernier 12 марта через 9 лет 지난주 월요일 أمس الصيف الماضي seit 1999 "
    for reading in read_foreign_dates(words + text, published, language):
        assert (words + text)[reading.start : reading.end] == reading.text
        assert None in (reading.date_start, reading.date_end) or reading.date_start <= reading.date_end
