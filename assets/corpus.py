"""Steps over the whole corpus, as functions of the lake's tables: what several stages give together."""

from typing import NamedTuple

import polars as pl

from pipeline.tables import Coded
from pipeline.upkeep.aliases import event_aliases, told_by


class Compared(NamedTuple):
    """Documents and paragraphs once the corpus has been looked at as a whole."""

    documents: pl.DataFrame
    paragraphs: pl.DataFrame
    paragraph_relations: pl.DataFrame


class Happened(NamedTuple):
    """Aliases first and what they are made from last, so that a run that is cut off loses no id."""

    event_aliases: pl.DataFrame
    events: pl.DataFrame
    event_contexts: pl.DataFrame
    evidence: pl.DataFrame
    told: pl.DataFrame


def compare_documents(documents: pl.DataFrame, paragraphs: pl.DataFrame, clues: pl.DataFrame) -> Compared:
    """Undated documents dated by the others; a site's own lines, repeated paragraphs and copied documents marked."""
    from pipeline.publication import infer_publication
    from pipeline.source_text.roles.site import mark_site_boilerplate
    from pipeline.stages.repeats import mark_copies, mark_repeats

    dated = infer_publication(documents, clues)
    marked, relations = mark_repeats(dated, mark_site_boilerplate(dated, paragraphs))
    return Compared(mark_copies(dated, marked), marked, relations)


def inherit(
    sentences: pl.DataFrame,
    paragraphs: pl.DataFrame,
    mentions: pl.DataFrame,
    participants: pl.DataFrame,
    attributions: pl.DataFrame,
    figures: pl.DataFrame,
) -> Coded:
    """The readings of first tellings, and the same again for the sentences that repeat them."""
    from pipeline.stages.mentions import inherit_readings

    return inherit_readings(sentences, paragraphs, Coded(mentions, participants, attributions, figures))


def happen(
    documents: pl.DataFrame,
    sentences: pl.DataFrame,
    dates: pl.DataFrame,
    mentions: pl.DataFrame,
    participants: pl.DataFrame,
    attributions: pl.DataFrame,
    figures: pl.DataFrame,
    aliases: pl.DataFrame,
    told: pl.DataFrame,
) -> Happened:
    """The happenings told, and where the ids of the last run, whose `told` this is, lead now."""
    from pipeline.stages.events import join_events

    joined = join_events(documents, sentences, dates, Coded(mentions, participants, attributions, figures))
    now = told_by(joined, mentions, sentences, documents)
    return Happened(event_aliases(told, now, aliases), joined.events, joined.event_contexts, joined.evidence, now)
