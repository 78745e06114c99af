"""The day or window in which documents were published: declared, printed, inferred, or null with the reason."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline import tables
from pipeline.publication import infer_publication
from pipeline.publication.printed import printed_dates

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


@pytest.mark.parametrize("line", lines_of("printed.txt"))
def test_what_a_page_prints_for_itself(line: str) -> None:
    language, text, expected = (part.strip() for part in line.split(" | "))
    printed = printed_dates(text.replace(" / ", "\n"), language)
    first = f"{printed[0].kind} {printed[0].said.value()}" if printed else "-"
    assert first == expected


def test_a_declared_day_stays_and_is_its_own_window() -> None:
    [row] = infer_publication(documents("Published: May 1, 1999", published_on=date(2025, 5, 12))).to_dicts()
    assert row["published_on"] == row["published_earliest"] == row["published_latest"] == date(2025, 5, 12)
    assert row["published_basis"] == "declared"


def test_a_printed_day_is_the_day() -> None:
    [row] = infer_publication(documents("Rain\nPublished: May 1, 1999\n\nIt fell.")).to_dicts()
    assert (row["published_on"], row["published_basis"]) == (date(1999, 5, 1), "printed")
    assert "Published: May 1, 1999" in row["published_evidence"]


def test_a_refused_document_is_left_alone() -> None:
    refused = documents("", status="rejected", reason="empty")
    assert infer_publication(refused).equals(refused)


def test_no_rows_give_no_rows() -> None:
    assert infer_publication(tables.empty("documents")).equals(tables.empty("documents"))
