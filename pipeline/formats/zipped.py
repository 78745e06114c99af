"""Zip archives: every member is read as if it lay in a folder; nothing is ever written."""

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from pipeline.formats import Limits, Part, Record, RefusedError
from pipeline.formats._published import PUBLISHED, ByFile, facts_of, published_table
from pipeline.source_text.decoding import decode

SINGLE = False
HELD = 16_000_000
SMALL = 1_000_000
MARKS = (b"PK\x03\x04", b"PK\x05\x06")
OTHERS = frozenset({"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"})


def likeness(start: bytes, name: str) -> float:
    """Known by its first bytes.

    >>> likeness(b"PK\\x03\\x04...", "stories.zip"), likeness(b"Peking", "a.zip")
    (1.0, 0.0)
    """
    return 1.0 if start.startswith(MARKS) else 0.0


def read(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Record | Part]:
    """A member a part, by name; one that is hidden, encrypted, a link, or named out of the archive is refused."""
    try:
        with _seekable(stream, limits) as whole, zipfile.ZipFile(whole) as archive:
            yield from _members(archive, limits)
    except (zipfile.BadZipFile, zlib.error, OverflowError) as error:
        raise RefusedError(f"broken zip archive: {error}") from error


def _members(archive: zipfile.ZipFile, limits: Limits) -> Iterator[Record | Part]:
    members = sorted((member for member in archive.infolist() if not member.is_dir()), key=lambda one: one.filename)
    if OTHERS & {member.filename for member in members}:
        raise RefusedError("no archive of documents: an office file, book or program")
    if len(members) > limits.records or sum(member.file_size for member in members) > limits.unpacked:
        raise RefusedError(f"unpacks to more than {limits.records} files or {limits.unpacked} bytes")
    tables, amiss = _tables(archive, members, limits)
    yield from amiss
    for member in members:
        if PurePosixPath(member.filename).name == PUBLISHED:
            continue
        refused = _refusal(member, limits)
        if refused:
            yield Record(name=member.filename, refused=refused)
            continue
        with archive.open(member) as inside:
            said = facts_of(member.filename, tables)
            yield Part(cast(BinaryIO, inside), member.filename, member.filename, facts=said)


def _tables(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], limits: Limits
) -> tuple[dict[str, ByFile], list[Record]]:
    """What the archive's own `published.csv` say, by folder; those that cannot be read are refused records."""
    tables, amiss = dict[str, ByFile](), list[Record]()
    for member in members:
        folder, _, name = member.filename.rpartition("/")
        if name != PUBLISHED or _refusal(member, limits):
            continue
        with archive.open(member) as inside:
            tables[folder], wrong = published_table(decode(inside.read(limits.document)).text)
        amiss += [Record(name=member.filename, refused=wrong)] if wrong else []
    return tables, amiss


def _refusal(member: zipfile.ZipInfo, limits: Limits) -> str | None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in member.filename[:3]:
        return "named out of the archive"
    if any(part.startswith((".", "__MACOSX")) for part in path.parts):
        return "hidden"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "symbolic link in an archive"
    if member.flag_bits & 1:
        return "encrypted"
    if member.file_size > SMALL and member.file_size > limits.ratio * max(1, member.compress_size):
        return f"packed more than {limits.ratio} times"
    return None


def _seekable(stream: BinaryIO, limits: Limits) -> BinaryIO:
    """The stream itself, or what it holds in a temporary file when it cannot go back."""
    if stream.seekable():
        return stream
    held = tempfile.SpooledTemporaryFile(HELD)  # noqa: SIM115 - the caller closes it
    shutil.copyfileobj(stream, held)
    held.seek(0)
    return cast(BinaryIO, held)
