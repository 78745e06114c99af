"""Files and folders in, the sources in them out: found, hashed and matched with what `published.csv` says of them."""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from io import BufferedReader
from pathlib import Path

from pipeline.formats import DEFAULTS, Limits
from pipeline.formats._published import PUBLISHED, ByFile, Facts, published_table
from pipeline.ids import content_id
from pipeline.source_text.decoding import decode


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, or one that was refused.

    `declared` is what `published.csv` says, by the name that it gives: the file's own source path or one of its
    records' (`FILE#RECORD`).
    """

    path: Path
    source_path: str
    sha256: str | None = None
    declared: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    refused: str | None = None
    limits: Limits = DEFAULTS

    @property
    def state(self) -> str:
        """Hash of all that its documents depend on: read it again when this changes.

        >>> one = Source(Path("a.txt"), "a.txt", "00")
        >>> one.state == Source(Path("b/a.txt"), "a.txt", "00").state
        True
        """
        return content_id(self.source_path, self.sha256, self.declared, self.refused, *astuple(self.limits))

    def facts(self, source_path: str) -> Facts:
        """What `published.csv` says of the document of that path."""
        return dict(dict(self.declared).get(source_path, ()))


def scan_inputs(inputs: Sequence[Path], *, limits: Limits | None = None) -> list[Source]:
    """Every file under the inputs as a source, by source path; one found twice with the same bytes is one source.

    Raises `FileNotFoundError` when an input is not there. Links out of an input, loops, pipes, devices, hidden and
    unreadable files are refused ones.
    """
    found: dict[str, Source] = {}
    for given in inputs:
        if not given.exists() and not given.is_symlink():
            raise FileNotFoundError(f"{given}: no such file or folder")
        for scanned in _scan(given, limits or DEFAULTS):
            source = replace(scanned, limits=limits or DEFAULTS)
            found.setdefault(source.state, source)
    return sorted(found.values(), key=lambda source: (source.source_path, source.state))


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """The file for reading; never waits for a pipe. Raises `OSError` when it is no ordinary file or may not be read."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(f"{path}: no ordinary file")
        yield stream


def _scan(given: Path, limits: Limits) -> Iterator[Source]:
    if not given.is_dir():
        tables = _Tables(given.parent)
        yield _source(given, given.parent, tables, limits)
        return
    tables = _Tables(given)
    for path, refused in _walk(given, given.resolve()):
        if path.name == PUBLISHED and not refused:
            amiss = tables.amiss(path.parent)
            if amiss:
                yield Source(path, source_path(path, given), refused=amiss)
        elif refused:
            yield Source(path, source_path(path, given), refused=refused)
        else:
            yield _source(path, given, tables, limits)


def _walk(folder: Path, root: Path) -> Iterator[tuple[Path, str | None]]:
    """Every entry below the folder that is no folder, with the reason where it is not to be read."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield folder, f"folder cannot be read: {error.strerror}"
        return
    for entry in entries:
        path = Path(entry.path)
        refused = _refusal(entry, root)
        if refused is None and entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root)
        else:
            yield path, refused


def _refusal(entry: os.DirEntry[str], root: Path) -> str | None:
    if entry.name.startswith("."):
        return "hidden"
    if entry.is_symlink():
        return _link_refusal(Path(entry.path), root)
    if entry.is_dir(follow_symlinks=False) or entry.is_file(follow_symlinks=False):
        return None
    return "no ordinary file: a pipe, socket or device"


def _link_refusal(link: Path, root: Path) -> str | None:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "symbolic link that leads nowhere"
    if not target.is_relative_to(root):
        return "symbolic link out of the input folder"
    if target.is_dir():
        return "symbolic link to a folder that is read under its own name"
    return None if target.is_file() else "no ordinary file: a pipe, socket or device"


def source_path(path: Path, root: Path) -> str:
    """The path relative to the input, with `/`; bytes that are no UTF-8 are written as escapes.

    >>> source_path(Path("in/a/b.txt"), Path("in"))
    'a/b.txt'
    """
    relative = path.relative_to(root).as_posix()
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def _source(path: Path, root: Path, tables: "_Tables", limits: Limits) -> Source:
    name = source_path(path, root)
    try:
        with opened(path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.file:
                return Source(path, name, refused=f"larger than {limits.file} bytes")
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return Source(path, name, refused=f"cannot be read: {error.strerror or 'no ordinary file'}")
    return Source(path, name, digest, tables.of(path, name))


class _Tables:
    """The `published.csv` of every folder from an input downwards, each read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._read: dict[Path, tuple[ByFile, str | None]] = {}

    def of(self, path: Path, name: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
        """What is said of the file and of its records, nearest folder first, by source path."""
        said: dict[str, Facts] = {}
        for folder in [path.parent, *path.parent.parents]:
            rows, _ = self._table(folder)
            local = source_path(path, folder)
            for row_name, facts in rows.get(local, {}).items():
                said.setdefault(name + row_name[len(local) :], facts)
            if folder == self.root:
                break
        return tuple(sorted((key, tuple(sorted(facts.items()))) for key, facts in said.items()))

    def amiss(self, folder: Path) -> str | None:
        """What is wrong with the folder's table."""
        return self._table(folder)[1]

    def _table(self, folder: Path) -> tuple[ByFile, str | None]:
        if folder not in self._read:
            self._read[folder] = _published(folder / PUBLISHED)
        return self._read[folder]


def _published(path: Path) -> tuple[ByFile, str | None]:
    """What the table says by file, and what was amiss with it."""
    if path.is_symlink() or not path.is_file():
        return {}, None
    try:
        with opened(path) as stream:
            return published_table(decode(stream.read(DEFAULTS.document)).text)
    except OSError as error:
        return {}, f"{PUBLISHED} cannot be read: {error}"
