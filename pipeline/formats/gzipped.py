"""Gzip: what is inside is read as if it lay there itself."""

import gzip
import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from pipeline.formats import Limits, Part, RefusedError

SINGLE = True
SMALL = 10_000_000


def likeness(start: bytes, name: str) -> float:
    """Known by its first bytes.

    >>> likeness(gzip.compress(b"Rain fell."), "story.txt"), likeness(b"Rain fell.", "story.txt.gz")
    (1.0, 0.0)
    """
    return 1.0 if start.startswith(b"\x1f\x8b\x08") else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Part]:
    """The one file inside."""
    inner = name[:-3] if name.lower().endswith(".gz") else name
    yield Part(cast(BinaryIO, Unpacked(stream, limits)), inner)


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a stream; raises `RefusedError` when they are too many, or packed too tight."""

    def __init__(self, packed: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._packed, self._limits, self._n = _Counted(packed), limits, 0
        self._inner = gzip.GzipFile(fileobj=cast(BinaryIO, self._packed), mode="rb")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with the next bytes; 0 at the end."""
        data = self._inner.read1(len(buffer))
        buffer[: len(data)] = data
        self._n += len(data)
        if self._n > self._limits.unpacked:
            raise RefusedError(f"unpacks to more than {self._limits.unpacked} bytes")
        if self._n > SMALL and self._n > self._limits.ratio * self._packed.n:
            raise RefusedError(f"packed more than {self._limits.ratio} times")
        return len(data)


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were read."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream, self.n = stream, 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fills the buffer with the next bytes; 0 at the end."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.n += len(data)
        return len(data)
