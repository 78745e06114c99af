"""NITF, the News Industry Text Format: one document a file."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.formats import Limits, Record
from pipeline.formats._blocks import local, paragraphs
from pipeline.formats._safe_xml import read_xml, root_name

SINGLE = True
SPACE = re.compile(r"\s+")
UNREAD = frozenset({"head", "media", "docdata", "pubdata"})
DAYS = ("date.issue", "date.release", "date.publication", "story.date")


def likeness(start: bytes, name: str) -> float:
    """Known by its first element.

    >>> likeness(b"<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf>", "a.xml")
    0.97
    """
    return 0.97 if root_name(start) == "nitf" else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """The story as one document."""
    root, _ = read_xml(stream, limits)
    yield story(root)


def story(root: Any) -> Record:
    """The document in a `nitf` element: headline, byline, dateline and text."""
    body = first(root, "body")
    text = "\n\n".join(paragraphs(body, UNREAD)) if body is not None else ""
    if not text:
        return Record(refused="story without text")
    published, evidence = _day(root)
    holder = first(root, "doc.copyright")
    return Record(
        text=text,
        title=said(first(root, "hl1")) or said(first(root, "hedline")) or said(first(root, "title")),
        publisher=said(first(root, "distributor")) or (holder.get("holder") if holder is not None else None),
        author=said(first(root, "person")) or said(first(root, "byline")),
        published=published,
        evidence=evidence,
    )


def _day(root: Any) -> tuple[str | None, str | None]:
    for name in DAYS:
        for found in root.iter():
            if local(found) == name and (found.get("norm") or found.get("date.norm")):
                return found.get("norm") or found.get("date.norm"), f"NITF: {name}"
    publication = first(root, "pubdata")
    day = publication.get("date.publication") if publication is not None else None
    return day, "NITF: pubdata" if day else None


def first(root: Any, name: str) -> Any:
    """The first element of that local name at any depth; null when there is none."""
    return next((found for found in root.iter() if local(found) == name), None)


def said(element: Any) -> str | None:
    """The element's text in one line; null when it has none."""
    return SPACE.sub(" ", "".join(element.itertext())).strip() or None if element is not None else None
