"""What each page shows, asked of the snapshot: rows for the templates and for the JSON API alike."""

from datetime import date
from typing import Any

from pipeline.explorer.charts import PRECISION_OPACITY
from pipeline.explorer.marks import Mark
from pipeline.explorer.search import PAGE_SIZE, Search
from pipeline.explorer.snapshot import Row, Snapshot

MARKS_OF_DOCUMENT = """
SELECT start_char, end_char, 'trigger' AS kind, concat_ws(' ', event_type, event_mode, status) AS title,
    '/events/' || event_id AS href
FROM mentions JOIN evidence USING (mention_id) WHERE doc_id = $id
UNION ALL SELECT start_char, end_char, 'date', concat_ws(' ', timex_value, rule), '' FROM dates WHERE doc_id = $id
UNION ALL SELECT DISTINCT participants.start_char, participants.end_char, role, concat_ws(' ', code, sector), ''
FROM participants JOIN mentions USING (mention_id) WHERE doc_id = $id AND participants.start_char IS NOT NULL
UNION ALL SELECT DISTINCT figures.start_char, figures.end_char, 'figure', coalesce(measure, ''), ''
FROM figures JOIN mentions USING (mention_id) WHERE doc_id = $id
"""
ORDER = "ORDER BY date_start DESC NULLS LAST, first_reported_on DESC NULLS LAST, event_id"
COUNTED = ("documents", "events", "mentions", "sentences", "dates", "figures")
MOST_POINTS = 300
MOST_INTERVALS = 40
MOST_LABEL = 68
OPEN_DAYS = 364


def counts(snapshot: Snapshot) -> Row:
    """Rows of each table that people care for, refused documents, the last run's end."""
    parts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in COUNTED)
    told = snapshot.row(
        f"SELECT {parts}, (SELECT count(*) FROM documents WHERE status = 'rejected') AS rejected, "
        "(SELECT max(ended_at) FROM runs) AS last_run, (SELECT max(published_on) FROM documents) AS last_published"
    )
    return told or {}


def found(snapshot: Snapshot, search: Search) -> tuple[int, list[Row]]:
    """How many events match, and those of the page."""
    total = snapshot.row(f"SELECT count(*) AS n FROM events {search.where}", **search.values)
    offset = (search.page - 1) * PAGE_SIZE
    rows = snapshot.rows(
        f"SELECT * FROM events {search.where} {ORDER} LIMIT {PAGE_SIZE} OFFSET {offset}", **search.values
    )
    return (total or {"n": 0})["n"], rows


def newest(snapshot: Snapshot, most: int) -> list[Row]:
    """The events that were reported last."""
    return snapshot.rows(
        "SELECT * FROM events WHERE first_reported_on IS NOT NULL "
        f"ORDER BY first_reported_on DESC, n_sources DESC, event_id LIMIT {most}"
    )


def by_month(snapshot: Snapshot, search: Search) -> list[Row]:
    """Events a month and quad class among those that match and are dated."""
    where = f"{search.where} {'AND' if search.where else 'WHERE'} date_start IS NOT NULL"
    return snapshot.rows(
        f"SELECT strftime(date_trunc('month', date_start), '%Y-%m-%d') AS month, quad_class, count(*) AS events "
        f"FROM events {where} GROUP BY ALL ORDER BY ALL",
        **search.values,
    )


def points(snapshot: Snapshot, search: Search) -> list[Row]:
    """Places of the matching events, those with most events first, at most a few hundred."""
    where = f"{search.where} {'AND' if search.where else 'WHERE'} latitude IS NOT NULL"
    rows = snapshot.rows(
        "SELECT place, latitude, longitude, place_precision, mode(quad_class) AS quad_class, count(*) AS events, "
        f"any_value(country_code) AS country FROM events {where} "
        f"GROUP BY ALL ORDER BY events DESC, place LIMIT {MOST_POINTS}",
        **search.values,
    )
    for row in rows:
        row["opacity"] = PRECISION_OPACITY.get(row.pop("place_precision"), 0.5)
        row["href"] = f"/events?{search.address(q=row['place'])}"
    return rows


