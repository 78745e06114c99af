"""Which mentions and events gold says are right, with what each says of itself.

A mention is right when gold tells an event of its type (or of an alternative that gold allows) on its line, and the
status agrees; a second mention of one gold event on one line is wrong. Mentions that only an optional event of gold
explains are left out, and so are repeats. Of the single sentences gold names one event each, so that a mention of
another type counts as wrong though it may not be: what is found of them is the least that is true.

An event is right when gold tells an event of its type and status on one of its lines that no other event of the
document has taken, and all that gold tells of its documents is one happening.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import yaml

from pipeline.happenings.slots import confidence_of
from pipeline.stages.mentions import read_acts
from tests.gold.scoreboards import HERE, SHARED, _run, _tool

MENTIONS = r"""
SELECT source_path, mention_id, event_id, mentions.event_type, mentions.status, mentions.confidence,
       1 + len(regexp_extract_all(substr(text_raw, 1, mentions.start_char::INT), '\n')) AS line
FROM mentions JOIN documents USING (doc_id) JOIN evidence USING (mention_id) WHERE NOT is_repeat
ORDER BY mentions.confidence DESC, source_path, mentions.start_char, mention_id
"""
EVENTS = "SELECT event_id, event_type, confidence, n_mentions, n_sources FROM events ORDER BY n_mentions DESC, event_id"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention or event that gold can judge: where from, what it said of itself, its signs, whether it is right."""

    source: str
    event_type: str
    confidence: float
    right: bool
    signs: Mapping[str, float]


Sure = Callable[[Row], float]
"""The confidence of a mention."""


@dataclass(frozen=True, slots=True)
class Text:
    """A corpus with its gold: the mentions, with their signs, and events read of it; what gold tells, by line."""

    mentions: Sequence[Row]
    events: Sequence[Row]
    lines: Mapping[tuple[str, int], Sequence[Row]]


def _rows(warehouse: Path, query: str) -> list[dict[str, Any]]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.sql(query).pl().to_dicts()


def _mentions(warehouse: Path) -> list[Row]:
    """The first tellings, the surest first, with the name of their document and the signs of their confidence."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        documents, *rest = [connection.table(t).pl() for t in ("documents", "paragraphs", "sentences", "dates")]
    signs = read_acts(documents, *rest).signs
    told = _rows(warehouse, MENTIONS)
    return [{**row, "name": Path(row["source_path"]).name, "signs": signs[row["mention_id"]]} for row in told]


def read_gold(warehouse: Path, gold: Path) -> Text:
    """A corpus with documents whose every line is annotated; others of it are left out."""
    coded = yaml.safe_load(gold.read_text("utf-8"))
    lines: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for document in coded:
        for event in document["events"]:
            for line in event["lines"]:
                lines[document["doc"], line].append(event)
    names = {document["doc"] for document in coded}
    return Text([m for m in _mentions(warehouse) if m["name"] in names], _rows(warehouse, EVENTS), lines)


def _agrees(event: Row, mention: Row) -> bool:
    status = mention["status"] in (event["status"], *event.get("alt_status", []))
    return status and _is_of_type(event, mention)


def _is_of_type(event: Row, mention: Row) -> bool:
    return mention["event_type"] in {event["type"], *(kind for kind, _ in event.get("alt", []))}


def annotated(text: Text) -> Iterator[Judged]:
    """Every mention that gold can judge."""
    used: set[tuple[str, int, str]] = set()
    for mention in text.mentions:
        name, line = mention["name"], mention["line"]
        there = [event for event in text.lines.get((name, line), ()) if _is_of_type(event, mention)]
        free = [e for e in there if _agrees(e, mention) and (name, line, e["id"]) not in used]
        certain = [event for event in free if not event.get("optional")]
        used |= {(name, line, event["id"]) for event in certain[:1]}
        if certain or not any(event.get("optional") for event in there):
            yield Judged(name, mention["event_type"], mention["confidence"], bool(certain), mention["signs"])


def sentences(scratch: Path) -> Iterator[Judged]:
    """Mentions of the single sentences coded by the authors of PLOVER."""
    gold, asked = SHARED / "gold" / "plover_sentences.jsonl", scratch / "sentences.jsonl"
    asked.write_text(_tool("score_sentences", "--make-input", gold), encoding="utf-8")
    kinds = {one["id"]: one["event_type"] for one in map(json.loads, gold.read_text("utf-8").splitlines())}
    for mention in _mentions(_run(scratch / "single", asked)):
        name, kind = mention["source_path"].rsplit("#", 1)[-1], mention["event_type"]
        yield Judged(name, kind, mention["confidence"], kinds[name] == kind, mention["signs"])


def events(text: Text, sure: Sure = itemgetter("confidence")) -> Iterator[Judged]:
    """Every event that gold can judge, those of most tellings first; `sure` says how sure a mention of it is."""
    told_by: dict[str, list[Row]] = defaultdict(list)
    for mention in text.mentions:
        told_by[mention["event_id"]].append(mention)
    used: set[tuple[str, str]] = set()
    for event in text.events:
        told = sorted(told_by[event["event_id"]], key=itemgetter("name"))
        documents = [(name, list(some)) for name, some in groupby(told, key=itemgetter("name"))]
        found = [(name, gold) for name, some in documents if (gold := _told_in(text, name, some, used))]
        used |= {(name, gold["id"]) for name, gold in found}
        happenings = {gold.get("cluster") or gold["id"] for _, gold in found}
        if found or not all(_may_be_told(text, mention) for mention in told):
            stated = confidence_of([{"confidence": sure(mention)} for mention in told], event["n_sources"])
            signs = {"tellings": len(told), "sources": event["n_sources"]}
            yield Judged(told[0]["name"], event["event_type"], stated, len(happenings) == 1, signs)


def _told_in(text: Text, name: str, mentions: Sequence[Row], used: Set[tuple[str, str]]) -> Row | None:
    """The event of gold that most of these mentions of a document tell and that none has taken."""
    there = [e for m in mentions for e in text.lines.get((name, m["line"]), ()) if _agrees(e, m)]
    free = Counter(e["id"] for e in there if (name, e["id"]) not in used and not e.get("optional"))
    chosen = free.most_common(1)
    return next((e for e in there if chosen and e["id"] == chosen[0][0]), None)


def _may_be_told(text: Text, mention: Row) -> bool:
    """Whether an optional event of gold explains it."""
    there = text.lines.get((mention["name"], mention["line"]), ())
    return any(event.get("optional") and _is_of_type(event, mention) for event in there)


def corpora(scratch: Path, others: Sequence[tuple[Path, Path]] = ()) -> dict[str, Text]:
    """The corpora whose every line is annotated, those of `others` given as gold and folder of texts."""
    known = [(SHARED / "gold" / "seeds.yaml", SHARED / "seeds"), (HERE / "stories.yaml", HERE / "stories")]
    return {gold.stem: read_gold(_run(scratch / gold.stem, texts), gold) for gold, texts in (*known, *others)}
