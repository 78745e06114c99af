"""The mentions that tell one happening as one event, with the evidence for it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import polars as pl

from pipeline.acts.event_rules import event_rules
from pipeline.happenings import slots
from pipeline.happenings.between import between_documents
from pipeline.happenings.reading import first_tellings, hung_on, read_tellings
from pipeline.happenings.streams import Hung, Row, groups
from pipeline.happenings.summaries import summarise
from pipeline.happenings.told import Telling
from pipeline.happenings.within import within_document
from pipeline.happenings.wording import Vocabulary
from pipeline.ids import content_id
from pipeline.tables import Coded, Joined, as_table, empty

MOSTLY = 0.3
"""Share of repeated sentences from which a document is taken for an edited copy."""
AT_ONCE = 20_000
"""Events that are made into a frame at once, so that the memory for a million is that of a few."""


def join_events(documents: pl.DataFrame, sentences: pl.DataFrame, dates: pl.DataFrame, coded: Coded) -> Joined:
    """Events, their contexts and the evidence: every mention tells exactly one event.

    The same mentions give the same events in whatever order they come. A repeated mention belongs to the event of the
    telling that it repeats, and counts as a document, not as a source.
    """
    mentions = first_tellings(documents, sentences, dates, coded)
    firsts = _first_evidence(_happenings(sentences, mentions, coded), mentions)
    mentions = mentions.select(
        "row", "start_char", *slots.COLUMNS[1:]
    )  # what was compared, the sentences above all, is let go
    evidence = pl.concat([firsts, _repeats(firsts, coded.mentions)]).sort("event_id", "mention_id")
    tallies = _tallies(evidence, coded.mentions, documents)
    events, contexts = [empty("events")], [empty("event_contexts")]
    rows = _rows(mentions.join(firsts, on="mention_id").sort("event_id", "row"), coded, tallies)
    while some := list(islice(rows, AT_ONCE)):
        contexts.append(as_table("event_contexts", [context for row in some for context in row.pop("contexts")]))
        events.append(as_table("events", some))
    return Joined(pl.concat(events), pl.concat(contexts), evidence)


def _happenings(sentences: pl.DataFrame, mentions: pl.DataFrame, coded: Coded) -> list[Telling]:
    """The happenings told, each with the rows of its mentions, in the order of telling."""
    vocabulary = Vocabulary(_own_words(sentences, mentions).iter_rows())
    documents = read_tellings(mentions, coded, vocabulary)
    return between_documents((within_document(told, vocabulary) for told in documents), vocabulary)


def _own_words(sentences: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """Document and text of each sentence with a mention, but of documents that mostly repeat others.

    A hundred copies of a story do not make its words common.
    """
    repeated = pl.col("repeats_sentence_id").is_not_null().mean()
    copied = sentences.group_by("doc_id").agg(share=repeated).filter(pl.col("share") >= MOSTLY).select("doc_id")
    read = mentions.select("doc_id", "sentence_id", "sentence").unique("sentence_id", keep="first", maintain_order=True)
    return read.join(copied, on="doc_id", how="anti", maintain_order="left").select("doc_id", "sentence")


def _first_evidence(happenings: Sequence[Telling], mentions: pl.DataFrame) -> pl.DataFrame:
    """A row for every first telling; an event is named after the first of its mentions."""
    ids = mentions["mention_id"]
    names = [content_id("event", ids[telling.rows[0]]) for telling in happenings]
    columns = {
        "event_id": [name for name, t in zip(names, happenings, strict=True) for _ in t.rows],
        "mention_id": ids.gather([row for t in happenings for row in t.rows]),
        "joined_because": [reason for t in happenings for reason in t.reasons],
    }
    return pl.DataFrame(columns, schema=empty("evidence").schema)


def _repeats(firsts: pl.DataFrame, mentions: pl.DataFrame) -> pl.DataFrame:
    """A row for every mention that repeats one, with the event of the one that it repeats."""
    return (
        mentions.filter(pl.col("repeats_mention_id").is_not_null())
        .select("mention_id", "repeats_mention_id")
        .join(firsts.select("event_id", repeats_mention_id="mention_id"), on="repeats_mention_id")
        .select("event_id", "mention_id", joined_because=pl.lit("repeats an earlier telling"))
    )


def _tallies(evidence: pl.DataFrame, mentions: pl.DataFrame, documents: pl.DataFrame) -> Hung:
    """What is counted of each event: who tells it, who in words of their own, how often, from when to when."""
    own = ~pl.col("is_repeat") & pl.col("copy_of_doc_id").is_null()
    counted = (
        evidence.join(mentions.select("mention_id", "doc_id", "is_repeat"), on="mention_id")
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
    return Hung(counted.sort("event_id"), "event_id")


def _rows(told: pl.DataFrame, coded: Coded, tallies: Hung) -> Iterator[dict[str, Any]]:
    """The row of each event, with its contexts; `told` holds its mentions together, in the order of telling."""
    participants = hung_on(told, coded.participants, "event_id", "role", "rank")
    figures = hung_on(told, coded.figures, "event_id", "start_char", "figure_id")
    for event_id, mentions in groups(told.select(slots.COLUMNS), "event_id"):
        (tally,) = tallies.on(event_id)
        parties = participants.on(event_id)
        row = {**tally, **_slots(mentions, parties, figures.on(event_id), tally["n_sources"])}
        contexts = [
            {"event_id": event_id, "rank": rank, "context": context}
            for rank, context in enumerate(slots.contexts_of(mentions), start=1)
        ]
        yield {**row, "summary": summarise(row, slots.together(mentions, parties)), "contexts": contexts}


def _slots(
    mentions: Sequence[Row], participants: Sequence[Row], figures: Sequence[Row], n_sources: int
) -> Mapping[str, Any]:
    """What stands in the row of a happening, each thing chosen by a rule of `slots`."""
    event_type, event_mode = slots.kind_of(mentions)
    nature = event_rules().types[event_type]
    return {
        "event_type": event_type,
        "event_mode": event_mode,
        "quad_class": nature.quad_class,
        "intensity": nature.intensity,
        "context": next(iter(slots.contexts_of(mentions)), None),
        "status": mentions[0]["status"],
        **slots.parties_of(participants),
        **slots.place_of(mentions),
        **slots.date_of(mentions),
        **slots.figure_of(figures),
        "attribution": slots.attribution_of(mentions),
        "confidence": slots.confidence_of(mentions, n_sources),
    }
