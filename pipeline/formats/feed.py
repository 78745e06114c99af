"""RSS and Atom feeds: one document an entry."""

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import feedparser

from pipeline.formats import Limits, Record
from pipeline.formats._blocks import fragment
from pipeline.formats._safe_xml import read_xml, root_name

SINGLE = False
ROOTS = ("rss", "feed", "rdf")
WEB = re.compile(r"https?://")
UNASKED = "en"
CAPTIONS = frozenset({"figcaption"})


def likeness(start: bytes, name: str) -> float:
    """Known by its first element.

    >>> likeness(b"<?xml version='1.0'?><rss version='2.0'><channel>", "news.xml"), likeness(b"<html>", "feed.rss")
    (0.97, 0.0)
    """
    return 0.97 if root_name(start) in ROOTS else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """An entry a record, in the feed's order: its title, then its content or else its summary."""
    _, data = read_xml(stream, limits)
    found = feedparser.parse(io.BytesIO(data))
    for entry in found.entries:
        yield _record(entry, found.feed)


def _record(entry: Any, feed: Any) -> Record:
    title = fragment(entry.get("title") or "")
    body = fragment(_body(entry), CAPTIONS)
    name = entry.get("id") or entry.get("link")
    if not body and not title:
        return Record(name=name, refused="entry without text")
    day = "published" if entry.get("published") else "updated" if entry.get("updated") else None
    return Record(
        text="\n\n".join(filter(None, (title, body))),
        name=name,
        title=title or None,
        url=link if WEB.match(link := entry.get("link") or "") else None,
        publisher=fragment((entry.get("source") or {}).get("title") or feed.get("title") or "") or None,
        author=entry.get("author") or feed.get("author"),
        language=_language(feed),
        published=entry.get(day) if day else None,
        evidence=f"feed: {day}" if day else None,
    )


def _language(feed: Any) -> str | None:
    """The language that the feed declares, unless it is the one that tools declare by themselves."""
    code = (feed.get("language") or "")[:2].lower()
    return code if code and code != UNASKED else None


def _body(entry: Any) -> str:
    contents = [content.get("value") or "" for content in entry.get("content") or []]
    return max([*contents, entry.get("summary") or ""], key=len)
