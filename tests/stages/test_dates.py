"""The dates stage: rows with the table's columns, raw offsets that hold what was read, anchors and windows."""

from datetime import date

import polars as pl
import pytest

from pipeline.stages.dates import find_dates
from pipeline.tables import TABLES, as_table


def _document(
    published: date | None = None, earliest: date | None = None, latest: date | None = None, text: str = ""
) -> pl.DataFrame:
    return as_table(
        "documents",
        [
            {
                "doc_id": "d", "source_path": "d.txt", "text_raw": text, "n_chars": len(text), "status": "accepted",
                "language": "en",
                "published_on": published, "published_earliest": earliest, "published_latest": latest,
            }
        ],
    )  # fmt: skip


def _sentences(*spans: tuple[int, int], text: str) -> pl.DataFrame:
    rows = [
        {
            "sentence_id": f"s{n}", "doc_id": "d", "paragraph_id": "p", "sentence_no": n, "start_char": start,
            "end_char": end,
            "text": text[start:end], "breaks": None,
        }
        for n, (start, end) in enumerate(spans, start=1)
    ]  # fmt: skip
    return as_table("sentences", rows)


TEXT = "They met on Friday. It was signed two days later, on May 11."


def test_rows_hold_what_was_read_and_where() -> None:
    found = find_dates(
        _document(date(2025, 5, 12), text=TEXT),
        as_table("paragraphs", []),
        _sentences((0, 19), (20, len(TEXT)), text=TEXT),
    )
    assert found.schema == as_table("dates", []).schema
    TABLES["dates"].validate(found)
    assert found["text"].to_list() == ["Friday", "two days later", "May 11"]
    assert found["timex_value"].to_list() == ["2025-05-09", "2025-05-11", "2025-05-11"]
    assert [TEXT[a:b] for a, b in found.select("start_char", "end_char").iter_rows()] == found["text"].to_list()
    assert found["sentence_id"].to_list() == ["s1", "s2", "s2"]


def test_a_window_of_publication_is_carried_into_the_days() -> None:
    documents = _document(None, date(2025, 3, 1), date(2025, 7, 31), "They came last month.")
    row = find_dates(documents, as_table("paragraphs", []), _sentences((0, 21), text="They came last month.")).row(
        0, named=True
    )
    assert (row["timex_value"], row["date_start"], row["date_end"]) == ("XXXX-XX", date(2025, 2, 1), date(2025, 6, 30))


def test_without_a_day_of_publication_nothing_is_invented() -> None:
    row = find_dates(
        _document(text="They came last month."),
        as_table("paragraphs", []),
        _sentences((0, 21), text="They came last month."),
    ).row(0, named=True)
    assert (row["basis"], row["date_start"], row["date_end"], row["anchor_on"]) == ("unplaced", None, None, None)


@pytest.mark.parametrize("text", ["", "No time here."])
def test_no_dates_no_rows(text: str) -> None:
    assert find_dates(
        _document(text=text), as_table("paragraphs", []), _sentences((0, len(text)), text=text)
    ).is_empty()
