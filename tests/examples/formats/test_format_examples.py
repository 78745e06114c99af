"""Every sample gives the documents that the file beside it expects; every format has a sample."""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pipeline.formats import formats, recognised
from pipeline.offsets import raw_span
from pipeline.stages.documents import read_documents
from pipeline.stages.paragraphs import split_paragraphs
from pipeline.stages.sentences import split_sentences

FOLDER = Path(__file__).parent
EXPECTED = sorted(FOLDER.glob("*/*.toml"))
SAMPLES = [path.with_suffix("") for path in EXPECTED]
PAGES = [path for path in SAMPLES if path.parent.name == "html"]
OTHERS = [path for path in SAMPLES if path.parent.name != "html"]
LEAST_F1 = 0.97
FEWEST_PAGES = 12


def name(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def expected(sample: Path) -> dict[str, Any]:
    return tomllib.loads(Path(f"{sample}.toml").read_text(encoding="utf-8"))


def test_every_format_has_a_sample() -> None:
    assert {path.parent.name for path in SAMPLES} == set(formats())


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_content_tells_the_format_alone(sample: Path) -> None:
    start = sample.read_bytes()[:8192]
    by_content = recognised(start, "file")
    assert by_content in {sample.parent.name, "plain_text"} or sample.suffix == ".gz"
    alike = sorted((one.likeness(start, sample.name) for one in formats().values()), reverse=True)
    assert alike[0] > alike[1]


@pytest.mark.parametrize("sample", OTHERS, ids=name)
def test_sample_gives_its_documents(sample: Path) -> None:
    documents = read_documents([sample])
    found = {row["source_path"]: row for row in documents.iter_rows(named=True)}
    wanted = expected(sample)["documents"]
    assert len(found) == len(wanted)
    for document in wanted:
        row = found[document.get("source_path", sample.name)]
        told = {key: row[key] for key in document if key != "paragraphs"}
        assert told == {key: value for key, value in document.items() if key != "paragraphs"}
        if "paragraphs" in document:
            paragraphs = split_paragraphs(documents.filter(pl.col("doc_id") == row["doc_id"]))
            assert paragraphs.select("role", "text").rows() == [tuple(pair) for pair in document["paragraphs"]]


def token_f1(one: str, other: str) -> float:
    first, second = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return 2 * sum((first & second).values()) / (sum(first.values()) + sum(second.values()))


def test_pages_enough() -> None:
    assert len(PAGES) >= FEWEST_PAGES


@pytest.mark.parametrize("sample", PAGES, ids=name)
def test_page_gives_its_story(sample: Path) -> None:
    documents = read_documents([sample])
    row, wanted = documents.row(0, named=True), expected(sample)
    assert row["title"] == wanted["title"]
    assert row["published_on"] == wanted.get("published_on")
    assert row["publisher"] == wanted.get("publisher", row["publisher"])
    assert row["source_url"] == wanted.get("url", row["source_url"])
    kept = split_paragraphs(documents).filter(pl.col("role") != "boilerplate")
    assert token_f1("\n".join(kept["text"]), wanted["text"]) >= LEAST_F1


@pytest.mark.parametrize("sample", SAMPLES, ids=name)
def test_offsets_slice_what_was_read(sample: Path) -> None:
    documents = read_documents([sample])
    raw = dict(documents.select("doc_id", "text_raw").rows())
    paragraphs = split_paragraphs(documents)
    for table in (paragraphs, split_sentences(paragraphs)):
        for row in table.iter_rows(named=True):
            text, source = row["text"], raw[row["doc_id"]]
            spans = [raw_span(row["breaks"], row["start_char"], at, at + 1) for at in range(len(text))]
            assert (row["start_char"], row["end_char"]) == (spans[0][0], spans[-1][1])
            for letter, (start, end) in zip(text, spans, strict=True):
                told = source[start:end]
                assert (
                    letter == told or (letter == " " and told.isspace()) or letter == unicodedata.normalize("NFC", told)
                )
