"""The lake: whole files or none, the same bytes for the same rows; the ledger and the lock beside it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables import as_table, empty
from pipeline.upkeep.batches import batches
from pipeline.upkeep.increment import per_document
from pipeline.upkeep.lake import ASIDE, Lake, aside, clean, in_order, reading, schema_of
from pipeline.upkeep.ledger import Stamp, due, input_hashes, read_ledger, read_stamp, write_ledger, write_stamp
from pipeline.upkeep.lock import HeldError, holder, writer

EVIDENCE = [{"event_id": f"e{n % 3}", "mention_id": f"m{n}", "joined_because": "told once"} for n in range(9)]


@given(st.permutations(EVIDENCE))
@settings(max_examples=20, deadline=None)
def test_the_same_rows_give_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("lake")
    assert Lake(folder / "a").write("evidence", as_table("evidence", rows)) == Lake(folder / "b").write(
        "evidence", as_table("evidence", EVIDENCE)
    )


def test_what_was_written_is_read(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    assert (
        lake.read("evidence").equals(empty("evidence")) and not lake.holds("evidence") and not lake.digest("evidence")
    )
    lake.write("evidence", as_table("evidence", EVIDENCE))
    assert lake.read("evidence").equals(in_order("evidence", as_table("evidence", EVIDENCE)))
    assert lake.read("evidence", ["mention_id"]).width == 1 and lake.height("evidence") == 9
    assert lake.tables() == ["evidence"]


def test_a_table_with_other_columns_than_todays_is_not_held(tmp_path: Path) -> None:
    pl.DataFrame({"event_id": ["e"]}).write_parquet(tmp_path / "evidence.parquet")
    assert not Lake(tmp_path).holds("evidence") and Lake(tmp_path).read("evidence").is_empty()


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(ZeroDivisionError), aside(tmp_path / "a.txt") as draft:
        draft.write_text("half")
        raise ZeroDivisionError
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_what_a_killed_run_left_is_cleaned_away(tmp_path: Path) -> None:
    (tmp_path / "exports" / f".x{ASIDE}").mkdir(parents=True)
    (tmp_path / f".events.duckdb{ASIDE}.wal").touch()
    (tmp_path / "events.duckdb").touch()
    clean(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["events.duckdb", "exports"]


def test_a_stamp_counts_while_the_files_are_as_they_were(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    digest = lake.write("evidence", as_table("evidence", EVIDENCE))
    stamp = Stamp("v", {}, {"evidence": digest})
    write_stamp(lake, "join", stamp)
    assert read_stamp(Lake(tmp_path), "join") == stamp
    content = bytearray(lake.path("evidence").read_bytes())
    content[100] ^= 1
    lake.path("evidence").write_bytes(content)
    assert read_stamp(Lake(tmp_path), "join") is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"code_version": "v"}'])
def test_a_broken_stamp_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "join.json").write_text(content)
    assert read_stamp(Lake(tmp_path), "join") is None


def test_a_stamp_with_a_flipped_bit_is_none_or_says_the_same(tmp_path: Path) -> None:
    stamp = Stamp("v", {"evidence": "1f", "dates": "2e"}, {})
    write_stamp(Lake(tmp_path), "join", stamp)
    path = tmp_path / "ledger" / "join.json"
    whole = path.read_bytes()
    for place in range(8 * len(whole)):
        damaged = bytearray(whole)
        damaged[place // 8] ^= 1 << place % 8
        path.write_bytes(damaged)
        assert read_stamp(Lake(tmp_path), "join") in (None, stamp), bytes(damaged)


def test_the_ledger_says_what_is_due(tmp_path: Path) -> None:
    rows = pl.LazyFrame({"doc_id": ["a", "a", "b"], "n": [1, 2, 3]})
    before = input_hashes({"dates": rows})
    write_ledger(Lake(tmp_path), "find", before, "v")
    changed = input_hashes({"dates": rows.with_columns(n=pl.when(pl.col("n") == 2).then(9).otherwise("n"))})
    ledger = read_ledger(Lake(tmp_path), "find")
    assert due(before, ledger, "v").is_empty()
    assert due(changed, ledger, "v")["doc_id"].to_list() == ["a"]
    assert due(before, ledger, "w")["doc_id"].to_list() == ["a", "b"]


def test_a_hash_tells_null_from_empty_and_columns_apart() -> None:
    frames = [
        pl.LazyFrame(
            {"doc_id": ["d"], "x": [x], "y": [y]}, schema={"doc_id": pl.String, "x": pl.String, "y": pl.String}
        )
        for x, y in (("", None), (None, ""), ("ab", "c"), ("a", "bc"))
    ]
    assert len({input_hashes({"dates": frame})["input_hash"][0] for frame in frames}) == 4


@pytest.mark.parametrize("read_at_once", [1, 3, 100])
def test_batches_are_the_same_however_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_at_once: int
) -> None:
    monkeypatch.setattr("pipeline.upkeep.batches.BATCHES_A_READ", read_at_once)
    lake = Lake(tmp_path)
    said = [{"doc_id": f"{n % 7}", "paragraph_id": f"p{n}", "paragraph_no": n, "text": "x" * n} for n in range(20)]
    lake.write("paragraphs", as_table("paragraphs", said))
    found = batches(lake, ["paragraphs", "dates"], pl.Series(["6", "1", "3", "2", "9"]), size=40)
    assert [part[0]["doc_id"].unique().sort().to_list() for part in found] == [["1", "2"], ["3"], ["6"]]
    assert len(found) == 3
    assert all(dates.is_empty() and dates.schema == schema_of("dates") for _, dates in found)
    assert pl.concat(part[0] for part in found).equals(
        lake.read("paragraphs").filter(pl.col("doc_id").is_in(list("1236")))
    )


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    code = "from pathlib import Path; from pipeline.upkeep.lock import writer\n"
    code += f"with writer(Path({str(tmp_path)!r})): pass"
    with writer(tmp_path, "noon"), writer(tmp_path):
        assert holder(tmp_path)["started_at"] == "noon"  # type: ignore[index]
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert HeldError.__name__ in other.stderr and f"process {os.getpid()} since noon" in other.stderr
    assert holder(tmp_path) is None
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_number_that_another_process_got_since_is_no_holder(tmp_path: Path) -> None:
    with writer(tmp_path, "noon"):
        said = json.loads((tmp_path / ".lock").read_text())
    (tmp_path / ".lock").write_text(json.dumps(said | {"process_start": "0"}))
    assert holder(tmp_path) is None


@pytest.mark.parametrize(
    "raised", [OSError("gone"), pl.exceptions.ComputeError("odd"), pl.exceptions.PanicException("!")]
)
def test_whatever_a_reader_raises_names_the_file(tmp_path: Path, raised: BaseException) -> None:
    with pytest.raises(OSError, match="dates"), reading(tmp_path / "dates.parquet"):
        raise raised


def test_a_damaged_output_is_made_anew_without_being_read(tmp_path: Path) -> None:
    lake = Lake(tmp_path)
    stage, inputs, outputs = "pipeline.stages.sentences.split_sentences", ["paragraphs"], ["parts/sentences"]
    paragraph = {
        "paragraph_id": "p", "doc_id": "d", "paragraph_no": 1, "role": "prose", "start_char": 0, "end_char": 24,
        "text": "Rain fell. Roads closed.",
    }  # fmt: skip
    lake.write("paragraphs", as_table("paragraphs", [paragraph]))
    per_document(lake, stage, inputs, outputs)
    whole = lake.path(outputs[0]).read_bytes()
    lake.path(outputs[0]).write_bytes(b"PAR1" + b"\xff" * 60 + b"PAR1")
    per_document(Lake(tmp_path), stage, inputs, outputs)
    assert lake.path(outputs[0]).read_bytes() == whole
