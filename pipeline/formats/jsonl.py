"""JSON lines: one document a line.

`text` is needed; id, title, url, publisher, author, published_on and language are not.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.formats import Limits, Record
from pipeline.source_text.decoding import decode, without_surrogates

SINGLE = False
NAMES = (".jsonl", ".ndjson", ".jsonlines")
IDS = ("id", "doc_id", "url")


def likeness(start: bytes, name: str) -> float:
    """Known by a first line that is a JSON object, or by its name.

    >>> likeness(b'{"text": "Rain fell."}\\n', "stories"), likeness(b"{curly} words", "a.txt")
    (0.9, 0.0)
    """
    named = name.lower().endswith(NAMES)
    line = start.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)[0]
    if not line.startswith(b"{"):
        return 0.5 if named else 0.0
    if named:
        return 0.95
    if len(line) < len(start.lstrip()) or line.rstrip().endswith(b"}"):
        return 0.9 if isinstance(_object(line), dict) else 0.0
    return 0.9 if line[1:].lstrip().startswith(b'"') else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """A record a line, in order; a line that is no JSON object or has no text is a refused one."""
    for line in _lines(stream, limits.document):
        yield Record(refused=f"line longer than {limits.document} bytes") if line is None else _record(line)


def _lines(stream: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """Lines with something in them; null for one that is too long, the rest of which is skipped unread."""
    while line := stream.readline(longest + 1):
        if len(line) > longest:
            while line and not line.endswith(b"\n"):
                line = stream.readline(longest)
            yield None
        elif line.strip():
            yield line


def _object(line: bytes) -> Any:
    try:
        return json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        return None


def _record(line: bytes) -> Record:
    found = _object(line)
    if found is None and decode(line).charset not in (None, "utf-8"):
        found = _object((decode(line).text or "").encode("utf-8", "surrogatepass"))
    if not isinstance(found, dict):
        return Record(refused="no JSON object on this line")
    name = next((_word(found.get(key)) for key in IDS if _word(found.get(key))), None)
    text = found.get("text")
    if not isinstance(text, str) or not text.strip():
        return Record(name=name, refused="record without text", title=_word(found.get("title")))
    text, amiss = without_surrogates(text)
    published = _word(found.get("published_on"))
    return Record(
        text=text,
        name=name,
        title=_word(found.get("title")),
        url=_word(found.get("url")),
        publisher=_word(found.get("publisher")),
        author=_word(found.get("author")),
        language=_word(found.get("language")),
        published=published,
        evidence="record: published_on" if published else None,
        amiss=amiss,
    )


def _word(value: Any) -> str | None:
    """A value as one clean string; null for what is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return without_surrogates(str(value).strip())[0] or None
