"""H6 and H7: bombs of digits and words, dates the calendar has not, words that are no dates; nothing is invented."""

from datetime import date

import polars as pl
import pytest

from pipeline import tables
from pipeline.plain_dates import find_plain_dates, read_plain_date
from pipeline.publication import infer_publication
from pipeline.stages.publication import read_clues
from pipeline.time_expressions.other_languages import read_foreign_dates
from pipeline.time_expressions.reading import read_dates
from pipeline.time_expressions.timex import Reading

PUBLISHED = date(2025, 5, 12)
LANGUAGES = ("en", "de", "fr", "es", "ru", "uk", "ko", "ar")
BOMBS = {
    "digits": "7" * 20_000,
    "digits and marks": "1/" * 10_000,
    "dots": "1." * 10_000,
    "last": "last " * 100_000,
    "months": "May " * 20_000,
    "ago": "two years ago " * 5_000,
    "no blanks": "lastyear" * 10_000,
    "hyphens": "2025-" * 10_000,
    "colons": "12:" * 10_000,
    "breaks": "\n" * 100_000,
    "marks of direction": "\u200f11\u200e May\u202b" * 5_000,
    "quotes": '"' * 50_000,
}


def readings(text: str, language: str, published: date | None = PUBLISHED) -> list[Reading]:
    return read_dates(text, published, language=language)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", BOMBS)
@pytest.mark.parametrize("language", ["en", "de", "ko", "ar"])
def test_a_bomb_is_read_and_every_span_is_in_the_text(name: str, language: str) -> None:
    text = BOMBS[name]
    for reading in readings(text, language):
        assert text[reading.start : reading.end] == reading.text


@pytest.mark.parametrize("name", ["digits", "no blanks", "breaks", "quotes", "hyphens", "dots"])
def test_a_bomb_holds_no_date(name: str) -> None:
    assert [r for r in readings(BOMBS[name], "en") if r.date_start] == []


@pytest.mark.parametrize(
    "text",
    [
        "It happened on 30 February 2023.",
        "It happened on February 30, 2023.",
        "It happened on 31 April 2020.",
        "It happened on 29 February 2023.",
        "It happened on 2023-02-30.",
        "It happened on 0000-01-01.",
        "It happened on 32/13/2020.",
    ],
)
def test_a_day_that_the_calendar_has_not_is_no_day(text: str) -> None:
    assert [r for r in readings(text, "en") if r.precision == "day" and r.date_start] == []


@pytest.mark.parametrize("text", ["We met.", "You may go.", "She came second.", "Prices fall sharply."])
def test_words_are_no_dates(text: str) -> None:
    assert [r for r in readings(text, "en") if r.date_start] == []


@pytest.mark.parametrize("text", ["the 120-day mission", "a 120-day siege"])
def test_a_length_is_a_duration_without_days(text: str) -> None:
    [reading] = readings(text, "en")
    assert (reading.timex_type, reading.timex_value, reading.date_start) == ("DURATION", "P120D", None)


def test_a_date_with_two_readings_says_so() -> None:
    [reading] = readings("It was signed on 1/2/03.", "en")
    assert {reading.timex_value, reading.other_value} == {"2003-01-02", "2003-02-01"}
    [found] = find_plain_dates("Signed 1/2/2003.", "en")
    assert (found.date.value(), found.other and found.other.value()) == ("2003-01-02", "2003-02-01")


@pytest.mark.parametrize("mark", ["\u200f", "\u200e", "\u202b", "\u2067", "\u200b"])
@pytest.mark.parametrize("language", ["de", "ar", "fr"])
def test_marks_of_direction_inside_a_date_change_nothing(mark: str, language: str) -> None:
    text = f"x {mark}11{mark}.{mark}05{mark}.2025{mark} y"
    [reading] = readings(text, language)
    assert reading.date_start == date(2025, 5, 11)
    assert text[reading.start : reading.end] == reading.text


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 1, 3), date(9999, 12, 30), date(4, 2, 29), None])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_absurd_day_of_publication_breaks_nothing(published: date | None, language: str) -> None:
    said = {
        "en": "Last week, next year, two centuries ago, in ten years, on Monday, last fall, on May 5, yesterday.",
        "de": "Letzte Woche, nächstes Jahr, vor 900 Jahren, in 10 Tagen, am Montag, letzten Herbst, 5. Mai, gestern.",
        "fr": "La semaine dernière, l'an prochain, il y a 900 ans, dans 10 jours, l'été dernier, le 5 mai, hier.",
        "es": "La semana pasada, el próximo año, hace 900 años, dentro de 10 días, el lunes, el 5 de mayo, ayer.",
        "ru": "На прошлой неделе, в следующем году, 900 лет назад, через 10 дней, в понедельник, 5 мая, вчера.",
        "uk": "Минулого тижня, наступного року, 900 років тому, через 10 днів, у понеділок, 5 травня, вчора.",
        "ko": "지난주, 내년, 900년 전, 10일 뒤, 월요일, 지난해 가을, 5월 5일, 어제.",
        "ar": "الأسبوع الماضي، العام المقبل، قبل 900 سنة، بعد 10 أيام، يوم الاثنين، 5 مايو، أمس.",
    }[language]
    for reading in readings(said, language, published):
        assert None in (reading.date_start, reading.date_end) or reading.date_start <= reading.date_end
        assert published is not None or reading.date_start is None


def test_a_span_over_the_limit_is_not_read() -> None:
    assert read_plain_date("3 May 2020" + " " * 60, "en") is None
    assert read_plain_date("9" * 20_000, "en") is None


@pytest.mark.parametrize(
    "text", ["valid until 31 December 9999", "on 5 May 0000.", "by March 3, 12345", "May 11 99999"]
)
def test_a_year_far_off_is_never_a_day_of_ours(text: str) -> None:
    assert [r.timex_value for r in readings(text, "en") if r.date_start] == []


def undated(*texts: str) -> pl.DataFrame:
    base = {"format": "plain_text", "source_sha256": "0", "status": "accepted"}
    rows = [
        base | {"doc_id": f"d{n}", "source_path": f"{n}", "text_raw": text, "n_chars": len(text), "language": "en"}
        for n, text in enumerate(texts)
    ]
    return tables.as_table("documents", rows)


def inferred(rows: pl.DataFrame) -> pl.DataFrame:
    return infer_publication(rows, read_clues(rows))


@pytest.mark.timeout(120)
def test_bombs_have_no_day_of_publication() -> None:
    rows = inferred(undated(*BOMBS.values())).to_dicts()
    assert [row["published_on"] for row in rows] == [None] * len(BOMBS)
    assert all(row["published_evidence"] for row in rows)


def test_a_printed_day_that_is_none_is_no_day() -> None:
    text = "Storm\nPublished: 30 February 2021\n\nRain fell."
    [row] = inferred(undated(text)).to_dicts()
    assert row["published_on"] is None


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_foreign_bombs_hold_no_invented_day(language: str) -> None:
    assert [r for r in read_foreign_dates("9" * 20_000, PUBLISHED, language) if r.date_start] == []
