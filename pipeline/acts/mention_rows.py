"""The rows that an act makes: its mention, its participants, who says so, its numbers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline import tables
from pipeline.actors import Party
from pipeline.acts import Draft
from pipeline.acts.attribution import Source
from pipeline.acts.confidence import confidence
from pipeline.acts.counts import Count
from pipeline.acts.expressions import When
from pipeline.ids import content_id
from pipeline.language import Parse
from pipeline.offsets import raw_span
from pipeline.places import Place
from pipeline.tables import Coded

SEPARATOR = " > "


@dataclass(frozen=True, slots=True)
class Spans:
    """From spans of what a sentence tells, behind its dateline, to spans of the document's raw text."""

    breaks: Sequence[int] | None
    start_char: int
    skipped: int

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw span of a clean one."""
        return raw_span(self.breaks, self.start_char, self.skipped + start, self.skipped + end)


@dataclass(frozen=True, slots=True)
class Telling:
    """An act with all that its sentence says about it."""

    draft: Draft
    chain: Sequence[Source]
    when: When | None
    place: Place | None
    counted: Sequence[Count]
    signs: Mapping[str, float]


@dataclass(slots=True)
class Rows:
    """The rows of the four tables while documents are read, and the signs that say how sure each mention is."""

    mentions: list[dict[str, Any]] = field(default_factory=list)
    participants: list[dict[str, Any]] = field(default_factory=list)
    attributions: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)
    signs: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def add(self, telling: Telling, sentence: Mapping[str, Any], spans: Spans, tree: Parse) -> None:
        """Adds the rows of one act."""
        mention = _mention(telling, sentence, spans, tree)
        mention_id = mention["mention_id"]
        self.mentions.append(mention)
        self.signs[mention_id] = telling.signs
        for role, parties in (("actor", telling.draft.actors), ("recipient", telling.draft.recipients)):
            self.participants += _parties(mention_id, role, parties, spans)
        self.attributions += _links(mention_id, telling.chain, spans)
        self.figures += _figures(mention_id, telling.counted, spans)

    def coded(self) -> Coded:
        """The rows as frames, sorted."""
        return Coded(
            tables.as_table("mentions", self.mentions).sort("doc_id", "start_char", "mention_id"),
            tables.as_table("participants", self.participants).sort("mention_id", "role", "rank"),
            tables.as_table("attributions", self.attributions).sort("mention_id", "rank"),
            tables.as_table("figures", self.figures).sort("mention_id", "start_char", "figure_id"),
        )


def _mention(telling: Telling, sentence: Mapping[str, Any], spans: Spans, tree: Parse) -> dict[str, Any]:
    draft = telling.draft
    first, last = tree.tokens[draft.words[0]], tree.tokens[draft.words[-1]]
    start, end = spans.raw(first.start, last.end)
    kind = draft.rule.event_type
    return {
        "mention_id": content_id("mention", sentence["doc_id"], start, end, kind, draft.mode, draft.status),
        "doc_id": sentence["doc_id"], "paragraph_id": sentence["paragraph_id"],
        "sentence_id": sentence["sentence_id"], "start_char": start, "end_char": end,
        "trigger": tree.text[first.start : last.end], "event_type": kind, "event_mode": draft.mode,
        "context": draft.rule.context, "status": draft.status.value, **_when(telling.when),
        **_place(telling.place, spans),
        "attribution": SEPARATOR.join(source.name for source in telling.chain) or None, "is_repeat": False,
        "confidence": confidence(telling.signs), "rule": draft.rule.name,
    }  # fmt: skip


def _when(when: When | None) -> dict[str, Any]:
    return {} if when is None else {"date_id": when.date_id, "date_start": when.start, "date_end": when.end}


def _place(place: Place | None, spans: Spans) -> dict[str, Any]:
    if place is None:
        return {}
    start, end = spans.raw(place.start, place.end)
    return {
        "place": place.entity, "place_code": place.code, "place_admin": place.admin, "latitude": place.latitude,
        "longitude": place.longitude, "place_precision": place.precision, "place_start_char": start,
        "place_end_char": end,
    }  # fmt: skip


def _parties(mention_id: str, role: str, parties: Sequence[Party], spans: Spans) -> Iterator[dict[str, Any]]:
    for rank, party in enumerate(parties, 1):
        start, end = spans.raw(party.start, party.end)
        yield {
            "mention_id": mention_id, "role": role, "rank": rank, "name": party.name, "entity": party.entity,
            "code": party.code, "sector": party.sector, "start_char": start, "end_char": end,
        }  # fmt: skip


def _links(mention_id: str, chain: Sequence[Source], spans: Spans) -> Iterator[dict[str, Any]]:
    for rank, source in enumerate(chain, 1):
        start, end = spans.raw(*source.span)
        cue_start, cue_end = spans.raw(*source.cue)
        said_start, said_end = spans.raw(*source.content)
        yield {
            "mention_id": mention_id, "rank": rank, "source": source.name, "code": source.code, "cue":
            source.word, "source_start_char": start, "source_end_char": end, "cue_start_char": cue_start,
            "cue_end_char": cue_end, "content_start_char": said_start, "content_end_char": said_end,
        }  # fmt: skip


def _figures(mention_id: str, counted: Sequence[Count], spans: Spans) -> Iterator[dict[str, Any]]:
    for count in counted:
        quantity = count.quantity
        start, end = spans.raw(quantity.start, quantity.end)
        yield {
            "figure_id": content_id("figure", mention_id, start, end, count.measure), "mention_id": mention_id,
            "measure": count.measure, "low": quantity.low, "best": quantity.best, "high": quantity.high,
            "share": quantity.share, "comparator": quantity.comparator, "unit": quantity.unit,
            "attribution": count.attribution, "text": quantity.text, "start_char": start, "end_char": end,
        }  # fmt: skip
