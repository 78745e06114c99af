"""Places, numbers and batches: spans slice the source, spellings of a number are one, memory changes nothing."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words
from polars.testing import assert_frame_equal

from pipeline import tables
from pipeline.repeats import shelf
from pipeline.repeats.shelf import shelve
from pipeline.repeats.spans import token_spans
from pipeline.repeats.tokens import tokenise
from pipeline.stages.repeats import Repeats, mark_repeats

FIRST = (
    "Heavy rain closed four schools in the hills and washed away a bridge that had carried buses since the last war."
)
EDITED = (
    "Heavy rain closed four schools in these hills and tore away a bridge that had carried buses since the last war."
)
OTHER = FIRST.replace("four", "nine")
WORDS = st.sampled_from(
    ["Kim’s", "U.S.", "15 thousand", "3 May", "may", "não", "日本", "(-5", "—", "didn't", "5%", "…", "\u200bx"]
)


@settings(deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.sampled_from([" ", "  ", ", ", ". "]), st.data())
def test_the_span_of_tokens_slices_what_they_stand_for(words, between, data):
    text = between.join(words)
    tokens = tokenise(pl.Series([text]))
    n_tokens = len(tokens.token)
    if not n_tokens:
        return
    first = data.draw(st.integers(0, n_tokens - 1))
    end = data.draw(st.integers(first + 1, n_tokens))
    span = token_spans(shelve(pl.Series([text])), pl.Series([0]), pl.Series([first]), pl.Series([end]))
    start, stop = span.row(0)
    assert 0 <= start < stop <= len(text)
    assert text[start:stop] == text[start:stop].strip()


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 999_999_999))
def test_a_number_is_one_token_however_it_is_spelt(number):
    spelt = [f"{number}", f"{number:,}", num2words(number), num2words(number).replace(",", "")]
    tokens = tokenise(pl.Series(spelt[:2] + spelt[3:]))
    assert tokens.lengths().tolist() == [1, 1, 1]
    assert len(set(tokens.token.tolist())) == 1


def table_of(texts: list[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    documents = [
        {"doc_id": f"d{at:03}", "source_path": f"{at}", "status": "accepted", "published_on": date(2025, 1, 1 + at % 5)}
        for at in range(len(texts))
    ]
    paragraphs = [
        {"paragraph_id": f"p{at:03}", "doc_id": f"d{at:03}", "paragraph_no": 1, "start_char": 0, "end_char": len(text)}
        | {"text": text, "role": "prose"}
        for at, text in enumerate(texts)
    ]
    return tables.as_table("documents", documents), tables.as_table("paragraphs", paragraphs)


def assert_same(expected: Repeats, got: Repeats) -> None:
    for one, other in zip(expected, got, strict=True):
        assert_frame_equal(one, other)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([FIRST, EDITED, OTHER, FIRST.upper(), FIRST + " Read more", "Rain."]), max_size=9),
    st.randoms(use_true_random=False),
)
def test_near_repeats_do_not_depend_on_the_order_of_arrival(texts, random):
    documents, paragraphs = table_of(texts)
    order = list(range(len(texts)))
    random.shuffle(order)
    assert_same(mark_repeats(documents, paragraphs), mark_repeats(documents[order], paragraphs[order]))


def test_small_batches_and_tokens_taken_again_give_the_same_rows(monkeypatch: pytest.MonkeyPatch):
    documents, paragraphs = table_of([FIRST, EDITED, OTHER, FIRST.upper(), FIRST + " Read more", "", "Rain."] * 3)
    expected = mark_repeats(documents, paragraphs)
    monkeypatch.setattr(shelf, "BATCH_BYTES", 100)
    assert_same(expected, mark_repeats(documents, paragraphs))
    monkeypatch.setattr(shelf, "KEPT_BYTES", 0)
    assert_same(expected, mark_repeats(documents, paragraphs))


def test_endless_texts_are_compared_whole(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shelf, "LONGEST", 90)
    marked = mark_repeats(*table_of([FIRST, FIRST, OTHER])).paragraphs
    assert marked["repeats_paragraph_id"].to_list() == [None, "p000", None]


def test_spans_are_places_in_the_source():
    raw = "Café \n\n" + FIRST.replace(" and ", "\n    and ")
    at = len("Café \n\n")
    folded = at + FIRST.index(" and ")
    _, paragraphs = table_of([FIRST + " Read more", FIRST])
    breaks = [0, at, FIRST.index(" and ") + 1, folded + 5]
    shifted = paragraphs.with_columns(
        start_char=pl.Series([0, at]), end_char=pl.Series([len(FIRST), len(raw)]), breaks=pl.Series([None, breaks])
    )
    relation = mark_repeats(table_of(["", ""])[0], shifted).paragraph_relations.row(0, named=True)
    assert raw[relation["start_char"] : relation["end_char"]].split() == FIRST.rstrip(".").split()
    assert np.all([relation["other_start_char"] == 0, relation["other_end_char"] == len(FIRST) - 1])
