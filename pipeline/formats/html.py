"""Web pages: the story's text without what stands around it; title, author, site and day as the page declares them.

`text_raw` is the extracted text, a paragraph a line with a blank line between, the headline first.
"""

import logging
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml.etree import ParserError
from trafilatura.utils import load_html

from pipeline.formats import Limits, Record
from pipeline.formats._page_facts import PageFacts, page_facts
from pipeline.formats._story import story
from pipeline.source_text.decoding import decode

SINGLE = True
NAMES = (".html", ".htm", ".xhtml", ".shtml")
OPENING = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
FRAGMENT = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)?<(?:article|main|section|div|p|h1|h2|meta|title|script|table)[\s>]", re.I | re.S
)
CHARSET = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w:-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w:-]+)", re.IGNORECASE
)
FAR_MORE = 2
HEAD = 4
FEWEST_WORDS = 3

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def likeness(start: bytes, name: str) -> float:
    """Known by its first tags.

    >>> likeness(b"<!DOCTYPE html><html><body>", "page"), likeness(b"Rain < 3 mm <b>fell</b>.", "a.txt")
    (0.95, 0.0)
    """
    if OPENING.search(start[:4_096]):
        return 0.95
    if FRAGMENT.match(start):
        return 0.7
    return 0.15 if name.lower().endswith(NAMES) and b"<" in start else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """The page as one document."""
    data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        yield Record(refused=f"larger than {limits.document} bytes")
        return
    yield page(data)


def page(data: bytes, charset: str | None = None, url: str | None = None) -> Record:
    """The document in a page's bytes; `charset` and `url` as the server that sent it said.

    >>> page(b"<html><title>Rain</title><p>Heavy rain fell on the coast on Tuesday.</p></html>").text
    'Rain\\n\\nHeavy rain fell on the coast on Tuesday.'
    """
    decoded = decode(data, charset or _declared(data))
    if decoded.text is None:
        return Record(refused=decoded.amiss, url=url)
    try:
        tree = load_html(decoded.text)
    except (ValueError, ParserError):
        tree = None
    if tree is None:
        return Record(refused="no HTML could be read", url=url)
    facts = page_facts(tree, url)
    told = _story(decoded.text, facts)
    title = _headline(facts.title, told)
    text = "\n\n".join(_with_title(told, title))
    if not text:
        return Record(refused="page without text", url=facts.url)
    return Record(
        text=text,
        title=title,
        url=facts.url,
        publisher=facts.publisher,
        author=facts.author,
        published=facts.published,
        evidence=facts.evidence,
        printed=facts.printed,
        amiss=decoded.amiss,
    )


def _declared(data: bytes) -> str | None:
    found = CHARSET.search(data[:4_096])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _story(text: str, facts: PageFacts) -> list[str]:
    """The paragraphs of the story; those that the page declares for machines when the visible ones are but a start."""
    found = story(load_html(text)) or story(load_html(text), pruned=False)
    if facts.body and len(facts.body) > FAR_MORE * sum(map(len, found)):
        return [line.strip() for line in facts.body.splitlines() if line.strip()]
    return found


def _headline(title: str | None, told: list[str]) -> str | None:
    """The title as the story tells it, where the page only puts the site's name before or after it.

    >>> _headline("The Gazette: Rain closes two roads", ["Rain closes two roads", "Heavy rain fell on Tuesday."])
    'Rain closes two roads'
    """
    whole = f" {_folded(title or '')} "
    parts = (line for line in told[:HEAD] if len(line) * FAR_MORE > len(whole) and len(line.split()) >= FEWEST_WORDS)
    return next(
        (line for line in parts if whole.startswith(f" {_folded(line)} ") or whole.endswith(f" {_folded(line)} ")),
        title,
    )


def _with_title(told: list[str], title: str | None) -> list[str]:
    if not title or any(_folded(title) == _folded(paragraph) for paragraph in told[:HEAD]):
        return told
    return [title, *told] if told else []


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
