"""Sentences: where they end, and what they repeat."""

import polars as pl
import pytest

from pipeline import tables
from pipeline.source_text.splitting import LONGEST, sentence_spans
from pipeline.stages.paragraphs import split_paragraphs
from pipeline.stages.repeats import mark_repeats
from pipeline.stages.sentences import split_sentences

BOUNDARIES = [
    "Mr. Tanaka met the U.S. envoy on Jan. 5. | They spoke for an hour.",
    "The U.N. Security Council voted 14-0. | Russia abstained.",
    "“We will stay,” he said. | “Nobody will leave.”",
    "“Is it over?” she asked. | It was not.",
    "Gen. Luis Rey, Lt. Col. Ana Paz and Sen. Bo Hill resigned. | No. 10 declined to comment.",
    "Shares of Acme Corp. rose 2.5 pct. to 31.70 dlrs. | Volume was thin.",
    "It ended at 6 p.m. on Friday. | Police left at 7 a.m. the next day.",
    "He lives in Washington, D.C. | The city is large. | Her brother lives in St. Louis.",
    "Prices rose by 3.4 percent... | Nobody knows why.",
    "Fighting went on in Dr. Congo Ave. and elsewhere.",
    "What happened? | The dam broke! | Two villages were flooded.",
    "“Is it true?” he asked. | iPhones burned. | al-Shabab said so.",
    "The firm (it was founded in 1906.) closed. | Its workers wept.",
]


@pytest.mark.parametrize("marked", BOUNDARIES)
def test_where_sentences_end(marked: str) -> None:
    wanted = marked.split(" | ")
    text = " ".join(wanted)
    assert [text[start:end] for start, end in sentence_spans(text)] == wanted


def documents(*texts: str) -> pl.DataFrame:
    rows = [{"doc_id": f"d{n}", "status": "accepted", "text_raw": text} for n, text in enumerate(texts)]
    return tables.as_table("documents", rows)


def test_all_but_boilerplate_in_order_with_their_own_offsets() -> None:
    text = "Rain closes roads\n\nShare this article\n\nRain  fell. Two\u00adroads\u00a0closed."
    found = split_sentences(split_paragraphs(documents(text)))
    assert found.schema == tables.empty("sentences").schema
    assert found["text"].to_list() == ["Rain closes roads", "Rain fell.", "Tworoads closed."]
    assert found["sentence_no"].to_list() == [1, 2, 3]
    assert [text[start:end] for start, end in found.select("start_char", "end_char").rows()] == [
        "Rain closes roads",
        "Rain  fell.",
        "Two\u00adroads\u00a0closed.",
    ]


def test_a_sentence_in_a_repeated_paragraph_points_to_its_first_telling() -> None:
    story = "Two soldiers were killed near the border on Monday. The army blamed rebels from the hills."
    split = split_paragraphs(documents(story, f"News in brief from the region.\n\n{story}"))
    marked = mark_repeats(documents(story, story), split).paragraphs
    found = split_sentences(marked)
    firsts = found.filter(doc_id="d0")["sentence_id"].to_list()
    assert found.filter(doc_id="d0")["repeats_sentence_id"].null_count() == 2
    assert found.filter(doc_id="d1")["repeats_sentence_id"].to_list() == [None, *firsts]


def test_what_is_too_long_for_a_sentence_is_cut() -> None:
    text = "word, " * 5_000
    spans = sentence_spans(text)
    assert max(end - start for start, end in spans) <= LONGEST
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
