"""H1 to H5: a row or a refusal with its reason, in bounded memory, and nothing from outside."""

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.formats import Limits
from pipeline.offsets import raw_span
from pipeline.stages.documents import read_documents
from pipeline.stages.paragraphs import split_paragraphs

SMALL = Limits(document=10_000, file=1_000_000, unpacked=200_000)
STORY = "Rain fell on the coast on Tuesday, and two roads were closed."
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "lol">%s]><rss><channel><item><title>&z;</title></item></channel></rss>'
MOST_MEGABYTES = 500


def row(folder: Path, name: str, limits: Limits | None = None) -> dict[str, Any]:
    found = read_documents([folder], limits=limits).filter(pl.col("source_path") == name)
    assert found.height == 1, f"one row for {name}"
    return found.row(0, named=True)


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_h1_charsets(tmp_path: Path, charset: str) -> None:
    text = (
        "Das Hochwasser in Zürich stieg am Dienstag über die Brücke, und die Züge fielen überall in der Stadt aus.\n"
        * 4
    )
    written(tmp_path, "a.txt", text.encode(charset))
    assert row(tmp_path, "a.txt")["text_raw"] == text


def test_h1_marks_and_escapes_stay_raw_and_go_from_clean(tmp_path: Path) -> None:
    text = "\x1b[31mRain\x1b[0m fell\u202e on \u2066the\u2069 co\u00adast\u200b, the\u00a0mayor said.\x00 It\r\nended."
    written(tmp_path, "a.txt", text.encode())
    documents = read_documents([tmp_path])
    assert documents["text_raw"][0] == text
    for told in split_paragraphs(documents).iter_rows(named=True):
        assert not set(told["text"]) & set("\x1b\x00\u202e\u2066\u200b\u00ad")
        start, end = raw_span(told["breaks"], told["start_char"], 0, len(told["text"]))
        assert text[start:end].startswith(told["text"][:4]) and (start, end) == (told["start_char"], told["end_char"])


def test_h1_lone_surrogates_are_replaced_one_for_one(tmp_path: Path) -> None:
    written(tmp_path, "a.jsonl", b'{"id": "x", "text": "Rain \\ud83d fell."}\n')
    written(tmp_path, "b.txt", "Rain ".encode("utf-16-le") + b"\x00\xd8" + " fell on the coast.".encode("utf-16-le"))
    told = row(tmp_path, "a.jsonl#x")
    assert told["text_raw"] == "Rain \ufffd fell." and "surrogate" in told["reason"]
    assert row(tmp_path, "b.txt")["status"] == "accepted"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("junk.txt", bytes(range(256)) * 40, "binary"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(200), "binary"),
        ("paper.pdf", b"%PDF-1.7\nplain enough", "no known format"),
        ("table.csv", b"a,b\n1,2\n", "no known format"),
        ("long.txt", b"rain " * 5_000, "larger than 10000 bytes"),
        ("cut.txt.gz", gzip.compress(STORY.encode() * 50, mtime=0)[:40], "cannot be read"),
        ("broken.zip", b"PK\x03\x04" + b"x" * 60, "broken zip"),
        ("broken.xml", b"<rss><channel><item>", "no well-formed XML"),
        ("broken.warc", b"WARC/1.0\r\nnothing more", "holds no document"),
    ],
)
def test_h2_refused_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    written(tmp_path, name, data)
    written(tmp_path, "good.txt", STORY.encode())
    told = row(tmp_path, name, SMALL)
    assert told["status"] == "rejected" and reason in told["reason"] and told["text_raw"] is None
    assert row(tmp_path, "good.txt", SMALL)["status"] == "accepted"


def test_h2_a_line_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    lines = [json.dumps({"id": "long", "text": "x" * 20_000}), json.dumps({"id": "next", "text": STORY})]
    written(tmp_path, "a.jsonl", "\n".join(lines).encode())
    documents = read_documents([tmp_path], limits=SMALL)
    assert documents.select("source_path", "status").rows() == [("a.jsonl#1", "rejected"), ("a.jsonl#next", "accepted")]


def test_h3_bombs_stop_at_the_cap(tmp_path: Path) -> None:
    written(tmp_path, "a.txt.gz", gzip.compress(b"rain " * 10_000_000, mtime=0))
    written(tmp_path, "b.jsonl.gz", gzip.compress(b"rain " * 10_000_000, mtime=0))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.txt", b"rain " * 2_000_000)
        archive.writestr("good.txt", STORY)
    written(tmp_path, "c.zip", packed.getvalue())
    told = {row["source_path"]: row["reason"] or "" for row in read_documents([tmp_path]).iter_rows(named=True)}
    assert told["a.txt.gz"]
    assert any("packed more than 200 times" in reason for path, reason in told.items() if path.startswith("b.jsonl.gz"))
    assert "packed more than 200 times" in told["c.zip#bomb.txt"]
    assert told["c.zip#good.txt"] == ""


def test_h3_archives_in_archives_end(tmp_path: Path) -> None:
    data = STORY.encode()
    for _ in range(8):
        data = gzip.compress(data, mtime=0)
    written(tmp_path, "deep.gz", data)
    assert row(tmp_path, "deep.gz")["reason"] == "packed too deep"


