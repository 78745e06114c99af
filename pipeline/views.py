"""The views for people: each a name, what it shows and the SQL over the tables that makes it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class View(NamedTuple):
    """A view: what one row of it is, and the SELECT that makes it."""

    meaning: str
    sql: str


EVENT_SOURCES = """
SELECT
    evidence.event_id,
    events.event_type,
    events.event_mode,
    events.status,
    sentences.text AS sentence,
    mentions.trigger,
    mentions.attribution,
    documents.title,
    documents.publisher,
    documents.published_on,
    documents.source_path,
    documents.source_url,
    mentions.is_repeat,
    evidence.joined_because,
    mentions.start_char,
    mentions.end_char,
    sentences.start_char AS sentence_start_char,
    sentences.end_char AS sentence_end_char,
    mentions.mention_id,
    mentions.sentence_id,
    mentions.doc_id
FROM evidence
JOIN events USING (event_id)
JOIN mentions USING (mention_id)
JOIN sentences USING (sentence_id)
JOIN documents ON documents.doc_id = mentions.doc_id
ORDER BY evidence.event_id, documents.published_on NULLS LAST, mentions.doc_id, mentions.start_char
"""

DISPUTED_FIGURES = """
WITH told AS (
    SELECT
        evidence.event_id,
        figures.*,
        coalesce(figures.attribution, mentions.attribution) AS said_by,
        mentions.doc_id,
        concat_ws('/', figures.low, figures.best, figures.high, figures.share) AS account
    FROM evidence
    JOIN mentions USING (mention_id)
    JOIN figures USING (mention_id)
    WHERE NOT mentions.is_repeat AND figures.measure IS NOT NULL
),
disputed AS (
    SELECT
        event_id,
        measure,
        count(DISTINCT doc_id) AS n_documents,
        min(least(low, best, high)) AS least,
        max(greatest(low, best, high)) AS most
    FROM told
    GROUP BY event_id, measure
    HAVING count(DISTINCT account) > 1
)
SELECT
    told.event_id,
    events.summary,
    told.measure,
    told.low,
    told.best,
    told.high,
    told.share,
    told.comparator,
    told.text,
    told.said_by AS attribution,
    documents.title,
    documents.publisher,
    documents.published_on,
    disputed.least,
    disputed.most,
    disputed.n_documents,
    told.figure_id,
    told.mention_id,
    told.doc_id
FROM told
JOIN disputed USING (event_id, measure)
JOIN events USING (event_id)
JOIN documents ON documents.doc_id = told.doc_id
ORDER BY told.event_id, told.measure, documents.published_on NULLS LAST, told.doc_id, told.start_char
"""

TIMELINE = """
SELECT
    coalesce(date_start, date_end, first_reported_on) AS on_or_after,
    CASE WHEN coalesce(date_start, date_end) IS NULL THEN 'report' ELSE 'text' END AS placed_by,
    date_start,
    date_end,
    date_precision,
    status,
    event_type,
    event_mode,
    actor,
    recipient,
    place,
    summary,
    n_documents,
    n_sources,
    event_id
FROM events
ORDER BY on_or_after NULLS LAST, date_end NULLS LAST, event_id
"""

VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "event_sources": View("One row per mention of an event, with its sentence and document", EVENT_SOURCES),
        "disputed_figures": View(
            "One row per number told about an event whose accounts differ, the rows of an event together",
            DISPUTED_FIGURES,
        ),
        "timeline": View("Events in the order of their days; undated ones stand at their first report", TIMELINE),
    }
)