def intervals(rows: list[Row]) -> list[Row]:
    """The dated ones of some events as bars: label, start, end (the day after the last), open ends cut at a year."""
    dated = [row for row in rows if row["date_start"] or row["date_end"]][:MOST_INTERVALS]
    return sorted((_bar(row) for row in dated), key=lambda bar: (bar["start"], bar["end"], bar["href"]))


def _bar(row: Row) -> Row:
    start = row["date_start"] or _later(row["date_end"], -OPEN_DAYS)
    end = _later(row["date_end"] or _later(start, OPEN_DAYS), 1)
    summary = row["summary"]
    return {
        "label": summary if len(summary) <= MOST_LABEL else f"{summary[: MOST_LABEL - 1]}…",
        "start": start.isoformat(),
        "end": end.isoformat(),
        "precision": row["date_precision"],
        "open": None if row["date_start"] and row["date_end"] else "since" if row["date_start"] else "until",
        "quad_class": row["quad_class"],
        "href": f"/events/{row['event_id']}",
    }


def _later(day: date, days: int) -> date:
    """The day so many days on, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def event(snapshot: Snapshot, event_id: str) -> Row | None:
    """The event of that id, or of the id that stands for it (`alias_of` tells); null when there is none."""
    row = snapshot.row("SELECT * FROM events WHERE event_id = $id", id=event_id)
    if row:
        return row
    alias = snapshot.row("SELECT * FROM event_aliases WHERE event_id = $id", id=event_id)
    if not alias or not alias["standing_event_id"]:
        return None
    standing = snapshot.row("SELECT * FROM events WHERE event_id = $id", id=alias["standing_event_id"])
    return standing and {**standing, "alias_of": alias}


def tellings(snapshot: Snapshot, event_id: str) -> list[Row]:
    """Every mention of an event with its paragraph as it stands in the source, its date and why it was joined."""
    return snapshot.rows(
        """
        SELECT mentions.*, evidence.joined_because, documents.title, documents.publisher, documents.published_on,
            documents.source_path, documents.source_url, paragraphs.start_char AS from_char,
            documents.text_raw[paragraphs.start_char + 1 : paragraphs.end_char] AS paragraph,
            dates.text AS date_text, dates.timex_value, dates.precision, dates.basis,
            dates.anchor_on, dates.rule AS date_rule, dates.bound,
            dates.start_char AS date_from, dates.end_char AS date_to,
            sentences.start_char AS sentence_from, sentences.end_char AS sentence_to
        FROM evidence JOIN mentions USING (mention_id)
        JOIN documents ON documents.doc_id = mentions.doc_id
        JOIN paragraphs ON paragraphs.paragraph_id = mentions.paragraph_id
        JOIN sentences ON sentences.sentence_id = mentions.sentence_id
        LEFT JOIN dates ON dates.date_id = mentions.date_id
        WHERE evidence.event_id = $id
        ORDER BY mentions.is_repeat, documents.published_on NULLS LAST, mentions.doc_id, mentions.start_char
        """,
        id=event_id,
    )


def parties(snapshot: Snapshot, event_id: str) -> list[Row]:
    """Participants of the event's mentions, with their places in the text."""
    return snapshot.rows(
        "SELECT participants.* FROM evidence JOIN participants USING (mention_id) WHERE event_id = $id ORDER BY ALL",
        id=event_id,
    )


def accounts(snapshot: Snapshot, event_id: str) -> list[Row]:
    """The figures of the event's first tellings, with who says each."""
    return snapshot.rows(
        """
        SELECT figures.*, coalesce(figures.attribution, mentions.attribution) AS said_by, documents.publisher,
            documents.title, documents.published_on, documents.source_path, documents.doc_id
        FROM evidence JOIN mentions USING (mention_id) JOIN figures USING (mention_id)
        JOIN documents ON documents.doc_id = mentions.doc_id
        WHERE event_id = $id AND NOT mentions.is_repeat ORDER BY measure, published_on, figures.start_char
        """,
        id=event_id,
    )


