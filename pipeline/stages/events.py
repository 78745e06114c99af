"""The mentions that tell one happening as one event, with the evidence for it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import polars as pl

from pipeline.event_rules import event_rules
from pipeline.happenings import slots
from pipeline.happenings.joining import between_documents, within_document
from pipeline.happenings.reading import first_tellings, read_tellings
from pipeline.happenings.summaries import summarise
from pipeline.happenings.told import Telling
from pipeline.happenings.wording import Vocabulary
from pipeline.ids import content_id
from pipeline.tables import Coded, Joined, as_table

Row = Mapping[str, Any]
Hung = Mapping[str, Sequence[Row]]
"""Rows of a table by the mention they hang on."""


def join_events(documents: pl.DataFrame, sentences: pl.DataFrame, dates: pl.DataFrame, coded: Coded) -> Joined:
    """Events, their contexts and the evidence: every mention tells exactly one event.

    The same mentions give the same events in whatever order they come. A repeated mention belongs to the event of the
    telling that it repeats, and counts as a document, not as a source.
    """
    coded = _in_order(coded)
    mentions = first_tellings(documents, sentences, dates, coded)
    happenings = [(content_id("event", mentions["mention_id"][t.rows[0]]), t) for t in _happenings(mentions, coded)]
    evidence = _evidence(happenings, mentions, coded.mentions)
    tallies = _tallies(evidence, coded.mentions, documents)
    rows = list(_rows(happenings, mentions, coded, tallies))
    contexts = [
        {"event_id": row["event_id"], "rank": rank, "context": context}
        for row in rows
        for rank, context in enumerate(row.pop("contexts"), start=1)
    ]
    return Joined(
        as_table("events", rows).sort("event_id"),
        as_table("event_contexts", contexts).sort("event_id", "rank"),
        evidence,
    )


def _in_order(coded: Coded) -> Coded:
    """The same rows, those that hang on one mention in the order of their telling."""
    return coded._replace(
        participants=coded.participants.sort("mention_id", "role", "rank"),
        figures=coded.figures.sort("mention_id", "start_char", "figure_id"),
    )


def _happenings(mentions: pl.DataFrame, coded: Coded) -> list[Telling]:
    """The happenings told, each with the places of its mentions in `mentions`, in the order of telling."""
    read = mentions.unique("sentence_id", keep="first", maintain_order=True)
    vocabulary = Vocabulary(read.select("doc_id", "sentence_id", pl.col("sentence").fill_null("")).iter_rows())
    documents = read_tellings(mentions, coded.participants, coded.figures, vocabulary)
    tellings = chain.from_iterable(within_document(told, vocabulary) for told in documents)
    return list(between_documents(tellings, vocabulary))


def _evidence(happenings: Sequence[tuple[str, Telling]], mentions: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """A row for every mention, first tellings as they were joined and repeats with the telling that they repeat."""
    ids = mentions["mention_id"]
    joined = [
        {"event_id": event_id, "mention_id": ids[row], "joined_because": reason}
        for event_id, telling in happenings
        for row, reason in zip(telling.rows, telling.reasons, strict=True)
    ]
    firsts = as_table("evidence", joined)
    repeats = (
        told.filter(pl.col("repeats_mention_id").is_not_null())
        .select("mention_id", "repeats_mention_id")
        .join(firsts.select("event_id", repeats_mention_id="mention_id"), on="repeats_mention_id")
        .select("event_id", "mention_id", joined_because=pl.lit("repeats an earlier telling"))
    )
    return pl.concat([firsts, repeats]).sort("event_id", "mention_id")


def _tallies(evidence: pl.DataFrame, told: pl.DataFrame, documents: pl.DataFrame) -> dict[str, Row]:
    """What is counted of each event, by its id."""
    own = ~pl.col("is_repeat") & pl.col("copy_of_doc_id").is_null()
    counted = (
        evidence.join(told.select("mention_id", "doc_id", "is_repeat"), on="mention_id")
        .join(documents.select("doc_id", "published_on", "copy_of_doc_id"), on="doc_id")
        .group_by("event_id")
        .agg(
            n_documents=pl.col("doc_id").n_unique(),
            n_sources=pl.col("doc_id").filter(own).n_unique(),
            n_mentions=(~pl.col("is_repeat")).sum(),
            first_reported_on=pl.col("published_on").min(),
            last_reported_on=pl.col("published_on").max(),
        )
    )
    return {row.pop("event_id"): row for row in counted.iter_rows(named=True)}


def _rows(
    happenings: Sequence[tuple[str, Telling]], mentions: pl.DataFrame, coded: Coded, tallies: Mapping[str, Row]
) -> Iterator[dict[str, Any]]:
    participants, figures = _hung(coded.participants), _hung(coded.figures)
    columns = {name: mentions[name].to_list() for name in slots.COLUMNS}
    for event_id, telling in happenings:
        told = [{name: column[row] for name, column in columns.items()} for row in telling.rows]
        tally = tallies[event_id]
        row = {"event_id": event_id, **tally, **_slots(told, participants, figures, tally["n_sources"])}
        yield {**row, "summary": summarise(row)}


def _hung(frame: pl.DataFrame) -> Hung:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row["mention_id"]].append(row)
    return found


def _slots(told: Sequence[Row], participants: Hung, figures: Hung, n_sources: int) -> dict[str, Any]:
    """What stands in the row of a happening, each thing chosen by a rule of `slots`."""
    event_type, event_mode = slots.kind_of(told)
    nature = event_rules().types[event_type]
    parties = [row for mention in told for row in participants.get(mention["mention_id"], ())]
    numbers = [(mention["doc_id"], row) for mention in told for row in figures.get(mention["mention_id"], ())]
    contexts = slots.contexts_of(told)
    return {
        "event_type": event_type,
        "event_mode": event_mode,
        "quad_class": nature.quad_class,
        "intensity": nature.intensity,
        "context": contexts[0] if contexts else None,
        "contexts": contexts,
        "status": told[0]["status"],
        **slots.party_of(parties, "actor"),
        **slots.party_of(parties, "recipient"),
        **slots.place_of(told),
        **slots.date_of(told),
        **slots.figure_of(numbers),
        "attribution": slots.attribution_of(told),
        "confidence": slots.confidence_of(told, n_sources),
    }
