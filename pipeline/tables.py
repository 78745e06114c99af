"""Every table and column of the dataset, declared once: type, meaning, why it may be null, allowed values.

Read this first. From these declarations come the asset checks, the DuckDB comments and keys, the data
dictionary and the data package. Days are dates, intervals are closed, offsets are code points into
`documents.text_raw`, null means "the text does not say", ids are content hashes.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import dataframely as dy
import polars as pl

from pipeline.columns import breaks, count, day, flag, key, number, ref, string, word

DOCUMENT_STATUSES = ("accepted", "rejected")
PUBLISHED_BASES = ("declared", "printed", "inferred")
PARAGRAPH_ROLES = ("title", "heading", "prose", "boilerplate")
REPEAT_KINDS = ("exact", "near")
RELATION_KINDS = ("same", "variant", "contains")
TIMEX_TYPES = ("DATE", "TIME", "DURATION", "SET")
PRECISIONS = (
    "minute", "hour", "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century",
    "unknown",
)  # fmt: skip
BOUNDS = ("within", "since", "until")
DATE_BASES = ("stated", "relative", "unplaced")
EVENT_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "STATEMENT", "CASUALTY",
)  # fmt: skip
EVENT_STATUSES = ("reported", "planned", "hypothetical", "denied")
QUAD_CLASSES = (
    "verbal cooperation", "material cooperation", "verbal conflict", "material conflict", "extension",
)  # fmt: skip
PARTICIPANT_ROLES = ("actor", "recipient")
PLACE_PRECISIONS = ("point", "city", "region", "country")
ALIAS_REASONS = ("merged", "split", "changed", "withdrawn")


class Documents(dy.Schema):
    """One row per source document, accepted or not."""

    doc_id = key("Hash of source_path and text_raw")
    source_path = string("Path relative to the input folder; FILE#RECORD for a record of a file of many")
    source_url = string("Where the document was published", "the source does not say")
    source_sha256 = string("SHA-256 of the source bytes, in hexadecimal", "the bytes could not be read")
    format = string("The reader that took it: plain_text, markdown, jsonl, …", "no reader knew it")
    title = string("Headline, as declared by the source or else its first title paragraph", "none was found")
    publisher = string("Who published it", "the source does not say")
    author = string("Who wrote it", "the source does not say")
    language = string("ISO 639-1 code of the text", "too short to tell")
    published_on = day(
        "Day of publication, the anchor of relative dates", "neither declared, printed nor inferred to a day"
    )
    published_basis = word(PUBLISHED_BASES, "How the day or window is known", "it is not known")
    published_earliest = day("First day on which it can have been published", "not known")
    published_latest = day("Last day on which it can have been published", "not known")
    published_evidence = string("Where the day or window comes from, in words", "it is not known")
    text_raw = string("The decoded source before any cleaning; all offsets count its code points", "rejected unread")
    n_chars = count("Length of text_raw in code points")
    copy_of_doc_id = ref("documents.doc_id", "The first document that this one copies as a whole", "it is no copy")
    status = word(DOCUMENT_STATUSES, "Whether it was read")
    reason = string("Why it was refused, or what was amiss with an accepted one", "nothing was amiss")


class Paragraphs(dy.Schema):
    """One row per paragraph, kept or not."""

    paragraph_id = key("Hash of doc_id and place")
    doc_id = ref("documents.doc_id", "Its document")
    paragraph_no = count("Place in the document, from 1")
    start_char = count("First code point in text_raw")
    end_char = count("One past the last code point in text_raw")
    text = string("Clean text: lines joined, white space folded, control characters gone")
    breaks = breaks("Map from text to text_raw")
    role = word(PARAGRAPH_ROLES, "What it is")
    role_reason = string("Which rule gave the role", "plain prose")
    repeats_paragraph_id = ref("paragraphs.paragraph_id", "The first telling of the same text", "told here first")
    repeat_kind = word(REPEAT_KINDS, "How it repeats", "told here first")
    similarity = number("Share of its tokens that stand in the first telling, 0 to 1", "told here first", min=0, max=1)


class ParagraphRelations(dy.Schema):
    """One row per related pair of paragraphs: same, variant (a fact differs) or contains, with the aligned spans."""

    paragraph_id = ref("paragraphs.paragraph_id", "The later paragraph, or the one that contains", primary_key=True)
    other_paragraph_id = ref("paragraphs.paragraph_id", "The earlier one, or the contained", primary_key=True)
    relation = word(RELATION_KINDS, "How they relate")
    similarity = number("Share of the smaller one's tokens in the aligned core", min=0, max=1)
    start_char = count("Aligned core in the first, into its text_raw")
    end_char = count("One past its end")
    other_start_char = count("Aligned core in the other, into its text_raw")
    other_end_char = count("One past its end")
    differs = string("The critical tokens that differ inside the core", "none differ")


class Sentences(dy.Schema):
    """One row per sentence of prose, title or heading."""

    sentence_id = key("Hash of doc_id and place")
    doc_id = ref("documents.doc_id", "Its document")
    paragraph_id = ref("paragraphs.paragraph_id", "Its paragraph")
    sentence_no = count("Place in the document, from 1")
    start_char = count("First code point in text_raw")
    end_char = count("One past the last code point in text_raw")
    text = string("Clean text of the sentence")
    breaks = breaks("Map from text to text_raw")
    repeats_sentence_id = ref("sentences.sentence_id", "First telling, whose readings it inherits", "told here first")


class Dates(dy.Schema):
    """One row per time expression."""

    date_id = key("Hash of doc_id and span")
    doc_id = ref("documents.doc_id", "Its document")
    sentence_id = ref("sentences.sentence_id", "Its sentence")
    start_char = count("First code point in text_raw")
    end_char = count("One past the last code point in text_raw")
    text = string("What was read")
    timex_type = word(TIMEX_TYPES, "TIMEX3 type")
    timex_value = string("TIMEX3 value")
    timex_mod = string("TIMEX3 mod: START, MID, END, APPROX, LESS_THAN, MORE_THAN, BEFORE, AFTER, …", "unmodified")
    date_start = day("First day it can mean", "a duration, a set, open at its beginning (until), or not placed")
    date_end = day("Last day it can mean", "a duration, a set, open at its end (since), or not placed")
    precision = word(PRECISIONS, "How exact it was said")
    bound = word(BOUNDS, "since and until open one side; within holds the event", "plain")
    basis = word(DATE_BASES, "stated whole, relative to an anchor, or unplaced")
    anchor_on = day("The day it was read from", "stated whole or unplaced")
    other_value = string("The other TIMEX3 value it may have (1/2/03)", "it has one reading")
    rule = string("The rule that read it")


class Mentions(dy.Schema):
    """One row per event told in a sentence."""

    mention_id = key("Hash of doc_id, span and coding")
    doc_id = ref("documents.doc_id", "Its document")
    paragraph_id = ref("paragraphs.paragraph_id", "Its paragraph")
    sentence_id = ref("sentences.sentence_id", "Its sentence")
    start_char = count("First code point of the trigger in text_raw")
    end_char = count("One past the trigger's last")
    trigger = string("The word or words that tell the event")
    event_type = word(EVENT_TYPES, "PLOVER 2.0 type, or STATEMENT, CASUALTY")
    event_mode = string("How, within the type", "the text does not say how")
    context = string("PLOVER context: military, diplomatic, legal, …", "none shows")
    status = word(EVENT_STATUSES, "reported, planned, hypothetical or denied")
    date_id = ref("dates.date_id", "The expression that dates it", "the sentence gives no date for it")
    date_start = day("First day it can have been, as the sentence says", "no date, or open at its beginning (until)")
    date_end = day("Last day it can have been, as the sentence says", "no date, or open at its end (since)")
    place = string("Where, as the gazetteer names it", "the text does not say")
    place_code = string("ISO 3166-1 alpha-3 of the place's country", "no place, or of no country")
    place_admin = string("First-order region of the place", "no place, or not known")
    latitude = number("Degrees north", "no place, or not in the gazetteer", min=-90, max=90)
    longitude = number("Degrees east", "no place, or not in the gazetteer", min=-180, max=180)
    place_precision = word(PLACE_PRECISIONS, "What the point stands for", "no place")
    place_start_char = count("First code point of the place's name in text_raw", "no place, or carried over")
    place_end_char = count("One past its last", "no place, or carried over")
    attribution = string("Who says so, outermost > innermost", "the document itself")
    is_repeat = flag("Told in a repeated paragraph: counts nothing")
    repeats_mention_id = ref("mentions.mention_id", "The first telling whose reading it inherits", "told here first")
    confidence = number("0 to 1: how sure the rule is", min=0, max=1)
    rule = string("The event type's rule that read it")


class Participants(dy.Schema):
    """One row per party to a mention."""

    mention_id = ref("mentions.mention_id", "Its mention", primary_key=True)
    role = word(PARTICIPANT_ROLES, "Side it took", primary_key=True)
    rank = count("Order within the role, from 1", primary_key=True)
    name = string("As the text has it, pronouns followed to their name")
    entity = string("The name that all spellings share", "not known to the gazetteer")
    code = string("ISO 3166-1 alpha-3, or IGO, NGO for those above states", "of no country", regex="^[A-Z]{3}$")
    sector = string("GOV, MIL, REB, OPP, CVL, MED, BUS, SPY, COP, JUD, LEG, IGO, NGO, …", "not known")
    start_char = count("First code point in text_raw", "carried over from another sentence")
    end_char = count("One past its last", "carried over from another sentence")


class Attributions(dy.Schema):
    """One row per link of a mention's chain of sources, outermost first."""

    mention_id = ref("mentions.mention_id", "Its mention", primary_key=True)
    rank = count("Place in the chain, from 1", primary_key=True)
    source = string("Who says so")
    code = string("ISO 3166-1 alpha-3 of the source", "of no country")
    cue = string("The word of saying", "carried over")
    source_start_char = count("First code point of the source in text_raw", "carried over")
    source_end_char = count("One past its last", "carried over")
    cue_start_char = count("First code point of the cue in text_raw", "carried over")
    cue_end_char = count("One past its last", "carried over")
    content_start_char = count("First code point of what is said in text_raw", "carried over")
    content_end_char = count("One past its last", "carried over")


