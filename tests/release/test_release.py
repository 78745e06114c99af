"""A release of real documents: every file, its promises, what `verify` says of damage, what changed since."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

from pipeline.release import NoSnapshotError, ReleaseExistsError, make_release, verify
from pipeline.release.crosswalks import CROSSWALKS
from pipeline.release.making import SUMS, releases
from pipeline.tables import EVENT_TYPES, TABLES
from tests.stories import walked, write_stories

DAY = date(2026, 11, 22)
FILES = {
    *(f"{table}.parquet" for table in TABLES),
    *(f"{one.name}.csv" for one in CROSSWALKS),
    "changes.parquet", "events.csv", "events.jsonl", "events.geojson", "datapackage.json", "croissant.json",
    "release.json",
    "CODEBOOK.md", "codebook.html", "CROSSWALKS.md", "CHANGELOG.md", "CITATION.cff", "LICENSE.txt", SUMS,
}  # fmt: skip


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the stories with one release."""
    folder = tmp_path_factory.mktemp("released")
    walked(folder / "w", write_stories(folder / "in"))
    make_release(folder / "w", None, DAY)
    return folder / "w"


@pytest.fixture
def copy(released: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of the release to damage."""
    yield Path(shutil.copytree(released / "exports" / "2026.11.22", tmp_path / "release"))


def test_every_file_is_there_and_all_promises_hold(released: Path) -> None:
    folder = released / "exports" / "latest"
    assert folder.resolve().name == "2026.11.22"
    assert {path.name for path in folder.iterdir()} == FILES
    assert verify(folder) == []


def test_nothing_new_makes_no_release(released: Path) -> None:
    again = make_release(released, None, date(2027, 1, 1))
    assert (again.name, again.made) == ("2026.11.22", False)


@pytest.mark.parametrize("name", ["2026.11.22", "latest", "../out", "", ".hidden"])
def test_a_name_that_is_taken_or_none_is_refused(released: Path, name: str) -> None:
    with pytest.raises(ReleaseExistsError):
        make_release(released, name, DAY)


def test_no_snapshot_no_release(tmp_path: Path) -> None:
    with pytest.raises(NoSnapshotError, match="dateline run"):
        make_release(tmp_path, None, DAY)


def test_the_same_snapshot_gives_the_same_bytes(released: Path, tmp_path: Path) -> None:
    sums = []
    for at in ("one", "two"):
        other = tmp_path / at
        shutil.copytree(released / "exports" / "2026.11.22", other / "exports" / ".snapshots" / "s")
        (other / "exports" / "latest").symlink_to(".snapshots/s")
        sums.append((make_release(other, "r", DAY).folder / SUMS).read_text())
    assert sums[0] == sums[1]


def test_a_flipped_bit_is_named(copy: Path) -> None:
    data = bytearray((copy / "events.parquet").read_bytes())
    data[len(data) // 2] ^= 1
    (copy / "events.parquet").write_bytes(data)
    assert {fault.file for fault in verify(copy)} == {"events.parquet"}


def test_a_missing_row_is_named_even_with_new_sums(copy: Path) -> None:
    rows = pl.read_parquet(copy / "figures.parquet")
    rows.head(rows.height - 1).write_parquet(copy / "figures.parquet")
    assert {fault.file for fault in verify(copy)} == {"figures.parquet"}
    renew_sums(copy)
    assert [str(fault) for fault in verify(copy)] == [
        f"figures.parquet: {rows.height - 1} rows, {rows.height} released"
    ]


def test_a_swapped_file_is_named(copy: Path) -> None:
    shutil.copyfile(copy / "dates.parquet", copy / "evidence.parquet")
    renew_sums(copy)
    assert "evidence.parquet" in {fault.file for fault in verify(copy)}


def test_a_lost_and_a_foreign_file_are_named(copy: Path) -> None:
    (copy / "events.csv").unlink()
    (copy / "notes.txt").write_text("mine")
    assert {fault.file for fault in verify(copy)} == {"events.csv", "notes.txt"}


def test_an_interval_that_ends_before_it_begins_is_named(copy: Path) -> None:
    rows = pl.read_parquet(copy / "events.parquet")
    dated = pl.col("date_end").is_not_null()
    rows.with_columns(date_end=pl.when(dated).then(pl.date(1900, 1, 1))).write_parquet(copy / "events.parquet")
    renew_sums(copy)
    assert any("end before they begin" in str(fault) for fault in verify(copy))


def renew_sums(folder: Path) -> None:
    names = [line.split("  ")[1] for line in (folder / SUMS).read_text().splitlines()]
    done = subprocess.run(["sha256sum", *names], cwd=folder, capture_output=True, text=True, check=True)
    (folder / SUMS).write_text(done.stdout)


def test_the_changes_tell_what_was_added_changed_and_withdrawn(tmp_path: Path) -> None:
    inputs = write_stories(tmp_path / "in", "bridge.txt", "march.txt")
    walked(tmp_path / "w", inputs)
    make_release(tmp_path / "w", "first", DAY)
    (inputs / "march.txt").unlink()
    write_stories(inputs, "bridge-again.txt", "pact.txt")
    walked(tmp_path / "w", inputs, may_shrink=True)
    make_release(tmp_path / "w", "second", DAY)
    folder = tmp_path / "w" / "exports" / "second"
    told = pl.read_parquet(folder / "changes.parquet")
    assert {"added", "changed", "withdrawn"} <= set(told["change"])
    assert "since release first" in (folder / "CHANGELOG.md").read_text()
    assert releases(tmp_path / "w" / "exports") == ["first", "second"]
    assert verify(folder) == [] == verify(folder.with_name("first"))


def test_csv_cells_run_nothing_and_say_the_same(released: Path) -> None:
    folder = released / "exports" / "latest"
    events = pl.read_parquet(folder / "events.parquet")
    with (folder / "events.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["event_id"] for row in rows] == events["event_id"].to_list()
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+@\t\r" and cell]


def test_machines_can_read_what_the_columns_mean(released: Path) -> None:
    folder = released / "exports" / "latest"
    package = json.loads((folder / "datapackage.json").read_text())
    assert {one["path"] for one in package["resources"]} == {f"{table}.parquet" for table in TABLES}
    for one in package["resources"]:
        assert one["rows"] == pl.scan_parquet(folder / one["path"]).select(pl.len()).collect().item()
        assert [field["name"] for field in one["schema"]["fields"]] == list(
            pl.read_parquet_schema(folder / one["path"])
        )
    croissant = json.loads((folder / "croissant.json").read_text())
    assert len(croissant["recordSet"]) == len(TABLES)
    assert pq.read_schema(folder / "events.parquet").field("low").metadata[b"description"]
    codebook = (folder / "CODEBOOK.md").read_text()
    assert all(event_type in codebook for event_type in EVENT_TYPES)
    assert "<table>" in (folder / "codebook.html").read_text()


def test_points_are_points(released: Path) -> None:
    told = json.loads((released / "exports" / "latest" / "events.geojson").read_text())
    assert told["features"]
    for feature in told["features"]:
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180 and -90 <= latitude <= 90


@pytest.mark.parametrize("one", CROSSWALKS, ids=lambda one: one.name)
def test_each_crosswalk_has_the_columns_that_it_documents(released: Path, one: object) -> None:
    rows = pl.read_csv(released / "exports" / "latest" / f"{one.name}.csv", infer_schema=False)
    assert rows.columns == list(one.columns)
    assert rows.height


def test_the_commands(released: Path, tmp_path: Path) -> None:
    tool = str(Path(sys.executable).with_name("dateline"))

    def ask(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([tool, *words, "--warehouse", str(released)], capture_output=True, text=True, check=False)

    assert ask("export").stdout.startswith("Nothing new since release 2026.11.22")
    assert ask("export", "--release", "2026.11.22").returncode == 2
    assert json.loads(ask("verify", "--json").stdout)["ok"] is True
    broken = Path(shutil.copytree(released / "exports" / "2026.11.22", tmp_path / "r"))
    (broken / "events.jsonl").write_text("")
    said = ask("verify", str(broken))
    assert said.returncode == 1 and said.stdout.startswith("events.jsonl: ")


def test_a_run_after_a_release_still_knows_that_nothing_is_new(tmp_path: Path) -> None:
    inputs = write_stories(tmp_path / "in", "bridge.txt", "march.txt")
    walked(tmp_path / "w", inputs)
    make_release(tmp_path / "w", "first", DAY)
    assert walked(tmp_path / "w", inputs).published is False
