"""Documents: where they come from, what they are called, and what is said of them."""

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import tables
from pipeline.ids import content_id
from pipeline.source_text.sources import scan_inputs
from pipeline.stages.documents import read_documents, read_source

RAIN = "Rain closes two roads\n\nHeavy rain fell on the coast on Tuesday, and two roads were closed.\n"
SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"


def folder(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return root


def test_exactly_the_columns_of_the_table(tmp_path: Path) -> None:
    documents = read_documents([folder(tmp_path, {"a.txt": RAIN})])
    assert documents.schema == tables.empty("documents").schema
    tables.TABLES["documents"].validate(documents)


def test_row_of_a_plain_text(tmp_path: Path) -> None:
    row = read_documents([folder(tmp_path, {"in/a.txt": RAIN})]).row(0, named=True)
    assert row["doc_id"] == content_id("in/a.txt", RAIN)
    assert (row["source_path"], row["format"], row["status"]) == ("in/a.txt", "plain_text", "accepted")
    assert (row["title"], row["language"], row["n_chars"]) == ("Rain closes two roads", "en", len(RAIN))
    assert row["text_raw"] == RAIN and row["published_on"] is None and row["published_basis"] is None


def test_line_ends_stay_as_they_are(tmp_path: Path) -> None:
    text = "One.\r\nTwo.\rThree.\n"
    assert read_documents([folder(tmp_path, {"a.txt": text})])["text_raw"][0] == text


def test_same_rows_for_a_folder_and_for_its_files_in_any_order(tmp_path: Path) -> None:
    root = folder(tmp_path, {"b.txt": RAIN, "a.txt": "Other words.", "c.md": "# Three", "published.csv": "x\n"})
    whole = read_documents([root]).filter(pl.col("source_path") != "published.csv")
    one_by_one = read_documents([root / "c.md", root / "a.txt", root / "b.txt"])
    assert whole.equals(one_by_one)


def test_same_file_twice_is_one_document(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.txt": RAIN})
    assert read_documents([root, root / "a.txt", root]).height == 1


def test_published_csv_nearest_folder_wins_over_what_the_file_says(tmp_path: Path) -> None:
    table = "source_path,published_on,publisher,url,title\n"
    root = folder(
        tmp_path,
        {
            "published.csv": table + "deep/a.md,2001-01-01,Far,,\ndeep/b.txt,2002-02-02,Far,http://b.example,B\n",
            "deep/published.csv": table + "a.md,2003-03-03,Near,,\n",
            "deep/a.md": "---\ntitle: In front\ndate: 1999-09-09\n---\nRain fell.",
            "deep/b.txt": RAIN,
        },
    )
    rows = {row["source_path"]: row for row in read_documents([root]).iter_rows(named=True)}
    near, far = rows["deep/a.md"], rows["deep/b.txt"]
    assert (near["published_on"], near["publisher"], near["title"]) == (date(2003, 3, 3), "Near", "In front")
    assert near["published_evidence"] == "published.csv: published_on" and near["published_basis"] == "declared"
    assert (far["published_on"], far["source_url"], far["title"]) == (date(2002, 2, 2), "http://b.example", "B")
    assert read_documents([root / "deep"]).filter(source_path="a.md")["published_on"][0] == date(2003, 3, 3)


def test_published_csv_names_records_too(tmp_path: Path) -> None:
    root = folder(
        tmp_path,
        {
            "s.jsonl": '{"id": "x", "text": "One."}\n{"text": "Two."}\n',
            "published.csv": "source_path,published_on\ns.jsonl#x,2010-10-10\ns.jsonl#2,2011-11-11\n",
        },
    )
    assert read_documents([root]).sort("source_path")["published_on"].to_list() == [
        date(2011, 11, 11),
        date(2010, 10, 10),
    ]


@pytest.mark.parametrize("said", ["2025-02-30", "soon", "0099-01-01", "03/04/2025", "2025"])
def test_a_date_that_is_none_leaves_the_document_undated(tmp_path: Path, said: str) -> None:
    root = folder(tmp_path, {"a.txt": RAIN, "published.csv": f"source_path,published_on\na.txt,{said}\n"})
    row = read_documents([root]).row(0, named=True)
    assert row["status"] == "accepted" and row["published_on"] is None and said in row["reason"]


def test_a_broken_published_csv_is_a_refused_row(tmp_path: Path) -> None:
    documents = read_documents([folder(tmp_path, {"a.txt": RAIN, "published.csv": "name,day\na.txt,2020-01-01\n"})])
    told = documents.filter(source_path="published.csv").row(0, named=True)
    assert told["status"] == "rejected" and "source_path" in told["reason"]


def test_the_same_record_again_is_told(tmp_path: Path) -> None:
    line = '{"id": "x", "text": "One."}\n'
    documents = read_documents([folder(tmp_path, {"s.jsonl": line * 3})])
    assert documents["status"].to_list().count("accepted") == 1
    assert set(documents.filter(status="rejected")["reason"]) == {"the same record again"}


def test_state_changes_with_bytes_and_with_what_is_declared(tmp_path: Path) -> None:
    root = folder(tmp_path, {"a.txt": RAIN, "b.txt": RAIN})
    first = {source.source_path: source.state for source in scan_inputs([root])}
    folder(tmp_path, {"published.csv": "source_path,published_on\nb.txt,2020-01-01\n"})
    second = {source.source_path: source.state for source in scan_inputs([root])}
    assert first["a.txt"] == second["a.txt"] and first["b.txt"] != second["b.txt"]
    assert [row["source_path"] for source in scan_inputs([root]) for row in read_source(source)] == ["a.txt", "b.txt"]


def test_an_input_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        scan_inputs([tmp_path / "missing"])


def test_an_empty_folder_gives_no_row(tmp_path: Path) -> None:
    assert read_documents([tmp_path]).is_empty()


@settings(deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: bool(text.strip())))
def test_text_raw_is_the_decoded_source_exactly(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("exact") / "a.txt"
    path.write_bytes(b"Rain. " + text.encode())
    row = read_documents([path]).row(0, named=True)
    if row["status"] == "accepted" and row["format"] == "plain_text":
        assert row["text_raw"] == "Rain. " + text


@pytest.mark.skipif(not SHARED.exists(), reason="the shared seed documents are not here")
def test_shared_seeds() -> None:
    documents = read_documents([SHARED])
    assert documents.height == 5 and set(documents["status"]) == {"accepted"}
    assert documents["published_on"].null_count() == 0


@pytest.mark.parametrize(
    ("declared", "text", "code"),
    [
        ("de-AT", RAIN, "de"),
        ("German", "Am Dienstag fiel an der Küste starker Regen, und zwei Straßen wurden gesperrt.", "de"),
        (None, "Сильный дождь прошёл во вторник на побережье, две дороги закрыты.", "ru"),
        (None, RAIN, "en"),
    ],
)
def test_other_languages_are_kept_and_marked(tmp_path: Path, declared: str | None, text: str, code: str) -> None:
    root = folder(tmp_path, {"s.jsonl": json.dumps({"id": "x", "text": text, "language": declared})})
    row = read_documents([root]).row(0, named=True)
    assert (row["status"], row["language"]) == ("accepted", code)
    assert row["reason"] == (None if code == "en" else f"not coded: language {code}")
