"""Files within files: what lies beside a packed file counts for it, however deep it is packed."""

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import polars as pl

from pipeline.stages.documents import read_documents

STORY = "Rain closes two roads\n\nHeavy rain closed two roads near Tanga on Monday, officials said.\n"
HEAD = "source_path,published_on,title\n"


def packed(files: dict[str, str | bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def read(folder: Path) -> dict[str, dict[str, object]]:
    return {row["source_path"]: row for row in read_documents([folder]).iter_rows(named=True)}


def test_published_csv_in_an_archive_counts_for_its_files_and_their_records(tmp_path: Path) -> None:
    lines = '{"id": "r1", "text": "Rain fell."}\n{"id": "r2", "text": "Snow fell."}\n'
    inner = packed({"deep/story.txt": STORY, "published.csv": HEAD + "deep/story.txt,2011-05-06,\n"})
    table = HEAD + "story.txt,2012-01-02,A given title\nlines.jsonl#r2,2013-03-04,\n"
    files = {"x/story.txt": STORY, "x/published.csv": table, "x/lines.jsonl": lines, "inner.zip": inner}
    (tmp_path / "news.zip").write_bytes(packed(files))
    found = read(tmp_path)
    dated = {path: (row["published_on"], row["published_evidence"]) for path, row in found.items()}
    said = "published.csv: published_on"
    assert dated == {
        "news.zip#inner.zip#deep/story.txt": (date(2011, 5, 6), said),
        "news.zip#x/lines.jsonl#r1": (None, None),
        "news.zip#x/lines.jsonl#r2": (date(2013, 3, 4), said),
        "news.zip#x/story.txt": (date(2012, 1, 2), said),
    }
    assert found["news.zip#x/story.txt"]["title"] == "A given title"


def test_published_csv_beside_the_archive_wins(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(packed({"a.txt": STORY, "published.csv": HEAD + "a.txt,2012-01-02,\n"}))
    (tmp_path / "published.csv").write_text(HEAD + "news.zip#a.txt,2014-05-06,\n", encoding="utf-8")
    assert read(tmp_path)["news.zip#a.txt"]["published_on"] == date(2014, 5, 6)


def test_a_table_that_says_nothing_is_a_refused_record(tmp_path: Path) -> None:
    (tmp_path / "news.zip").write_bytes(packed({"a.txt": STORY, "published.csv": "when\n2012\n"}))
    found = read(tmp_path)
    assert found["news.zip#published.csv"]["reason"] == "published.csv has no rows with a column source_path"
    assert found["news.zip#a.txt"]["status"] == "accepted"


def test_gzip_in_gzip_and_in_zip_is_read(tmp_path: Path) -> None:
    (tmp_path / "twice.txt.gz.gz").write_bytes(gzip.compress(gzip.compress(STORY.encode())))
    (tmp_path / "news.zip").write_bytes(packed({"a.txt.gz": gzip.compress(STORY.encode())}))
    documents = read_documents([tmp_path])
    assert documents["text_raw"].to_list() == [STORY, STORY]
    assert documents.filter(pl.col("status") == "rejected").is_empty()


def test_front_matter_between_pluses(tmp_path: Path) -> None:
    (tmp_path / "rain.md").write_text("+++\ntitle = 'Rain'\ndate = 2020-01-02T10:00:00Z\n+++\n\n" + STORY)
    row = read(tmp_path)["rain.md"]
    assert (row["title"], row["published_on"]) == ("Rain", date(2020, 1, 2))
