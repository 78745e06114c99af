"""Readings of a sentence carried to the sentences that repeat it, each with its own place in its own document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline import tables
from pipeline.ids import content_id
from pipeline.offsets import raw_span, to_raw
from pipeline.tables import Coded

Row = dict[str, Any]
SPANS = tuple((f"{part}_start_char", f"{part}_end_char") for part in ("source", "cue", "content"))


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence's clean text and its map to the raw text."""

    text: str
    breaks: Sequence[int] | None
    start_char: int

    def clean(self, raw: int) -> int:
        """The clean position that answers to a raw one, or the next after it."""
        low, high = 0, len(self.text)
        while low < high:
            middle = (low + high) // 2
            if to_raw(self.breaks, self.start_char, middle) < raw:
                low = middle + 1
            else:
                high = middle
        return low

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a clean one."""
        return raw_span(self.breaks, self.start_char, start, end)


def carried(first: Place, again: Place, start: int, end: int) -> tuple[int, int] | None:
    """Where the raw span of the first telling stands in the repeat; null when its words are not there.

    >>> carried(Place("Rebels shelled it.", None, 0), Place("Then rebels shelled it.", None, 90), 7, 14)
    (102, 109)
    """
    at, to = first.clean(start), first.clean(end)
    words = first.text[at:to]
    if again.text != first.text:
        at = _nearest(again.text, words, at)
    return None if at < 0 else again.raw(at, at + len(words))


def _nearest(text: str, words: str, near: int) -> int:
    """Where the words stand nearest to a position; -1 when nowhere."""
    before, after = text.rfind(words, 0, near + len(words)), text.find(words, near)
    found = [at for at in (before, after) if at >= 0]
    return min(found, key=lambda at: abs(at - near)) if found else -1


def inherited(sentences: pl.DataFrame, coded: Coded) -> Coded:
    """The rows that repeated sentences inherit: own ids and offsets, `is_repeat`, and whose reading it is."""
    by_sentence = _grouped(coded.mentions, "sentence_id")
    hanging = [_grouped(frame, "mention_id") for frame in coded[1:]]
    coded_ids = coded.mentions.select(repeats_sentence_id="sentence_id").unique()
    repeats = sentences.join(coded_ids, on="repeats_sentence_id", how="semi").sort("doc_id", "sentence_no")
    firsts = sentences.join(repeats.select(sentence_id="repeats_sentence_id"), on="sentence_id", how="semi")
    places = {row["sentence_id"]: row for row in firsts.to_dicts()}
    found: tuple[list[Row], ...] = ([], [], [], [])
    for row in repeats.to_dicts():
        first = places.get(row["repeats_sentence_id"])
        for mention in by_sentence.get(row["repeats_sentence_id"], []):
            if first is not None:
                told = _repeated(mention, _place(first), _place(row), row)
                if told is not None:
                    found[0].append(told)
                    for rows, by_mention in zip(found[1:], hanging, strict=True):
                        rows += _hung(by_mention.get(mention["mention_id"], []), told, _place(first), _place(row))
    names = ("mentions", "participants", "attributions", "figures")
    return Coded(*(tables.as_table(name, rows) for name, rows in zip(names, found, strict=True)))


def _grouped(frame: pl.DataFrame, key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in frame.to_dicts():
        found.setdefault(row[key], []).append(row)
    return found


def _place(row: Mapping[str, Any]) -> Place:
    return Place(row["text"], row["breaks"], row["start_char"])


def _repeated(mention: Row, first: Place, again: Place, sentence: Row) -> Row | None:
    span = carried(first, again, mention["start_char"], mention["end_char"])
    if span is None:
        return None
    coding = (mention["event_type"], mention["event_mode"], mention["status"])
    told = {
        **mention, "doc_id": sentence["doc_id"], "paragraph_id": sentence["paragraph_id"],
        "sentence_id": sentence["sentence_id"], "start_char": span[0], "end_char": span[1], "is_repeat": True,
        "repeats_mention_id": mention["mention_id"],
        "mention_id": content_id("mention", sentence["doc_id"], *span, *coding),
    }  # fmt: skip
    return {**told, **_moved(mention, first, again, ("place_start_char", "place_end_char"))}


def _moved(row: Row, first: Place, again: Place, keys: tuple[str, str]) -> Row:
    """The row's span in the repeat; null where it was null or its words are not there."""
    start, end = row[keys[0]], row[keys[1]]
    span = carried(first, again, start, end) if start is not None and end is not None else None
    return dict(zip(keys, span or (None, None), strict=True))


def _hung(rows: Sequence[Row], told: Row, first: Place, again: Place) -> Iterator[Row]:
    """The rows that hang on a mention, moved to its repeat; a number whose words are not there is left out."""
    for row in rows:
        moved = {**row, "mention_id": told["mention_id"]}
        if "cue" in row:
            for keys in SPANS:
                moved |= _moved(row, first, again, keys)
        else:
            moved |= _moved(row, first, again, ("start_char", "end_char"))
        if "figure_id" in row:
            if moved["start_char"] is None:
                continue
            moved["figure_id"] = content_id(
                "figure", told["mention_id"], moved["start_char"], moved["end_char"], row["measure"]
            )
        yield moved
