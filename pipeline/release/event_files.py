"""The events in the forms that spreadsheets, scripts and maps read: CSV, JSONL, GeoJSON."""

import json
from typing import Any

import polars as pl

FORMULA_START = r"^([=+\-@\t\r])"


def harmless(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with an apostrophe before each text cell that a spreadsheet would run as a formula.

    >>> harmless(pl.DataFrame({"actor": ["=1+1", "Chad", None], "low": [-1, 2, 3]})).rows()
    [("'=1+1", -1), ('Chad', 2), (None, 3)]
    """
    return rows.with_columns(pl.col(pl.String).str.replace(FORMULA_START, "'$1"))


def as_csv(rows: pl.DataFrame) -> bytes:
    """The rows as CSV with a header, nulls as empty cells, formulas made harmless."""
    return harmless(rows).write_csv().encode()


def as_jsonl(rows: pl.DataFrame) -> bytes:
    """One JSON object a line; days as ISO text, nulls kept."""
    return "".join(
        json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows.iter_rows(named=True)
    ).encode()


def as_geojson(rows: pl.DataFrame) -> bytes:
    """The events that have a point, as a GeoJSON FeatureCollection; `place_precision` says what a point stands for."""
    placed = rows.filter(pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null())
    features = [_feature(row) for row in placed.iter_rows(named=True)]
    return (
        json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, default=str) + "\n"
    ).encode()


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [row.pop("longitude"), row.pop("latitude")]}
    return {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": row}