class Figures(dy.Schema):
    """One row per number said about a mention."""

    figure_id = key("Hash of mention_id, span and measure")
    mention_id = ref("mentions.mention_id", "Its mention")
    measure = string("What is counted: troops, killed, wounded, killed_or_wounded, captured, money, …")
    low = number("At least", "no lower bound said")
    best = number("The number said as such", "only bounds, or a share, are said")
    high = number("At most", "no upper bound said")
    share = number("Part of a whole, 0 to 1", "no share said", min=0)
    comparator = string("The words that bend it: over, up to, nearly, …", "none")
    unit = string("people, USD, tonnes, …", "none")
    attribution = string("Who says this number", "as the mention")
    text = string("What was read")
    start_char = count("First code point in text_raw")
    end_char = count("One past its last")


class Events(dy.Schema):
    """One row per real-world happening."""

    event_id = key("Hash of the first mention that tells it")
    event_type = word(EVENT_TYPES, "PLOVER 2.0 type, or STATEMENT, CASUALTY")
    event_mode = string("How, within the type", "the texts do not say how")
    quad_class = word(QUAD_CLASSES, "Verbal or material, cooperation or conflict")
    intensity = number("PLOVER score of the type, -10 to 10", "the type has none", min=-10, max=10)
    context = string("First-ranked PLOVER context", "none shows")
    status = word(EVENT_STATUSES, "reported, planned, hypothetical or denied")
    actor = string("First-ranked actor", "the texts name none")
    actor_code = string("Its country", "of no country")
    recipient = string("First-ranked recipient", "the texts name none")
    recipient_code = string("Its country", "of no country")
    place = string("Most specific place", "the texts name none")
    country_code = string("ISO 3166-1 alpha-3 of the place", "no place, or of no country")
    latitude = number("Degrees north", "no place", min=-90, max=90)
    longitude = number("Degrees east", "no place", min=-180, max=180)
    place_precision = word(PLACE_PRECISIONS, "What the point stands for", "no place")
    date_start = day("First day it can have been", "no text dates it")
    date_end = day("Last day it can have been", "open-ended, or no text dates it")
    date_precision = word(PRECISIONS, "How exact", "no text dates it")
    date_basis = word(DATE_BASES, "stated or relative", "no text dates it")
    measure = string("What its first-ranked figure counts", "no figure")
    low = number("Least that any source gives for that measure", "no figure")
    best = number("The figure of the first-ranked source", "no figure, or only bounds")
    high = number("Most that any source gives for that measure", "no figure")
    attribution = string("Who says so, outermost > innermost", "the documents themselves")
    summary = string("The row in one sentence")
    n_documents = count("Documents that tell it")
    n_sources = count("Documents that tell it in words of their own")
    n_mentions = count("First tellings")
    first_reported_on = day("First publication day of its documents", "none is dated")
    last_reported_on = day("Last publication day of its documents", "none is dated")
    confidence = number("0 to 1", min=0, max=1)


