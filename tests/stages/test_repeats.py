"""Repeated paragraphs: the first telling is found, in any order of arrival, and a changed fact is no repeat."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from pipeline import tables
from pipeline.stages.repeats import mark_copies, mark_repeats

LONG = "The mayor opened the new bridge over the river in front of a cheering crowd and cut a blue ribbon."


def documents_told(*days: date | None) -> pl.DataFrame:
    rows = [
        {"doc_id": f"d{at}", "source_path": f"{at}.txt", "status": "accepted", "published_on": day, "n_chars": 0}
        for at, day in enumerate(days)
    ]
    return tables.as_table("documents", rows)


def paragraphs_of(*texts_by_document: list[str]) -> pl.DataFrame:
    rows = []
    for at, texts in enumerate(texts_by_document):
        start = 0
        for no, text in enumerate(texts, start=1):
            end = start + len(text)
            place = {"paragraph_id": f"d{at}p{no}", "doc_id": f"d{at}", "paragraph_no": no}
            rows.append(place | {"start_char": start, "end_char": end, "text": text, "role": "prose"})
            start = end + 1
    return tables.as_table("paragraphs", rows)


def told(paragraphs: pl.DataFrame) -> dict[str, str]:
    """Repeated paragraph -> its first telling."""
    repeats = paragraphs.filter(pl.col("repeats_paragraph_id").is_not_null())
    return dict(repeats.select("paragraph_id", "repeats_paragraph_id").iter_rows())


def test_the_earliest_published_tells_first_and_undated_documents_last():
    documents = documents_told(None, date(2025, 5, 2), date(2025, 5, 1))
    marked = mark_repeats(documents, paragraphs_of([LONG], [LONG.upper()], [LONG])).paragraphs
    assert told(marked) == {"d0p1": "d2p1", "d1p1": "d2p1"}
    assert marked["repeat_kind"].to_list() == ["exact", "exact", None]


def test_lines_without_words_repeat_nothing():
    assert told(mark_repeats(documents_told(None), paragraphs_of(["* * *", "* * *", "—"])).paragraphs) == {}


def test_no_paragraphs_give_no_rows():
    marked = mark_repeats(tables.empty("documents"), tables.empty("paragraphs"))
    assert_frame_equal(marked.paragraphs, tables.empty("paragraphs"))
    assert_frame_equal(marked.paragraph_relations, tables.empty("paragraph_relations"))


TEXTS = st.lists(st.lists(st.sampled_from([LONG, LONG.upper(), "Read more", "", "ß 1,5"]), max_size=4), max_size=5)


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(texts, random):
    documents = documents_told(*[random.choice([None, date(2025, 1, 1), date(2025, 1, 2)]) for _ in texts])
    paragraphs = paragraphs_of(*texts)
    shuffled = paragraphs.sample(fraction=1.0, shuffle=True, seed=random.randrange(99))
    for expected, got in zip(mark_repeats(documents, paragraphs), mark_repeats(documents, shuffled), strict=True):
        assert_frame_equal(expected, got)


STORY = [
    "Heavy rain closed four schools in the hills and washed away a bridge that had carried buses since the last war.",
    "The mayor asked people to stay at home and not to cross the river on foot, since the water was still rising.",
]


def copies_among(*texts: list[str]) -> dict[str, str]:
    documents = documents_told(*[date(2025, 5, 1 + at) for at in range(len(texts))])
    marked = mark_repeats(documents, paragraphs_of(*texts)).paragraphs
    copies = mark_copies(documents, marked).filter(pl.col("copy_of_doc_id").is_not_null())
    return dict(copies.select("doc_id", "copy_of_doc_id").iter_rows())


def test_a_story_in_two_files_is_a_copy_of_the_first():
    retold = ["LISBON (AP) — " + STORY[0], STORY[1].upper()]
    assert copies_among(STORY, [LONG, *STORY], retold, ["Other words.", LONG]) == {"d2": "d0"}


def test_a_story_that_shares_a_paragraph_is_no_copy():
    assert copies_among(STORY, [STORY[0], LONG + " And the band played on until the evening came."]) == {}


def test_a_formula_in_two_files_is_no_copy():
    assert copies_among(["Terms were not disclosed."], ["Terms were not disclosed."]) == {}
