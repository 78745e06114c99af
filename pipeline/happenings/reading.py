"""From the frames of mentions to tellings, document by document in the order of publication."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from sys import intern
from typing import Any

import polars as pl

from pipeline.happenings.kinds import is_moved
from pipeline.happenings.streams import Hung, Row, groups
from pipeline.happenings.told import OPEN, Amount, Days, Party, Place, Telling
from pipeline.happenings.wording import STEM, WORD, Vocabulary
from pipeline.lexicon import rows, words
from pipeline.tables import Coded

FIRST, SINCE, RELATIVE, UNPLACED = "first telling", "since", "relative", "unplaced"
EXACT = ("minute", "hour", "day")
FORCES = "MIL"
BEFORE, AFTER = 3, 7
"""Words before a trigger, and from it on, that speak of it."""
AFTER_NAME = re.compile(r" \w+ (\w+)\b")
COLUMNS = (
    "row", "mention_id", "doc_id", "sentence_id", "sentence_no", "sentence", "trigger", "rule", "event_type",
    "event_mode", "status", "place", "place_code", "place_admin", "place_precision", "date_start", "date_end",
    "published_on", "published_earliest", "published_latest",
)  # fmt: skip
UNREAD = ("paragraph_id", "date_id", "place_start_char", "place_end_char", "is_repeat", "repeats_mention_id")
"""Columns of mentions that say nothing of what happened."""
ORDER = ("published_on", "doc_id", "start_char", "end_char", "mention_id")


def first_tellings(documents: pl.DataFrame, sentences: pl.DataFrame, dates: pl.DataFrame, coded: Coded) -> pl.DataFrame:
    """Mentions that repeat nothing, in the order of publication, with their sentence, date and publication days.

    `row` counts them from 0.
    """
    published = documents.select("doc_id", "published_on", "published_earliest", "published_latest")
    said = sentences.select("sentence_id", "sentence_no", sentence=pl.col("text").fill_null(""))
    when = dates.select("date_id", "precision", "basis")
    return (
        coded.mentions.filter(pl.col("repeats_mention_id").is_null())
        .join(published, on="doc_id", how="left")
        .join(said, on="sentence_id", how="left")
        .join(when, on="date_id", how="left")
        .with_columns(**_as_told())
        .sort(ORDER, nulls_last=True)
        .drop(UNREAD)
        .with_row_index("row")
    )


def _as_told() -> dict[str, pl.Expr]:
    """Of the mention's own days: whether they are open at the end, and how exact; a counted day is relative."""
    first, last, precision = pl.col("date_start"), pl.col("date_end"), pl.col("precision")
    is_day = (first == last) & ~precision.is_in(EXACT)
    return {
        "bound": pl.when(first.is_not_null(), last.is_null()).then(pl.lit(SINCE)),
        "precision": pl.when(is_day).then(pl.lit(EXACT[-1])).otherwise(precision),
        "basis": pl.when(first.is_not_null(), pl.col("basis") == UNPLACED).then(pl.lit(RELATIVE)).otherwise("basis"),
    }


def hung_on(mentions: pl.DataFrame, frame: pl.DataFrame, by: str, *order: str) -> Hung:
    """The rows of `frame`, with the document of their mention, asked for by a rising column of the mentions.

    Offsets are left out, which nobody compares; `is_unsaid` tells of what stands at the trigger, as those do whom the
    sentence itself does not name.
    """
    numbered = mentions.select("mention_id", "doc_id", at=by, told="row", trigger_char="start_char")
    joined = frame.join(numbered, on="mention_id").sort("at", "told", *order)
    joined = joined.with_columns(is_unsaid=pl.col("start_char") == pl.col("trigger_char"))
    return Hung(joined.drop("told", "start_char", "end_char", "trigger_char"), "at")


def read_tellings(mentions: pl.DataFrame, coded: Coded, vocabulary: Vocabulary) -> Iterator[list[Telling]]:
    """The tellings of each document, one a mention."""
    parties = hung_on(mentions, coded.participants, "row", "role", "rank")
    amounts = hung_on(mentions, coded.figures, "row", "start_char", "figure_id")
    for doc_id, told in groups(mentions.select(COLUMNS), "doc_id"):
        yield [_telling(doc_id, m, parties.on(m["row"]), amounts.on(m["row"]), vocabulary) for m in told]


def _telling(
    doc_id: str, mention: Row, parties: Sequence[Row], amounts: Sequence[Row], vocabulary: Vocabulary
) -> Telling:
    known = (mention["trigger"], *(name for row in parties for name in (row["name"], row["entity"] or "")))
    names = vocabulary.names(" ".join(known))
    actors, recipients = _sides(mention, [(row["role"], _party(mention, row)) for row in parties])
    return Telling(
        doc_id=doc_id,
        rows=[mention["row"]],
        reasons=[FIRST],
        sentences=frozenset({mention["sentence_id"]}),
        triggers=_shared(mention["trigger"].casefold()[:STEM]),
        rules=_shared(mention["rule"]),
        kinds=_shared((mention["event_type"], mention["event_mode"])),
        status=intern(mention["status"]),
        actors=_shared(*actors),
        recipients=_shared(*recipients),
        places=_shared(*_places(mention, parties)),
        days=days_of(mention["date_start"], mention["date_end"]),
        amounts=_shared(*(found for row in amounts if (found := _amount(row)))),
        reported=_reported(mention),
        wording=vocabulary.wording(vocabulary.topic(mention["sentence"]), names),
        is_another=_tells_another(mention["sentence"], mention["trigger"]),
        is_mishap=not _mishaps().isdisjoint(WORD.findall(mention["sentence"].lower())),
        at=mention["sentence_no"],
    )