def test_h3_zip_slip_writes_nothing(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("../evil.txt", "/etc/evil.txt", "..\\evil.txt", "C:\\evil.txt"):
            archive.writestr(name, STORY)
    inputs = tmp_path / "in"
    written(inputs, "slip.zip", packed.getvalue())
    before = sorted(tmp_path.rglob("*"))
    documents = read_documents([inputs])
    assert set(documents["status"]) == {"rejected"} and documents.height == 4
    assert sorted(tmp_path.rglob("*")) == before


def test_h4_nothing_from_outside_the_folder(tmp_path: Path) -> None:
    written(tmp_path, "secret.txt", b"SECRET words from outside the folder.")
    inputs = tmp_path / "in"
    written(inputs, "good.txt", STORY.encode())
    (inputs / "out.txt").symlink_to(tmp_path / "secret.txt")
    (inputs / "folder_out").symlink_to(tmp_path)
    (inputs / "loop").symlink_to(inputs)
    (inputs / "self").symlink_to(inputs / "self")
    (inputs / "nowhere").symlink_to(inputs / "missing")
    (inputs / "inside.txt").symlink_to(inputs / "good.txt")
    os.mkfifo(inputs / "pipe.txt")
    written(inputs, ".hidden.txt", b"hidden")
    documents = read_documents([inputs])
    told = {row["source_path"]: row["reason"] for row in documents.iter_rows(named=True)}
    assert told["out.txt"] == told["folder_out"] == "symbolic link out of the input folder"
    assert told["loop"] == "symbolic link to a folder that is read under its own name"
    assert told["self"] == told["nowhere"] == "symbolic link that leads nowhere"
    assert told["pipe.txt"] == "no ordinary file: a pipe, socket or device"
    assert told[".hidden.txt"] == "hidden"
    assert told["good.txt"] is None and told["inside.txt"] is None
    assert not documents["text_raw"].str.contains("SECRET").any()


def test_h4_odd_names(tmp_path: Path) -> None:
    names = ["a b.txt", "ü.txt", "-rf.txt", "new\nline.txt", "'quoted'.txt", "hash#1.txt", "\x1b[31mred.txt"]
    for name in names:
        written(tmp_path, name, STORY.encode())
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff.txt"))).write_bytes(STORY.encode())
    documents = read_documents([tmp_path])
    assert set(documents["source_path"]) == {*names, "bad\\xff.txt"}
    assert set(documents["status"]) == {"accepted"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_h4_unreadable_file(tmp_path: Path) -> None:
    written(tmp_path, "locked.txt", STORY.encode()).chmod(0)
    assert "cannot be read" in row(tmp_path, "locked.txt")["reason"]


def test_h5_billion_laughs_and_external_entities(tmp_path: Path) -> None:
    many = b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(25))
    written(tmp_path, "laughs.xml", LAUGHS % many)
    written(tmp_path, "secret.txt", b"SECRET")
    outside = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY z SYSTEM "file://{tmp_path}/secret.txt">]><rss><channel/></rss>'
    )
    written(tmp_path, "outside.xml", outside.encode())
    for name in ("laughs.xml", "outside.xml"):
        assert "entities of its own" in row(tmp_path, name)["reason"]


HOSTILE_SET = """
import gzip, json, re, sys
from pathlib import Path
from pipeline.stages.documents import read_documents
from pipeline.stages.paragraphs import split_paragraphs
from pipeline.stages.sentences import split_sentences
documents = read_documents([Path(sys.argv[1])])
split_sentences(split_paragraphs(documents))
told = {row["source_path"]: row["status"] for row in documents.iter_rows(named=True)}
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())  # getrusage tells the parent's too
print(json.dumps({"rows": told, "megabytes": int(peak[1]) // 1024}))
"""


def test_h2_h3_memory_on_the_hostile_set(tmp_path: Path) -> None:
    with (tmp_path / "gigabyte.txt").open("wb") as sparse:
        sparse.truncate(1_000_000_000)
    with (tmp_path / "letters.txt").open("wb") as large:
        for _ in range(200):
            large.write(b"rain fell " * 100_000)
    with (tmp_path / "line.jsonl").open("wb") as line:
        line.write(b'{"text": "')
        for _ in range(200):
            line.write(b"x" * 1_000_000)
        line.write(b'"}\n' + json.dumps({"id": "after", "text": STORY}).encode())
    with gzip.open(tmp_path / "bomb.gz", "wb", 1) as bomb:
        for _ in range(120):
            bomb.write(bytes(1_000_000))
    written(tmp_path, "deep.html", b"<html><body>" + b"<div>" * 200_000 + STORY.encode())
    written(tmp_path, "wide.html", b"<html><body>" + b"<p>x</p>" * 20_000)
    written(tmp_path, "spaces.txt", b"a" + b" " * 4_000_000 + b"b")
    written(tmp_path, "marks.md", b"[" * 200_000 + b"*" * 200_000)
    written(tmp_path, "good.txt", STORY.encode())
    ran = subprocess.run(
        [sys.executable, "-c", HOSTILE_SET, str(tmp_path)], capture_output=True, text=True, timeout=300, check=True
    )
    told = json.loads(ran.stdout)
    assert told["rows"]["good.txt"] == told["rows"]["line.jsonl#after"] == "accepted"
    refused = {path for path, status in told["rows"].items() if status == "rejected"}
    assert {"gigabyte.txt", "letters.txt", "line.jsonl#1", "bomb.gz"} <= refused
    assert told["megabytes"] <= MOST_MEGABYTES
