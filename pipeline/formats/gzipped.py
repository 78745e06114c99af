"""Gzip: what is inside is read as if it lay there itself."""

import gzip
from collections.abc import Iterator
from typing import BinaryIO, cast

from pipeline.formats import Limits, Part

SINGLE = True


def likeness(start: bytes, name: str) -> float:
    """Known by its first two bytes.

    >>> likeness(gzip.compress(b"Rain fell."), "story.txt"), likeness(b"Rain fell.", "story.txt.gz")
    (1.0, 0.0)
    """
    return 1.0 if start.startswith(b"\x1f\x8b\x08") else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Part]:
    """The one file inside."""
    yield Part(cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb")), name.removesuffix(".gz").removesuffix(".GZ"))