def chains(snapshot: Snapshot, event_id: str) -> list[Row]:
    """The distinct chains of sources of the event."""
    return snapshot.rows(
        "SELECT DISTINCT mentions.attribution FROM evidence JOIN mentions USING (mention_id) "
        "WHERE event_id = $id AND mentions.attribution IS NOT NULL ORDER BY ALL",
        id=event_id,
    )


def others(snapshot: Snapshot, row: Row) -> list[Row]:
    """Other events of the same parties: those between both first, then those of either."""
    return snapshot.rows(
        f"""
        WITH near AS (
            SELECT *, coalesce(actor IN ($actor, $recipient), false)::INT
                + coalesce(recipient IN ($actor, $recipient), false)::INT AS shared
            FROM events WHERE event_id <> $id
        )
        SELECT * EXCLUDE (shared) FROM near WHERE shared > 0 {ORDER.replace("BY ", "BY shared DESC, ")} LIMIT 10
        """,
        id=row["event_id"], actor=row["actor"], recipient=row["recipient"],
    )  # fmt: skip


def document(snapshot: Snapshot, doc_id: str) -> tuple[Row, list[Row], list[Mark]] | None:
    """A document, its paragraphs as they stand in the source, and every mark in it; null when there is none."""
    row = snapshot.row("SELECT * FROM documents WHERE doc_id = $id", id=doc_id)
    if not row:
        return None
    paragraphs = snapshot.rows("SELECT * FROM paragraphs WHERE doc_id = $id ORDER BY start_char", id=doc_id)
    for paragraph in paragraphs:
        paragraph["raw"] = row["text_raw"][paragraph["start_char"] : paragraph["end_char"]]
    return row, paragraphs, marks_of_document(snapshot, doc_id)


def marks_of_document(snapshot: Snapshot, doc_id: str) -> list[Mark]:
    """Triggers that lead to their events, parties, figures, and time expressions with their values."""
    told = snapshot.rows(MARKS_OF_DOCUMENT, id=doc_id)
    return [Mark(r["start_char"], r["end_char"], r["kind"], r["title"], r["href"]) for r in told]


def told_in(snapshot: Snapshot, doc_id: str) -> list[Row]:
    """The events that a document tells, in the order in which it does."""
    return snapshot.rows(
        "SELECT events.*, min(mentions.start_char) AS first_char FROM mentions JOIN evidence USING (mention_id) "
        "JOIN events USING (event_id) WHERE doc_id = $id GROUP BY ALL ORDER BY first_char, event_id",
        id=doc_id,
    )


def actor(snapshot: Snapshot, name: str) -> dict[str, Any]:
    """What somebody did and what was done to them: counts by type, and the newest events. A name or a country code."""
    both = f"(actor = $name OR actor_code = $name OR recipient = $name OR recipient_code = $name) {ORDER}"
    return {
        "done": snapshot.rows(
            "SELECT event_type, status, count(*) AS n FROM events WHERE actor = $name OR actor_code = $name "
            "GROUP BY ALL ORDER BY n DESC, event_type LIMIT 20", name=name),
        "met": snapshot.rows(
            "SELECT event_type, status, count(*) AS n FROM events WHERE recipient = $name OR recipient_code = $name "
            "GROUP BY ALL ORDER BY n DESC, event_type LIMIT 20", name=name),
        "spellings": snapshot.rows(
            "SELECT name, count(*) AS n FROM participants WHERE entity = $name OR code = $name "
            "GROUP BY ALL ORDER BY n DESC, name LIMIT 20", name=name),
        "events": snapshot.rows(f"SELECT * FROM events WHERE {both} LIMIT {PAGE_SIZE}", name=name),
    }  # fmt: skip


def choices(snapshot: Snapshot) -> dict[str, list[str]]:
    """What the filters offer: the types and countries that there are."""
    types = snapshot.rows("SELECT DISTINCT event_type AS v FROM events ORDER BY v")
    countries = snapshot.rows("SELECT DISTINCT country_code AS v FROM events WHERE country_code IS NOT NULL ORDER BY v")
    return {"types": [r["v"] for r in types], "countries": [r["v"] for r in countries]}
