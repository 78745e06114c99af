"""The dataset's assets in reading order: each step brings its tables up to date with the ones before it."""

from collections.abc import Iterator
from functools import partial

import dagster as dg
import polars as pl

from assets.reporting import reported
from assets.road import Report, step, tables
from assets.storage import TOGETHER, Warehouse
from pipeline.formats import Limits
from pipeline.upkeep.increment import corpus_wide, per_document
from pipeline.upkeep.intake import take_in

READING, CODING, JOINING = TOGETHER
CODED = [f"parts/{table}" for table in CODING]
UNDATED = (pl.col("status") == "accepted") & pl.col("published_on").is_null()
"""Documents as they came in that declare no day: of them alone it is asked what they say of it."""


@step(tables(READING, "text"))
def make_documents(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """Inputs -> documents and paragraphs; the corpus is compared for dates, repeats and copies."""
    from pipeline.stages.documents import read_source

    lake, parts = warehouse.lake, ["parts/documents", "parts/paragraphs", "parts/clues"]
    days = context.partition_keys if context.assets_def.partitions_def else None
    intake = take_in(
        lake, warehouse.input_paths, read_source, "pipeline.stages.documents", days, Limits(**warehouse.limits)
    )
    per_document(lake, "pipeline.stages.paragraphs.split_paragraphs", parts[:1], parts[1:2], warehouse.mapper)
    per_document(lake, "pipeline.stages.publication.read_clues", parts[:1], parts[2:], warehouse.mapper, UNDATED)
    rests_on = [
        "pipeline.publication",
        "pipeline.stages.paragraphs",
        "pipeline.stages.repeats",
        "pipeline.source_text.roles.site",
    ]
    work = partial(corpus_wide, lake, "assets.corpus.compare_documents", parts, READING, rests_on=rests_on)
    yield from reported(context, lake, READING, work, intake)


@step(tables(["sentences"], "text", ["paragraphs"]))
def make_sentences(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """paragraphs -> sentences, linked to their first tellings."""
    lake, inputs = warehouse.lake, ["parts/sentences", "paragraphs"]
    split = per_document(lake, "pipeline.stages.sentences.split_sentences", inputs[1:], inputs[:1], warehouse.mapper)
    work = partial(corpus_wide, lake, "pipeline.stages.sentences.link_repeats", inputs, ["sentences"])
    yield from reported(context, lake, ["sentences"], work, split)


@step(tables(["dates"], "dates", ["documents", "sentences"]))
def make_dates(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """sentences -> the time expressions in them, each with the days that it means."""
    lake, inputs = warehouse.lake, ["documents", "paragraphs", "sentences"]
    work = partial(per_document, lake, "pipeline.stages.dates.find_dates", inputs, ["dates"], warehouse.mapper)
    yield from reported(context, lake, ["dates"], work)


@step(tables(CODING, "events", ["dates"]))
def make_mentions(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """sentences -> who did what to whom, where, when, how many and who says so."""
    lake, inputs = warehouse.lake, ["documents", "paragraphs", "sentences", "dates"]
    coded = per_document(lake, "pipeline.stages.mentions.code_mentions", inputs, CODED, warehouse.mapper)
    read = ["sentences", "paragraphs", *CODED]
    work = partial(corpus_wide, lake, "assets.corpus.inherit", read, CODING, rests_on=["pipeline.stages.mentions"])
    yield from reported(context, lake, CODING, work, coded)


@step(tables(JOINING, "events", CODING))
def make_events(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Report]:
    """mentions -> one row per happening, with the evidence for it, and where old ids lead."""
    lake, read = warehouse.lake, ["documents", "sentences", "dates", *CODING]
    work = partial(
        corpus_wide,
        lake,
        "assets.corpus.happen",
        read,
        ["event_aliases", "events", "event_contexts", "evidence", "parts/told"],
        carried=["event_aliases", "parts/told"],
        rests_on=["pipeline.stages.events", "pipeline.upkeep.aliases"],
    )
    yield from reported(context, lake, JOINING, work)
