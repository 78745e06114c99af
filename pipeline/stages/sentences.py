"""Sentences: each paragraph of prose, title or heading in sentences, each with its own map back to the source."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from pipeline import tables
from pipeline.ids import content_id
from pipeline.offsets import part, raw_span
from pipeline.repeats.normal_form import normal_form
from pipeline.source_text.splitting import sentence_spans

READ = ("title", "heading", "prose")
BATCH = 20_000


def split_sentences(paragraphs: pl.DataFrame) -> pl.DataFrame:
    """The `sentences` of all paragraphs but boilerplate; one in a repeated paragraph points to its first telling.

    >>> two = {"paragraph_id": "p", "doc_id": "d", "start_char": 10, "role": "prose",
    ...        "text": "Rain fell. Roads closed."}
    >>> split_sentences(tables.as_table("paragraphs", [two])).select("start_char", "end_char", "text").rows()
    [(10, 20, 'Rain fell.'), (21, 34, 'Roads closed.')]
    """
    frames, rows = [tables.empty("sentences")], list[dict[str, Any]]()
    last_doc, number = None, 0
    kept = paragraphs.filter(pl.col("role").is_in(READ)).sort("doc_id", "paragraph_no")
    for row in kept.select("doc_id", "paragraph_id", "start_char", "text", "breaks", "role").iter_rows(named=True):
        number = number if row["doc_id"] == last_doc else 0
        last_doc = row["doc_id"]
        found = _rows(row, number)
        number += len(found)
        rows += found
        if len(rows) >= BATCH:
            frames.append(tables.as_table("sentences", rows))
            rows = []
    sentences = pl.concat([*frames, tables.as_table("sentences", rows)])
    return link_repeats(sentences, paragraphs)


def _rows(paragraph: dict[str, Any], before: int) -> list[dict[str, Any]]:
    text, breaks, shift = paragraph["text"], paragraph["breaks"], paragraph["start_char"]
    whole = [(0, len(text))] if paragraph["role"] == "title" else sentence_spans(text)
    return [
        {
            "doc_id": paragraph["doc_id"],
            "paragraph_id": paragraph["paragraph_id"],
            "sentence_no": before + number,
            **_placed(paragraph["doc_id"], text, breaks, shift, span),
        }
        for number, span in enumerate(whole, 1)
    ]


def _placed(doc_id: str, text: str, breaks: Sequence[int] | None, shift: int, span: tuple[int, int]) -> dict[str, Any]:
    sentence = part(text, breaks, shift, *span)
    start, end = raw_span(sentence.breaks, sentence.start_char, 0, len(sentence.text))
    return {
        "sentence_id": content_id(doc_id, "sentence", start, end),
        "start_char": start,
        "end_char": end,
        "text": sentence.text,
        "breaks": sentence.breaks,
    }


def link_repeats(sentences: pl.DataFrame, paragraphs: pl.DataFrame) -> pl.DataFrame:
    """Fills `repeats_sentence_id` anew: the first sentence of the same words in the paragraph that is repeated.

    Whether a paragraph repeats is known once the corpus is: sentences of some documents may be split apart, and linked
    when all are there.
    """
    repeated = paragraphs.filter(pl.col("repeats_paragraph_id").is_not_null())
    if repeated.is_empty():
        return sentences.with_columns(repeats_sentence_id=pl.lit(None, pl.String))
    worded = sentences.select("sentence_id", "paragraph_id", "sentence_no", form=normal_form(pl.col("text")))
    firsts = worded.sort("sentence_no").unique(["paragraph_id", "form"], keep="first", maintain_order=True)
    links = (
        worded.join(repeated.select("paragraph_id", "repeats_paragraph_id"), on="paragraph_id")
        .join(firsts, left_on=["repeats_paragraph_id", "form"], right_on=["paragraph_id", "form"])
        .select("sentence_id", found="sentence_id_right")
    )
    return (
        sentences.join(links, on="sentence_id", how="left", maintain_order="left")
        .with_columns(repeats_sentence_id=pl.col("found"))
        .drop("found")
    )
