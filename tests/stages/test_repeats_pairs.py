"""The table of pairs: how each pair of paragraphs relates, told in either order."""

import tomllib
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from pipeline import tables
from pipeline.stages.repeats import Repeats, mark_repeats

TABLE = Path(__file__).parents[1] / "examples" / "repeats" / "pairs.toml"
PAIRS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["pair"]
LINE = (
    "the quick committee of the old harbour town met again behind closed doors to weigh the plans for the sea wall "
    "and heard from many angry fishermen about nets and boats"
)


def told(first: str, second: str) -> Repeats:
    documents = [
        {"doc_id": f"d{at}", "source_path": f"{at}.txt", "status": "accepted", "published_on": date(2025, 1, 1 + at)}
        for at in range(2)
    ]
    paragraphs = [
        {"paragraph_id": f"p{at}", "doc_id": f"d{at}", "paragraph_no": 1, "start_char": 0, "text": text}
        | {"end_char": len(text), "role": "prose"}
        for at, text in enumerate((first, second))
    ]
    return mark_repeats(tables.as_table("documents", documents), tables.as_table("paragraphs", paragraphs))


@pytest.mark.parametrize("turned", [False, True], ids=["told", "turned"])
@pytest.mark.parametrize("pair", PAIRS, ids=[pair["about"] for pair in PAIRS])
def test_a_pair_relates_as_the_table_says(pair, turned):
    first, second = (pair["second"], pair["first"]) if turned else (pair["first"], pair["second"])
    repeats = told(first, second)
    relation = repeats.paragraph_relations["relation"].to_list() or ["none"]
    assert relation == [pair["relation"]], repeats.paragraph_relations["differs"].to_list()
    repeated = repeats.paragraphs["repeats_paragraph_id"].to_list()
    assert repeated == ([None, "p0"] if pair["relation"] == "same" else [None, None])


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["about"] for pair in PAIRS])
def test_spans_hold_words_of_the_text(pair):
    texts = {"p0": pair["first"], "p1": pair["second"]}
    relations = told(*texts.values()).paragraph_relations
    for row in relations.iter_rows(named=True):
        mine = texts[row["paragraph_id"]][row["start_char"] : row["end_char"]]
        yours = texts[row["other_paragraph_id"]][row["other_start_char"] : row["other_end_char"]]
        assert mine == mine.strip() != ""
        assert yours == yours.strip() != ""


def test_what_differs_is_shown_as_written():
    pair = next(pair for pair in PAIRS if pair["about"] == "another number")
    assert told(pair["first"], pair["second"]).paragraph_relations["differs"].to_list() == ["12,000, 15,000"]


def test_a_repeat_is_verified_with_its_first_telling_not_with_a_chain():
    base = LINE.split()
    steps = [
        " ".join(f"w{number}" if number < cut else word for number, word in enumerate(base)) for cut in (0, 6, 12, 18)
    ]
    documents = tables.as_table(
        "documents",
        [
            {"doc_id": f"d{at}", "source_path": f"{at}", "status": "accepted", "published_on": date(2025, 1, 1 + at)}
            for at in range(len(steps))
        ],
    )
    paragraphs = tables.as_table(
        "paragraphs",
        [
            {"paragraph_id": f"p{at}", "doc_id": f"d{at}", "paragraph_no": 1, "start_char": 0, "end_char": len(text)}
            | {"text": text, "role": "prose"}
            for at, text in enumerate(steps)
        ],
    )
    marked = mark_repeats(documents, paragraphs).paragraphs
    roots = set(marked.filter(pl.col("repeats_paragraph_id").is_not_null())["repeats_paragraph_id"])
    firsts = set(marked.filter(pl.col("repeats_paragraph_id").is_null())["paragraph_id"])
    assert roots <= firsts
