"""Mentions: each act that a sentence tells, with who took part, how many, when, where and who says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

import polars as pl

from pipeline.actors import Roster
from pipeline.acts import drafts, is_bare_toll
from pipeline.acts.attribution import sources
from pipeline.acts.confidence import Beside, signs_of
from pipeline.acts.counts import counts
from pipeline.acts.expressions import lengths, located
from pipeline.acts.frames import Reading
from pipeline.acts.headlines import is_headline, plain, usage
from pipeline.acts.inheritance import inherited
from pipeline.acts.mention_rows import Rows, Spans, Telling
from pipeline.acts.story import Story
from pipeline.acts.triggers import may_tell
from pipeline.acts.unsaid import completed
from pipeline.acts.when import Times, date_of_any
from pipeline.acts.where import place_for
from pipeline.language import Parse, parse
from pipeline.offsets import to_raw
from pipeline.places import find_places
from pipeline.tables import Coded

READ = ("title", "prose")
# "NAIROBI, June 26 (Agency) - ": capitals, a day perhaps, an agency perhaps, a dash.
DATELINE = re.compile(
    r"(?=.{3,90}?[-–—] )[A-Z][A-Z.'’-]+(?:[ /,]+[A-Z][A-Z.'’-]+){0,5}"
    r"(?:, [^-–—():]{2,30})?(?: ?\([^)]{2,30}\))? ?[-–—]{1,2} +"
)


LANGUAGE = "en"
SAID_OF_TIME = (
    "date_id", "sentence_id", "start_char", "end_char", "timex_type", "timex_value", "timex_mod", "date_start",
    "date_end", "precision", "rule", "anchor_on", "published_on",
)  # fmt: skip


def code_mentions(
    documents: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, dates: pl.DataFrame
) -> Coded:
    """The acts that sentences tell which repeat no other; per document, so that any split of documents gives the same.

    Documents known to be in another language than English tell none.

    >>> from pipeline import tables
    >>> sentence = {"sentence_id": "s", "doc_id": "d", "paragraph_id": "p", "sentence_no": 1, "start_char": 7,
    ...             "end_char": 36, "text": "Police arrested 12 activists."}
    >>> paragraph = {"paragraph_id": "p", "doc_id": "d", "role": "prose"}
    >>> frames = tables.as_table("paragraphs", [paragraph]), tables.as_table("sentences", [sentence])
    >>> coded = code_mentions(tables.empty("documents"), *frames, tables.empty("dates"))
    >>> coded.mentions.select("trigger", "event_type", "event_mode", "start_char").row(0)
    ('arrested', 'COERCE', 'arrest', 14)
    """
    return read_acts(documents, paragraphs, sentences, dates).coded()


def read_acts(documents: pl.DataFrame, paragraphs: pl.DataFrame, sentences: pl.DataFrame, dates: pl.DataFrame) -> Rows:
    """The rows that `code_mentions` makes frames of, with the signs that each confidence comes from."""
    told = _told(paragraphs, _in_english(documents, sentences))
    when = _expressions(dates, documents)
    rows = Rows()
    parses = parse(row["told"] for row in told if row["read"])
    document: str | None = None
    roster, story = Roster(), Story()
    texts, datelines, years = _texts(told), _datelines(told), _years(documents)
    for row in told:
        if row["doc_id"] != document:
            document = row["doc_id"]
            roster = Roster(texts[document], years.get(document), datelines.get(document, ()))
            story = Story()
        tree = next(parses) if row["read"] else None
        roster.hear(row["told"], tree, row["text"][: row["skipped"]])
        story.begin()
        if tree is not None:
            _read(rows, row, tree, roster, story, when.get(row["sentence_id"], []))
    return rows


def inherit_readings(sentences: pl.DataFrame, paragraphs: pl.DataFrame, coded: Coded) -> Coded:
    """All rows of `coded` and those that repeated sentences inherit, with their own offsets and `is_repeat`."""
    kept = paragraphs.filter(pl.col("role") != "boilerplate").select("paragraph_id")
    again = inherited(sentences.join(kept, on="paragraph_id", how="semi"), coded)
    orders = (
        ("doc_id", "start_char", "mention_id"),
        ("mention_id", "role", "rank"),
        ("mention_id", "rank"),
        ("mention_id", "start_char", "figure_id"),
    )
    return Coded(
        *(pl.concat([mine, theirs]).sort(order) for mine, theirs, order in zip(coded, again, orders, strict=True))
    )


def _in_english(documents: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """The sentences but those of documents known to be in another language, which nobody here can parse."""
    foreign = documents.filter(pl.col("language") != LANGUAGE)
    return sentences.join(foreign, on="doc_id", how="anti")


def _told(paragraphs: pl.DataFrame, sentences: pl.DataFrame) -> list[dict[str, Any]]:
    """The sentences in reading order; `read` is true for those that are told here first and may tell an act.

    Those that repeat others are heard all the same: the names in them are what later pronouns stand for.
    """
    roles = paragraphs.select("paragraph_id", "role")
    rows = sentences.join(roles, on="paragraph_id", how="left").sort("doc_id", "sentence_no").to_dicts()
    told = []
    for _, document in groupby(rows, key=itemgetter("doc_id")):
        own = list(document)
        common = usage(row["text"] for row in own)
        told += [_prepared(row, common) for row in own]
    return told


def _prepared(row: dict[str, Any], common: Mapping[str, int]) -> dict[str, Any]:
    """The row with what is told in it behind a dateline, how long that is, and whether it may tell an act.

    A headline is told in plain letters.
    """
    dateline = DATELINE.match(row["text"])
    skipped = dateline.end() if dateline else 0
    told = plain(row["text"][skipped:], common)
    first = row["repeats_sentence_id"] is None
    return {**row, "told": told, "skipped": skipped, "read": first and row["role"] in READ and may_tell(told)}


def _texts(told: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in told:
        found.setdefault(row["doc_id"], []).append(row["told"])
    return found


def _datelines(told: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    """By document, what stands before what its sentences tell: where and when its reports were written."""
    found: dict[str, list[str]] = {}
    for row in told:
        if row["skipped"]:
            found.setdefault(row["doc_id"], []).append(row["text"][: row["skipped"]])
    return found


def _years(documents: pl.DataFrame) -> dict[str, int]:
    """By document, the year of its publication, where it is known."""
    dated = documents.filter(pl.col("published_on").is_not_null())
    return dict(dated.select("doc_id", pl.col("published_on").dt.year()).iter_rows())


def _expressions(dates: pl.DataFrame, documents: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    """By sentence, its time expressions."""
    published = dates.join(documents.select("doc_id", "published_on"), on="doc_id", how="left")
    found: dict[str, list[dict[str, Any]]] = {}
    for row in published.sort("doc_id", "start_char").select(SAID_OF_TIME).to_dicts():
        found.setdefault(row["sentence_id"], []).append(row)
    return found


def _times(row: Mapping[str, Any], tree: Parse, dates: Sequence[Mapping[str, Any]]) -> Times:
    """The time expressions of a sentence on its tokens."""
    starts = [to_raw(row["breaks"], row["start_char"], row["skipped"] + token.start) for token in tree.tokens]
    return Times(located(tree, starts, dates), tuple(lengths(starts, dates)))


def _read(
    rows: Rows, row: Mapping[str, Any], tree: Parse, roster: Roster, story: Story, dates: Sequence[Mapping[str, Any]]
) -> None:
    """Adds what one sentence tells, those whom it leaves unsaid by what the document told before it."""
    times = _times(row, tree, dates)
    covered = frozenset(i for found in times.expressions for i in range(found.first, found.last + 1))
    reading = Reading(tree, lambda i: roster.parties(tree, i), covered, lambda: find_places(tree, roster.countries))
    headline = row["role"] == "title" or is_headline(row["text"])
    told = drafts(reading, headline)
    counted = counts(reading, told)
    predicates = frozenset(i for draft in told for i in (draft.trigger, *draft.others))
    spans = Spans(row["breaks"], row["start_char"], row["skipped"])
    for draft, full in zip(told, completed(reading, told, story, roster), strict=True):
        if draft.trigger not in counted and is_bare_toll(tree, draft):
            continue
        chain = sources(tree, reading.parties, draft.trigger)
        fitting = replace(times, expressions=[one for one in times.expressions if one.may_date(draft.status)])
        when = date_of_any(tree, (draft.trigger, *draft.others), fitting, predicates)
        place, count = place_for(tree, draft, reading.places), counted.get(draft.trigger, ())
        beside = Beside(when is not None, bool(place), bool(count), bool(chain), headline, len(told))
        signs = signs_of(reading, draft, beside)
        rows.add(Telling(full, chain, when, place, count, signs), row, spans, tree)
