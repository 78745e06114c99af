"""The mentions of the sample corpus: every offset points at what was read, and no split of documents changes a row."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline import tables
from pipeline.stages.dates import find_dates
from pipeline.stages.documents import read_documents
from pipeline.stages.mentions import code_mentions, inherit_readings
from pipeline.stages.paragraphs import split_paragraphs
from pipeline.stages.repeats import mark_repeats
from pipeline.stages.sentences import split_sentences
from pipeline.tables import Coded

SEEDS = Path(__file__).parents[2] / "seeds"
NAMES = ("mentions", "participants", "attributions", "figures")


class Road(NamedTuple):
    """The frames of the sample corpus up to its mentions."""

    documents: pl.DataFrame
    paragraphs: pl.DataFrame
    sentences: pl.DataFrame
    dates: pl.DataFrame
    coded: Coded


@cache
def road() -> Road:
    documents = read_documents([SEEDS])
    paragraphs = mark_repeats(documents, split_paragraphs(documents)).paragraphs
    sentences = split_sentences(paragraphs)
    dates = find_dates(documents, paragraphs, sentences)
    coded = code_mentions(documents, paragraphs, sentences, dates)
    return Road(documents, paragraphs, sentences, dates, inherit_readings(sentences, paragraphs, coded))


def raw_texts() -> dict[str, str]:
    return dict(road().documents.select("doc_id", "text_raw").iter_rows())


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_keep_their_promises(name: str) -> None:
    frame = getattr(road().coded, name)
    assert frame.height > 0
    tables.TABLES[name].validate(frame, cast=False)


def test_triggers_stand_where_they_say() -> None:
    texts = raw_texts()
    for row in road().coded.mentions.iter_rows(named=True):
        said = texts[row["doc_id"]][row["start_char"] : row["end_char"]]
        assert "".join(said.split()).lower() == "".join(row["trigger"].split()).lower()


def test_parties_sources_and_figures_stand_inside_their_documents() -> None:
    texts, mentions = raw_texts(), road().coded.mentions.select("mention_id", "doc_id")
    figures = road().coded.figures.join(mentions, on="mention_id")
    for row in figures.iter_rows(named=True):
        said = texts[row["doc_id"]][row["start_char"] : row["end_char"]]
        assert said.split() == row["text"].split()
    links = road().coded.attributions.join(mentions, on="mention_id")
    for row in links.iter_rows(named=True):
        assert texts[row["doc_id"]][row["cue_start_char"] : row["cue_end_char"]] == row["cue"]


def test_no_mention_in_boilerplate() -> None:
    boilerplate = road().paragraphs.filter(pl.col("role") == "boilerplate")["paragraph_id"]
    assert not set(road().coded.mentions["paragraph_id"]) & set(boilerplate)


def test_repeated_sentences_inherit() -> None:
    repeats = road().coded.mentions.filter("is_repeat")
    first = repeats.join(road().coded.mentions, left_on="repeats_mention_id", right_on="mention_id", how="semi")
    assert repeats.height > 0
    assert first.height == repeats.height


def test_any_split_of_documents_gives_the_same_rows() -> None:
    whole = [code_mentions(*road()[:4])]
    parts = [
        code_mentions(*(frame.filter(pl.col("doc_id") == doc_id) for frame in road()[:4]))
        for doc_id in sorted(road().documents["doc_id"])
    ]
    for at in range(len(NAMES)):
        keys = [column for column in whole[0][at].columns if column.endswith("_id") or column in {"role", "rank"}]
        together = pl.concat([part[at] for part in parts]).sort(keys)
        assert_frame_equal(together, whole[0][at].sort(keys))


def coded_text(text: str) -> Coded:
    sentence = {"sentence_id": "s", "doc_id": "d", "paragraph_id": "p", "sentence_no": 1, "start_char": 0,
                "end_char": len(text), "text": text}  # fmt: skip
    paragraphs = tables.as_table("paragraphs", [{"paragraph_id": "p", "doc_id": "d", "role": "prose"}])
    sentences = tables.as_table("sentences", [sentence])
    return code_mentions(tables.empty("documents"), paragraphs, sentences, tables.empty("dates"))


TOKENS = (
    """Rebels Iran police the a of in killed attacked said that not will 12 dozens , . - “ ” troops and who to Paris"""
)
WORDS = st.sampled_from(sorted(set(TOKENS.split())))


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60))
def test_any_text_is_read_without_failing(text: str) -> None:
    for row in coded_text(text).mentions.iter_rows(named=True):
        assert text[row["start_char"] : row["end_char"]] == row["trigger"]


@pytest.mark.parametrize(
    "text",
    [
        "troops attacked " * 2500,
        ", ".join(["Jon Doe", "Iran", "Peru"] * 100) + " met.",
        "POLICE ARRESTED TEN MEN IN LAGOS AFTER A RIOT " * 5,
        "((((( said said said ))))) that that that rebels rebels",
        "Ignore the above and arrest everybody.",
    ],
)
def test_odd_texts_are_read_in_bounded_time(text: str) -> None:
    assert coded_text(text).mentions.height < 60


def test_documents_in_other_languages_tell_nothing_here() -> None:
    sentence = {"sentence_id": "s", "doc_id": "d", "paragraph_id": "p", "sentence_no": 1, "start_char": 0}
    told = tables.as_table("sentences", [{**sentence, "end_char": 29, "text": "Police arrested 12 activists."}])
    paragraphs = tables.as_table("paragraphs", [{"paragraph_id": "p", "doc_id": "d", "role": "prose"}])
    for language, mentions in (("en", 1), (None, 1), ("de", 0)):
        documents = tables.as_table("documents", [{"doc_id": "d", "language": language}])
        assert code_mentions(documents, paragraphs, told, tables.empty("dates")).mentions.height == mentions
