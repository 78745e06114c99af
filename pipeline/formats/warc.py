"""WARC, the archive format of web crawls: one document a captured page."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from pipeline.formats import Limits, Part, Record, RefusedError
from pipeline.formats.html import page

SINGLE = False
CAPTURES = ("response", "resource", "conversion")
PAGES = ("text/html", "application/xhtml+xml")
TEXTS = (
    "text/",
    "application/json",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/x-ndjson",
)


def likeness(start: bytes, name: str) -> float:
    """Known by its first word.

    >>> likeness(b"WARC/1.1\\r\\nWARC-Type: warcinfo\\r\\n", "crawl"), likeness(b"WARC is a format.", "a.txt")
    (1.0, 0.0)
    """
    return 1.0 if start.startswith((b"WARC/0.", b"WARC/1.")) else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record | Part]:
    """A capture a record, in the file's order; what carries no page is a refused one."""
    try:
        for capture in ArchiveIterator(stream):
            if capture.rec_type in CAPTURES:
                yield _document(capture, limits)
    except ArchiveLoadFailed as error:
        raise RefusedError(f"broken WARC: {error}") from error


def _document(capture: Any, limits: Limits) -> Record | Part:
    url = capture.rec_headers.get_header("WARC-Target-URI") or ""
    url = url.strip("<>") or None
    kind, charset = _kind(capture)
    status = capture.http_headers.get_statuscode() if capture.http_headers else "200"
    if not status.startswith("2"):
        return Record(name=url, url=url, refused=f"HTTP status {status}")
    if not kind.startswith((*PAGES, *TEXTS)):
        return Record(name=url, url=url, refused=f"no text: {kind[:80]}")
    data = capture.content_stream().read(limits.document + 1)
    if len(data) > limits.document:
        return Record(name=url, url=url, refused=f"larger than {limits.document} bytes")
    if not kind.startswith(PAGES):
        return Part(io.BytesIO(data), urlsplit(url or "").path.rsplit("/", 1)[-1], url, url)
    return replace(page(data, charset, url), name=url)


def _kind(capture: Any) -> tuple[str, str | None]:
    """Media type and charset, as the server said, or else as the record does."""
    headers = capture.http_headers or capture.rec_headers
    said = headers.get_header("Content-Type") or "text/html"
    kind, _, rest = said.partition(";")
    charset = rest.partition("charset=")[2].strip("\"' ;") or None
    return kind.strip().lower(), charset
