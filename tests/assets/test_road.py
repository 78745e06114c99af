"""What a run tells Dagster, and what happens when a promise is broken."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from assets.definitions import ROAD
from assets.running import QUIET, walk
from assets.storage import Warehouse
from pipeline.tables import TABLES, as_table
from pipeline.upkeep import increment
from pipeline.upkeep.lake import Lake
from tests.stories import sums, walked, write_stories


def warehouse(tmp_path: Path, **options: object) -> Warehouse:
    return Warehouse(root=str(tmp_path / "w"), inputs=[str(tmp_path / "in")], engine="serial", **options)


def test_assets_tell_rows_columns_and_a_preview(tmp_path: Path) -> None:
    write_stories(tmp_path / "in", "march.txt")
    (tmp_path / "in" / "empty.txt").touch()
    done = dg.materialize(ROAD, resources={"warehouse": warehouse(tmp_path)}, run_config=QUIET)
    events = [one.event_specific_data.materialization for one in done.get_asset_materialization_events()]
    told = {one.asset_key.to_user_string(): one.metadata for one in events}
    assert told["documents"]["dagster/row_count"].value == 2
    counted = {name: told["documents"][name].value for name in ("status/rejected", "accepted", "refused", "dated")}
    assert counted == {"status/rejected": 1, "accepted": 1, "refused": 1, "dated": 1}
    assert told["mentions"]["coded"].value == 1 and told["events"]["dated"].value > 0
    assert "Thousands march" in told["paragraphs"]["preview"].value
    columns = told["dates"]["dagster/column_schema"].value.columns
    assert "what was read" in [column.description.lower() for column in columns]
    found = {
        (check.asset_key.to_user_string(), check.check_name): check for check in done.get_asset_check_evaluations()
    }
    assert all(found[table, name].passed for table in TABLES for name in ("schema", "unique_ids"))
    assert found["dates", "references"].passed and found["exports", "references"].passed
    assert not found["documents", "share_refused"].passed and found["events", "volume"].passed


def test_a_broken_promise_stops_the_run_and_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_stories(tmp_path / "in", "march.txt")
    walked(tmp_path / "w", tmp_path / "in")
    before = sums(tmp_path / "w"), (tmp_path / "w" / "events.duckdb").read_bytes()

    def doubled(documents: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
        one = {
            "date_id": "d",
            "doc_id": "nowhere",
            "sentence_id": sentences["sentence_id"][0],
            "start_char": 0,
            "end_char": 1,
            "text": "",
            "timex_type": "NEVER",
            "timex_value": "",
            "precision": "day",
            "basis": "stated",
            "rule": "",
        }
        return pl.DataFrame([one, one], schema=Lake(tmp_path).read("dates").schema)

    monkeypatch.setattr("pipeline.stages.dates.find_dates", doubled)
    write_stories(tmp_path / "in", "pact.txt")
    failure = walk(warehouse(tmp_path)).failure or ""
    for said in ("primary_key", "timex_type", "references documents.doc_id", "Nothing was written"):
        assert said in failure
    assert (sums(tmp_path / "w"), (tmp_path / "w" / "events.duckdb").read_bytes()) == before


def test_a_document_that_a_stage_cannot_take_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails_on_peru(*frames: pl.DataFrame) -> pl.DataFrame:
        if frames[0]["text_raw"].str.contains("Peru").any():
            raise ValueError("too far south")
        return as_table("dates", [])

    monkeypatch.setattr("pipeline.stages.dates.find_dates", fails_on_peru)
    write_stories(tmp_path / "in", "march.txt", "pact.txt")
    failure = walk(warehouse(tmp_path)).failure or ""
    assert "pact.txt" in failure and "ValueError: too far south" in failure and "march.txt" not in failure


def test_new_code_of_a_stage_is_put_to_work_there_and_after(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_stories(tmp_path / "in", "march.txt", "pact.txt")
    walked(tmp_path / "w", folder)
    before = sums(tmp_path / "w")
    worked: list[str] = []

    def noted(stage: str, frames: tuple[pl.DataFrame, ...]) -> tuple[pl.DataFrame, ...]:
        worked.append(stage.rpartition(".")[2])
        found = run(stage, frames)
        return (found[0].with_columns(rule=pl.col("rule") + "!"),) if worked[-1] == "find_dates" else found

    def version(module: str) -> str:
        return "newer" if module == "pipeline.stages.dates" else code_version(module)

    run, code_version = increment._run, increment.code_version
    monkeypatch.setattr(increment, "_run", noted)
    assert not walked(tmp_path / "w", folder).published and not worked
    monkeypatch.setattr(increment, "code_version", version)
    assert walked(tmp_path / "w", folder).published
    assert worked == ["find_dates", "code_mentions", "happen"]
    changed = {name for name, digest in sums(tmp_path / "w").items() if digest != before[name]}
    assert "dates.parquet" in changed and "sentences.parquet" not in changed


def test_what_a_document_says_of_its_own_day_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []

    def noted(stage: str, frames: tuple[pl.DataFrame, ...]) -> tuple[pl.DataFrame, ...]:
        if stage.endswith("read_clues"):
            read.append([Path(path).name for path in frames[0]["source_path"]])
        return run(stage, frames)

    run, folder = increment._run, tmp_path / "in"
    monkeypatch.setattr(increment, "_run", noted)
    folder.mkdir()
    for name, text in (("one", "Published: May 1, 1999"), ("two", "It fell after the storm of March 3, 2001.")):
        (folder / f"{name}.txt").write_text(f"Rain\n{text}\n\nRain fell on the town.")
        walked(tmp_path / "w", folder)
    (folder / "three.html").write_text('<meta name="date" content="2004-05-06"><h1>Snow</h1><p>Snow fell on the town.')
    walked(tmp_path / "w", folder)
    assert read == [["one.txt"], ["two.txt"]]
    documents = pl.read_parquet(tmp_path / "w" / "exports" / "latest" / "documents.parquet")
    assert dict(documents.select(pl.col("source_path").str.extract(r"(\w+)\.\w+$"), "published_basis").iter_rows()) == {
        "one": "printed", "two": None, "three": "declared"
    }  # fmt: skip
    walked(tmp_path / "v", folder)
    assert sums(tmp_path / "v") == sums(tmp_path / "w")


def test_a_snapshot_that_lost_half_its_rows_is_not_published(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in")
    walked(tmp_path / "w", folder)
    before = sums(tmp_path / "w")
    for name in ("march.txt", "pact.txt", "flood.txt"):
        (folder / name).unlink()
    failure = walk(warehouse(tmp_path)).failure or ""
    assert "more than half of the rows gone" in failure and "--may-shrink" in failure
    assert sums(tmp_path / "w") == before
    assert walked(tmp_path / "w", folder, may_shrink=True).published


def test_until_stops_early_and_takes_nothing_away(tmp_path: Path) -> None:
    folder = write_stories(tmp_path / "in", "march.txt")
    assert walked(tmp_path / "w", folder, until="dates").published
    snapshot = tmp_path / "w" / "exports" / "latest"
    assert pl.read_parquet(snapshot / "dates.parquet").height
    assert pl.read_parquet(snapshot / "events.parquet").is_empty()
    walked(tmp_path / "w", folder)
    events = pl.read_parquet(snapshot / "events.parquet")
    assert events.height
    write_stories(folder, "pact.txt")
    assert not walked(tmp_path / "w", folder, until="dates").published
    assert pl.read_parquet(snapshot / "events.parquet").equals(events)
