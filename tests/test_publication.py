"""The day or window in which documents were published: declared, printed, inferred, or null with the reason."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import tables
from pipeline.publication import infer_publication
from pipeline.publication.happenings import world_events
from pipeline.publication.printed import printed_dates
from pipeline.stages.publication import read_clues

EXAMPLES = Path(__file__).parent / "examples" / "publication"


def lines_of(name: str) -> list[str]:
    lines = (EXAMPLES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def documents(*texts: str, **columns: Any) -> pl.DataFrame:
    base = {"format": "plain_text", "source_sha256": "0", "status": "accepted", "language": "en"} | columns
    rows = [
        base | {"doc_id": f"d{n}", "source_path": f"{n}.txt", "text_raw": text, "n_chars": len(text)}
        for n, text in enumerate(texts)
    ]
    return tables.as_table("documents", rows)


def inferred(rows: pl.DataFrame) -> pl.DataFrame:
    return infer_publication(rows, read_clues(rows))


@pytest.mark.parametrize("line", lines_of("printed.txt"))
def test_what_a_page_prints_for_itself(line: str) -> None:
    language, rest = line.split(" | ", 1)
    text, expected = (part.strip() for part in rest.rsplit(" | ", 1))
    printed = printed_dates(text.replace(" / ", "\n"), language)
    first = f"{printed[0].kind} {printed[0].said.value()}" if printed else "-"
    assert first == expected


def test_a_declared_day_stays_and_is_its_own_window() -> None:
    [row] = inferred(documents("Published: May 1, 1999", published_on=date(2025, 5, 12))).to_dicts()
    assert row["published_on"] == row["published_earliest"] == row["published_latest"] == date(2025, 5, 12)
    assert row["published_basis"] == "declared"


def test_a_printed_day_is_the_day() -> None:
    [row] = inferred(documents("Rain\nPublished: May 1, 1999\n\nIt fell.")).to_dicts()
    assert (row["published_on"], row["published_basis"]) == (date(1999, 5, 1), "printed")
    assert "Published: May 1, 1999" in row["published_evidence"]


def test_a_refused_document_is_left_alone() -> None:
    refused = documents("", status="rejected", reason="empty")
    assert inferred(refused).equals(refused)


def test_what_was_inferred_is_inferred_anew_and_order_is_nothing() -> None:
    texts = [line.rsplit(" | ", 2)[0] for line in lines_of("undated.txt")]
    once = inferred(documents(*texts))
    assert inferred(once).equals(once)
    shuffled = inferred(documents(*texts).reverse())
    assert shuffled.sort("doc_id").equals(once.sort("doc_id"))


def test_a_window_that_nothing_tells_any_more_is_gone() -> None:
    window = {"published_earliest": date(2020, 1, 1), "published_latest": date(2020, 2, 1)}
    [row] = inferred(documents("Rain fell.", published_basis="inferred", **window)).to_dicts()
    assert row["published_earliest"] is row["published_latest"] is row["published_basis"] is None


def test_no_rows_give_no_rows() -> None:
    assert inferred(tables.empty("documents")).equals(tables.empty("documents"))


@pytest.mark.parametrize("line", lines_of("undated.txt"))
def test_an_undated_text_is_dated_right_or_not_at_all(line: str) -> None:
    text, written, expected = (part.strip() for part in line.rsplit(" | ", 2))
    [row] = inferred(documents(text.replace("\\n", "\n"))).to_dicts()
    earliest, latest = row["published_earliest"], row["published_latest"]
    assert (earliest is not None) == (expected == "ok"), row["published_evidence"]
    assert earliest is None or earliest <= date.fromisoformat(written) <= latest, row["published_evidence"]
    assert earliest is None or (latest - earliest).days <= 366
    assert row["published_evidence"]


def test_a_day_in_the_address_is_the_day() -> None:
    [row] = inferred(documents("Rain fell.", source_url="https://example.org/2021/03/04/rain")).to_dicts()
    assert (row["published_on"], row["published_basis"]) == (date(2021, 3, 4), "printed")


def test_another_telling_of_known_day_bounds_an_undated_one() -> None:
    told = (
        "The ferry Astrid Maersdal ran aground off Kalvhaug on Tuesday with 412 people aboard, the Vestfold guard said."
        "\n\nCaptain Ingrid Solheim told Radio Tonsberg that 37 passengers were hurt. Minister Olav Brekke promised "
        "250,000 crowns."
    )
    again = told.replace("on Tuesday", "last week").replace("promised", "has now paid")
    rows = documents(told, again)
    known = pl.when(pl.col("doc_id") == "d0").then(date(2019, 5, 8)).alias("published_on")
    _, row = inferred(rows.with_columns(known)).sort("doc_id").to_dicts()
    assert row["published_earliest"] <= date(2019, 5, 15) <= row["published_latest"]
    assert (row["published_latest"] - row["published_earliest"]).days <= 31
    assert "0.txt" in row["published_evidence"]


def test_clues_that_cannot_agree_leave_it_null_with_the_reason() -> None:
    text = "Hurricane Maria hit the island last year. The Grenfell Tower fire last month killed 72 people."
    [row] = inferred(documents(text)).to_dicts()
    assert row["published_earliest"] is row["published_basis"] is None
    assert row["published_evidence"].startswith("not known")


def test_the_calendar_of_world_events_is_wide_and_sound() -> None:
    events = world_events()
    recent = [event for event in events if event.days[0] >= date(1990, 1, 1)]
    assert len(recent) >= 150
    assert all(event.days[0] <= event.days[1] and event.keywords and event.description for event in events)
    assert len({event.days[0].year for event in recent}) >= 35
