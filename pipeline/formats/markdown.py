"""Markdown, with or without front matter: one document a file. Offsets count the whole file, front matter and all."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

import yaml

from pipeline.formats import Limits, Record, plain_text

SINGLE = True
NAMES = (".md", ".markdown", ".mdown")
FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
PLUSES = re.compile(r"\A\ufeff?\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
DATES = ("published_on", "published", "date", "pubdate", "publish_date")
FIELDS = {
    "title": ("title", "headline"),
    "url": ("url", "source_url", "link", "canonical_url"),
    "publisher": ("publisher", "source", "site"),
    "author": ("author", "byline"),
    "language": ("language", "lang"),
}


def likeness(start: bytes, name: str) -> float:
    """Known by front matter, or by its name.

    >>> likeness(b"---\\ntitle: Rain\\n---\\nRain fell.", "story"), likeness(b"Rain fell.", "story.md")
    (0.8, 0.6)
    """
    if not plain_text.likeness(start, name):
        return 0.0
    if re.match(rb"(?:\xef\xbb\xbf)?(?:---[ \t]*\r?\n\s*[\w-]+[ \t]*:|\+\+\+[ \t]*\r?\n\s*[\w-]+[ \t]*=)", start):
        return 0.8
    return 0.6 if name.lower().endswith(NAMES) else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """The whole file as one document, with what its front matter says."""
    for record in plain_text.read(stream, name, limits):
        dashes, pluses = (mark.match(record.text or "") for mark in (FRONT, PLUSES))
        if dashes:
            yield _with(record, *_facts(dashes.group(1)))
        elif pluses:
            yield _with(record, *_toml_facts(pluses.group(1)))
        else:
            yield record


def _facts(text: str) -> tuple[Mapping[str, Any], str | None]:
    """The front matter's keys, lower-cased; every value stays a string, so that a day is read by one rule alone."""
    if "*" in text and "&" in text:
        return {}, "front matter with aliases is not read"
    try:
        found = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return {}, f"front matter is no YAML: {str(error).splitlines()[0]}"
    if not isinstance(found, dict):
        return {}, "front matter holds no keys"
    return {str(key).lower(): value for key, value in found.items()}, None


def _toml_facts(text: str) -> tuple[Mapping[str, Any], str | None]:
    """The keys of front matter between pluses; days as they are written."""
    try:
        found = tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        return {}, f"front matter is no TOML: {str(error).splitlines()[0]}"
    days = {key: value.isoformat() for key, value in found.items() if isinstance(value, date)}
    return {key.lower(): value for key, value in (found | days).items()}, None


def _with(record: Record, facts: Mapping[str, Any], amiss: str | None) -> Record:
    key = next((key for key in DATES if facts.get(key)), None)
    return Record(
        text=record.text,
        title=_first(facts, FIELDS["title"]),
        url=_first(facts, FIELDS["url"]),
        publisher=_first(facts, FIELDS["publisher"]),
        author=_first(facts, FIELDS["author"]),
        language=_first(facts, FIELDS["language"]),
        published=_first(facts, (key,)) if key else None,
        evidence=f"front matter: {key}" if key else None,
        amiss=amiss or record.amiss,
    )


def _first(facts: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = facts.get(key)
        if isinstance(value, list):
            value = ", ".join(str(one) for one in value if not isinstance(one, list | dict))
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