class EventContexts(dy.Schema):
    """One row per PLOVER context of an event."""

    event_id = ref("events.event_id", "Its event", primary_key=True)
    rank = count("From 1", primary_key=True)
    context = string("military, diplomatic, legal, election, economic, …")


class Evidence(dy.Schema):
    """One row per mention that tells an event."""

    event_id = ref("events.event_id", "The event")
    mention_id = ref("mentions.mention_id", "The mention", primary_key=True)
    joined_because = string("What made it the same happening")


class EventAliases(dy.Schema):
    """One row per event id that no longer stands."""

    event_id = key("The id that was")
    standing_event_id = ref("events.event_id", "The id that stands for it", "withdrawn: no text tells it any more")
    reason = word(ALIAS_REASONS, "Why it changed")


class Runs(dy.Schema):
    """One row per run that wrote this warehouse."""

    run_id = key("Id of the run")
    started_at = dy.Datetime(description="When it began, UTC")
    ended_at = dy.Datetime(description="When it ended, UTC")
    n_read = count("Documents looked at")
    n_new = count("Documents new or changed")
    n_removed = count("Documents gone since the run before")
    n_rejected = count("Documents refused")
    n_events = count("Events in the snapshot it wrote")
    code_version = string("Version of the code that ran")


TABLES: Mapping[str, type[dy.Schema]] = MappingProxyType(
    {
        "documents": Documents,
        "paragraphs": Paragraphs,
        "paragraph_relations": ParagraphRelations,
        "sentences": Sentences,
        "dates": Dates,
        "mentions": Mentions,
        "participants": Participants,
        "attributions": Attributions,
        "figures": Figures,
        "events": Events,
        "event_contexts": EventContexts,
        "evidence": Evidence,
        "event_aliases": EventAliases,
        "runs": Runs,
    }
)