def _sides(mention: Row, parties: Sequence[tuple[str, Party]]) -> tuple[list[Party], list[Party]]:
    """Actors and recipients; forces that are sent or moved are their country's act, not whom it is done to."""
    actors = _named([party for role, party in parties if role == "actor"])
    recipients = _named([party for role, party in parties if role == "recipient"])
    if not is_moved((mention["event_type"], mention["event_mode"])):
        return actors, recipients
    forces = [p for p in recipients if p.sector == FORCES and (not actors or p.code in {a.code for a in actors})]
    return actors or forces, [p for p in recipients if p not in forces]


def _party(mention: Row, row: Row) -> Party:
    """The participant; of what forces are sent, with their corps."""
    moves = is_moved((mention["event_type"], mention["event_mode"]))
    return _of_corps(party(row), row["name"], mention["sentence"]) if moves else party(row)


def _of_corps(party: Party, name: str, sentence: str) -> Party:
    """The party with the corps that its forces are called by, in their name or right after it ("… of Engineers")."""
    if party.sector != FORCES:
        return party
    after = AFTER_NAME.match(sentence, sentence.find(name) + len(name)) if party.named else None
    said = [*name.split()[-1:], *(after.groups() if after else ())]
    corps = next((known for word in said if (known := _corps().get(word.casefold()))), None)
    return party._replace(corps=corps) if corps else party


@cache
def _corps() -> dict[str, str]:
    """From each word for members of a corps to the first word for them."""
    return {word: group[0] for group in words("happenings")["corps"] for word in group}


def _named(parties: list[Party]) -> list[Party]:
    """The parties without those that only say what a named one is: "the news agency" beside its name."""
    named = {(party.code, party.sector) for party in parties if party.named}
    return [party for party in parties if party.named or not party.sector or (party.code, party.sector) not in named]


@lru_cache(maxsize=100_000)
def _shared(*things: Any) -> frozenset[Any]:
    """A set that all tellings of the same things share."""
    return frozenset(things)


def _places(mention: Row, parties: Sequence[Row]) -> list[Place]:
    """Where it was; a capital that stands for its government is no place of the act."""
    name = mention["place"]
    if name is None or any(row["name"] == name for row in parties):
        return []
    exact = mention["place_precision"] in ("point", "city")
    return [Place(name, mention["place_code"], mention["place_admin"], exact)]


@lru_cache(maxsize=100_000)
def days_of(start: date | None, end: date | None) -> Days | None:
    """The closed stretch between two days as ordinals, open where one is null; null when both are.

    >>> days_of(date(1, 1, 2), None)
    Days(first=2, last=10000000)
    """
    if start is None and end is None:
        return None
    return Days(start.toordinal() if start else 0, end.toordinal() if end else OPEN)


def _reported(mention: Row) -> Days | None:
    if mention["published_on"]:
        return days_of(mention["published_on"], mention["published_on"])
    return days_of(mention["published_earliest"], mention["published_latest"])


def _amount(row: Row) -> Amount | None:
    numbers = [n for n in (row["low"], row["best"], row["high"]) if n is not None]
    if row["measure"] is None:
        return None
    return Amount(row["measure"], min(numbers, default=None), max(numbers, default=None))


def _tells_another(sentence: str, trigger: str) -> bool:
    """Whether a word near the trigger says that it is a further one: "another attack", "sent additional troops"."""
    at = max(0, sentence.find(trigger))
    before, after = WORD.findall(sentence[:at])[-BEFORE:], WORD.findall(sentence[at:])[:AFTER]
    return not {word.lower() for word in before + after}.isdisjoint(words("happenings")["another"])


@cache
def _mishaps() -> frozenset[str]:
    """Words for what does harm and is nobody's doing, in both numbers."""
    known = words("happenings")["mishaps"]
    return frozenset((*known, *(f"{word}s" for word in known)))


def party(row: Row) -> Party:
    """A participant as it is told apart: a person or body by its name, any other by its country and what it is.

    >>> party({"name": "Pyongyang", "entity": "North Korea", "code": "PRK", "sector": "GOV"})
    Party(key='PRK', code='PRK', named=False, sector=None, is_somebody=True, corps=None)
    >>> party({"name": "Kim", "entity": "Kim Jong Un", "code": "PRK", "sector": "GOV"})
    Party(key='kim jong un', code='PRK', named=True, sector='GOV', is_somebody=True, corps=None)
    """
    name, code, sector = row["entity"] or row["name"], row["code"], row["sector"]
    if name.casefold() in _states():
        return Party(code or name.casefold(), code, False)
    if name.split()[-1][:1].isupper():
        return Party(name.casefold(), code, True, sector)
    return Party(code or name.split()[-1].casefold(), code, False, sector, sector is not None)


@cache
def _states() -> frozenset[str]:
    """Every name of a country, its people and its capital, in lower case."""
    columns = ("name", "aliases", "adjectives", "peoples", "capitals")
    return frozenset(
        name.casefold() for row in rows("countries") for c in columns for name in row[c].split("|") if name
    )
