"""NewsML-G2 and NewsML 1: one document an item that carries text."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.formats import Limits, Record
from pipeline.formats._blocks import fragment, local, paragraphs
from pipeline.formats._safe_xml import read_xml, root_name
from pipeline.formats.nitf import UNREAD, first, said, story

SINGLE = False
ROOTS = ("newsitem", "newsmessage", "newsml")
CONTENT = ("inlinexml", "inlinedata", "datacontent")
DAYS = (
    "contentcreated",
    "firstcreated",
    "versioncreated",
    "firstpublished",
    "pubstatus",
    "contentmodified",
    "thisrevisioncreated",
)


def likeness(start: bytes, name: str) -> float:
    """Known by its first element.

    >>> likeness(b"<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'>", "a.xml")
    0.97
    """
    return 0.97 if root_name(start) in ROOTS else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """An item a record; an item without text is a refused one."""
    root, _ = read_xml(stream, limits)
    items = [element for element in root.iter() if local(element) == "newsitem"]
    for item in items or [root]:
        yield _record(item)


def _record(item: Any) -> Record:
    name = item.get("guid") or said(first(item, "publicidentifier")) or said(first(item, "newsitemid"))
    held = _content(item)
    if held.refused:
        return Record(name=name, refused=held.refused)
    title = said(first(item, "headline")) or held.title
    text = held.text or ""
    published, evidence = _day(item)
    language = first(item, "language")
    return Record(
        text=text if not title or title in text[: 4 * len(title)] else f"{title}\n\n{text}",
        name=name,
        title=title,
        publisher=_party(item, "provider") or _party(item, "infosource") or held.publisher,
        author=said(first(item, "by")) or _party(item, "creator") or held.author,
        language=(language.get("tag") or "")[:2].lower() or None if language is not None else None,
        published=published or held.published,
        evidence=evidence if published else held.evidence,
    )


def _content(item: Any) -> Record:
    """The text that an item carries, as NITF, XHTML or plain words."""
    for holder in (element for element in item.iter() if local(element) in CONTENT):
        wrapped = first(holder, "nitf")
        if wrapped is not None:
            return story(wrapped)
        text = "\n\n".join(paragraphs(holder, UNREAD)) if len(holder) else fragment(holder.text or "")
        if text:
            return Record(text=text)
    return Record(refused="item without text")


def _day(item: Any) -> tuple[str | None, str | None]:
    for name in DAYS:
        text = said(first(item, name))
        if text:
            return text, f"NewsML: {name}"
    return None, None


def _party(item: Any, role: str) -> str | None:
    party = first(item, role)
    if party is None:
        return None
    return said(first(party, "name")) or said(party) or party.get("literal")