CLUES = pl.Schema(
    [
        ("doc_id", pl.String),
        ("rank", pl.Int64),
        ("kind", pl.String),
        ("reason", pl.String),
        ("firsts", pl.List(pl.Date)),
        ("lasts", pl.List(pl.Date)),
    ]
)
"""What an undated document says of its own day, for the step that compares documents: no table, and not published."""


class Coded(NamedTuple):
    """What reading a document's sentences gives: its mentions and the rows that hang on them."""

    mentions: pl.DataFrame
    participants: pl.DataFrame
    attributions: pl.DataFrame
    figures: pl.DataFrame


class Joined(NamedTuple):
    """What mentions become once those of the same happening are put together."""

    events: pl.DataFrame
    event_contexts: pl.DataFrame
    evidence: pl.DataFrame


def empty(table: str) -> pl.DataFrame:
    """A frame of the table's columns and no rows.

    >>> empty("evidence").columns
    ['event_id', 'mention_id', 'joined_because']
    """
    return _nothing(table).clone()


@cache
def _nothing(table: str) -> pl.DataFrame:
    return TABLES[table].create_empty()


def as_table(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows as a frame with exactly the table's columns and types; columns that a row leaves out are null.

    >>> as_table("event_contexts", [{"event_id": "e", "rank": 1, "context": "legal"}]).row(0)
    ('e', 1, 'legal')
    """
    return pl.DataFrame(rows, schema=empty(table).schema)
