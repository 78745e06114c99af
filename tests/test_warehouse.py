"""The DuckDB file: keys, comments, views, and a storage that older DuckDB reads; the promises of tables."""

import struct
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.tables import TABLES, as_table, empty
from pipeline.upkeep.audit import AuditError, audit, references
from pipeline.upkeep.lake import Lake
from pipeline.views import VIEWS
from pipeline.warehouse import NoWarehouseError, ask, build_file, publish

STORAGE_OF_1_2 = 65
RUN = {"run_id": "r", "n_read": 1, "n_new": 1, "n_removed": 0, "n_rejected": 0, "n_events": 0, "code_version": "v"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "events.duckdb"
    build_file(path, {})
    return path


def asked(path: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_every_table_has_its_primary_key(built: Path) -> None:
    query = "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
    keys = {str(table): columns for table, columns in asked(built, query)}
    assert keys == {table: schema.primary_key() for table, schema in TABLES.items()}


def test_every_table_column_and_view_has_a_comment(built: Path) -> None:
    for kind in ("tables", "columns", "views"):
        rows = asked(built, f"SELECT comment FROM duckdb_{kind}() WHERE NOT internal")
        assert rows and all(comment for (comment,) in rows if kind != "columns")
    said = asked(built, "SELECT comment FROM duckdb_columns() WHERE table_name = 'dates' AND column_name = 'anchor_on'")
    assert said == [("The day it was read from. Null: stated whole or unplaced",)]


def test_every_view_can_be_asked(built: Path) -> None:
    assert all(asked(built, f"SELECT count(*) FROM {view}") == [(0,)] for view in VIEWS)


def test_older_duckdb_can_read_it(built: Path) -> None:
    magic, version = struct.unpack("<4sQ", built.read_bytes()[8:20])
    assert (magic, version) == (b"DUCK", STORAGE_OF_1_2)


def test_a_folder_without_a_snapshot_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(NoWarehouseError, match="dateline run INPUT"):
        ask(tmp_path, "SELECT 1")


def documents(*names: str) -> pl.DataFrame:
    rows = [{"doc_id": name, "source_path": name, "n_chars": 0, "status": "accepted"} for name in names]
    return as_table("documents", rows)


def run_row() -> pl.DataFrame:
    return as_table("runs", [RUN]).with_columns(
        started_at=pl.datetime(2024, 1, 1), ended_at=pl.datetime(2024, 1, 1)
    )  # fmt: skip


def test_no_rows_at_all_are_not_published(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="no rows at all"):
        publish(tmp_path, Lake(tmp_path / "lake"), list(TABLES), run_row())
    assert not (tmp_path / "events.duckdb").exists() and not (tmp_path / "exports").exists()


def test_what_was_published_is_published_again_when_it_was_damaged(tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    lake.write("documents", documents("a", "b"))
    assert publish(tmp_path, lake, list(TABLES), run_row()).changed
    assert not publish(tmp_path, Lake(lake.folder), list(TABLES), run_row()).changed
    exported = tmp_path / "exports" / "latest" / "documents.parquet"
    content = bytearray(exported.read_bytes())
    content[200] ^= 1
    exported.write_bytes(content)
    assert publish(tmp_path, Lake(lake.folder), list(TABLES), run_row()).changed
    assert pl.read_parquet(tmp_path / "exports" / "latest" / "documents.parquet").height == 2


def test_two_snapshots_are_kept_for_those_who_still_read(tmp_path: Path) -> None:
    for number in range(4):
        lake = Lake(tmp_path / "lake")
        lake.write("documents", documents(*map(str, range(number + 1))))
        publish(tmp_path, lake, list(TABLES), run_row())
    assert len(list((tmp_path / "exports" / ".snapshots").iterdir())) == 2


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (empty("evidence").drop("joined_because"), "joined_because is missing"),
        (empty("evidence").with_columns(mood=pl.lit("")), "mood is not in tables.py"),
        (empty("evidence").with_columns(event_id=pl.lit(1)), "event_id is Int32, not String"),
        (as_table("evidence", [{"event_id": "e", "mention_id": "m"}]), "joined_because|nullability"),
        (as_table("evidence", [{"event_id": "x", "mention_id": "m", "joined_because": ""}]), "references events"),
    ],
)
def test_a_broken_promise_is_named(rows: pl.DataFrame, said: str) -> None:
    problems = audit("evidence", rows, lambda table, column: pl.Series(["e", "m"]))
    assert any(said in str(problem) for problem in problems)


def test_every_reference_leads_to_a_key() -> None:
    for table in TABLES:
        for column, there, key in references(table):
            assert TABLES[there].primary_key() == [key], (table, column)
