"""Plain text: one document a file."""

from collections.abc import Iterator
from typing import BinaryIO

from pipeline.formats import Limits, Record
from pipeline.source_text.decoding import decode

SINGLE = True
NAMES = (".txt", ".text", ".asc")
MARKS = (b"<?xml", b"%PDF-", b"{\\rtf", b"%!PS")
OTHERS = (
    ".json", ".csv", ".tsv", ".xml", ".yaml", ".yml", ".toml", ".ini", ".cfg", ".py", ".js", ".css", ".sh", ".sql",
    ".c", ".h", ".java", ".rs", ".go", ".ts", ".tex", ".svg", ".ipynb", ".lock", ".pdf", ".rtf", ".doc", ".log",
)  # fmt: skip


def likeness(start: bytes, name: str) -> float:
    """Anything that decodes and bears no mark or name of something else is plain text at least.

    >>> likeness(b"Rain fell.", "story.txt"), likeness(bytes(range(64)), "story.txt")
    (0.2, 0.0)
    """
    body = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not body or name.lower().endswith(OTHERS) or body.startswith(MARKS) or decode(_cut(start)).text is None:
        return 0.0
    return 0.2 if name.lower().endswith(NAMES) else 0.1


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record]:
    """The whole file as one document."""
    data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        yield Record(refused=f"larger than {limits.document} bytes")
        return
    decoded = decode(data)
    if decoded.text is None:
        yield Record(refused=decoded.amiss)
    elif not decoded.text.strip():
        yield Record(refused="empty")
    else:
        yield Record(text=decoded.text, amiss=decoded.amiss)


def _cut(start: bytes) -> bytes:
    """The bytes without a character of UTF-8 that was cut in two at their end."""
    for back in range(1, min(4, len(start)) + 1):
        if start[-back] >= 0xC0:
            return start[:-back]
        if start[-back] < 0x80:
            break
    return start
