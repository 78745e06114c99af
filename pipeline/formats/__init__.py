"""The formats that documents come in: one module each, found by being here.

A format is a module with two functions:

- `likeness(start, name)`: how much a file that begins with the bytes `start` and is called `name` looks like this
  format, 0 (not at all) to 1 (certainly). Content speaks louder than the name. The most alike reads the file.
- `read(stream, name, limits)`: the `Record`s in it, one a document, lazily; or `Part`s, packed files to be read
  in their turn. A document that cannot be read is a `Record` with its reason; a file that cannot raises `RefusedError`.

`SINGLE = True` in a module says that a file of it is one document, which then bears the file's own name.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import BinaryIO, Protocol

START = 8_192


class RefusedError(ValueError):
    """Why a whole file is not read."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused rather than read, in bytes unless said otherwise."""

    document: int = 5_000_000
    file: int = 4_000_000_000
    unpacked: int = 1_000_000_000
    ratio: int = 200
    records: int = 2_000_000
    depth: int = 4


DEFAULTS = Limits()


@dataclass(frozen=True, slots=True)
class Record:
    """A document as its source gives it; `published` is the date and `evidence` says where it stood.

    `printed`: the source does not declare the date, it only shows it.
    """

    text: str | None = None
    name: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    language: str | None = None
    published: str | None = None
    evidence: str | None = None
    printed: bool = False
    refused: str | None = None
    amiss: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A file packed inside another one, to be read as if it lay there itself.

    `name` helps to recognise it; `path` is what its documents are called by, null when the outer file's name does;
    `facts` is what stands beside it in a `published.csv`, by its path or that of one of its records.
    """

    stream: BinaryIO
    name: str
    path: str | None = None
    url: str | None = None
    facts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Format(Protocol):
    """What a module of this folder holds."""

    SINGLE: bool

    def likeness(self, start: bytes, name: str) -> float:
        """How much a file looks like this format, 0 to 1."""

    def read(self, stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record | Part]:
        """The documents, or packed files, in it."""


@cache
def formats() -> dict[str, Format]:
    """Name -> format, every module of this folder, by name."""
    names = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    return {name: import_module(f"{__name__}.{name}") for name in names}


def recognised(start: bytes, name: str) -> str | None:
    """The format that a file most looks like, by its first bytes and its name; null when it looks like none.

    >>> recognised(b'{"text": "Rain fell."}', "stories.jsonl")
    'jsonl'
    >>> recognised(b"Rain fell.", "story.txt")
    'plain_text'
    """
    alike = {known: format_.likeness(start, name) for known, format_ in formats().items()}
    best = max(alike, key=lambda known: alike[known])
    return best if alike[best] > 0 else None
