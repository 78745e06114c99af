"""Documents: every source document a row, accepted or refused with the reason."""

import zlib
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, cast

import polars as pl

from pipeline import tables
from pipeline.formats import START, Limits, Part, Record, RefusedError, formats, recognised
from pipeline.formats._published import NO_FACTS, PUBLISHED, Facts
from pipeline.ids import content_id
from pipeline.source_text.cleaning import plain
from pipeline.source_text.days import declared_day
from pipeline.source_text.decoding import decode
from pipeline.source_text.paragraphing import headline
from pipeline.source_text.sources import Source, opened, scan_inputs
from pipeline.source_text.tongues import language_of

Row = dict[str, Any]
BATCH = 4_096
CODED = "en"
BROKEN = (OSError, EOFError, zlib.error, ValueError, RuntimeError, NotImplementedError, RecursionError)


def read_documents(inputs: Sequence[Path], *, limits: Limits | None = None) -> pl.DataFrame:
    """The `documents` of all files under the inputs, files or folders, by source path."""
    frames, rows = [tables.empty("documents")], list[Row]()
    for source in scan_inputs(inputs, limits=limits):
        for row in read_source(source):
            rows.append(row)
            if len(rows) >= BATCH:
                frames.append(tables.as_table("documents", rows))
                rows = []
    frames.append(tables.as_table("documents", rows))
    return ordered(pl.concat(frames))


def ordered(documents: pl.DataFrame) -> pl.DataFrame:
    """By source path and id, each id once."""
    return documents.unique("doc_id", keep="first", maintain_order=True).sort("source_path", "doc_id")


def read_source(source: Source) -> Iterator[Row]:
    """The rows of `documents` that one source gives, in its own order; always at least one."""
    n, seen = 0, set[str]()
    for n, (format_, path, record) in enumerate(_records(source, source.limits), 1):
        row = _row(source, path, format_, record)
        if row["doc_id"] in seen:
            again = record.refused or "the same record again"
            row = _row(source, f"{path}#{n}", format_, Record(refused=again))
        seen.add(row["doc_id"])
        yield row
    if not n:
        yield _row(source, source.source_path, None, Record(refused="holds no document"))


def _records(source: Source, limits: Limits) -> Iterator[tuple[str | None, str, Record]]:
    """Format, source path and record of everything in the source; what breaks on the way is a refused record."""
    if source.refused:
        yield None, source.source_path, Record(refused=source.refused)
        return
    try:
        with opened(source.path) as stream:
            yield from _unpacked(Part(stream, source.path.name), source.source_path, limits, limits.depth)
    except OSError as error:
        yield None, source.source_path, Record(refused=_told(error))


def _told(error: Exception) -> str:
    if isinstance(error, RefusedError):
        return str(error)[:200]
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"cannot be read: {str(said).splitlines()[0][:200]}"


def _unpacked(part: Part, path: str, limits: Limits, depth: int) -> Iterator[tuple[str | None, str, Record]]:
    name = None
    try:
        stream = BufferedReader(cast(RawIOBase, part.stream), START)
        start = stream.peek(START)[:START]
        name = recognised(start, part.name)
        if name is None or depth == 0:
            yield None, path, Record(refused="packed too deep" if name else _unknown(start))
        else:
            yield from _read(name, cast(BinaryIO, stream), part, path, limits, depth)
    except BROKEN as error:
        yield name, path, Record(refused=_told(error))


def _read(
    name: str, stream: BinaryIO, part: Part, path: str, limits: Limits, depth: int
) -> Iterator[tuple[str | None, str, Record]]:
    format_ = formats()[name]
    for number, found in enumerate(format_.read(stream, part.name, limits), 1):
        inner = path if format_.SINGLE else f"{path}#{_name(found, number)}"
        if isinstance(found, Part):
            for form, where, record in _unpacked(found, inner, limits, depth - 1):
                said = found.facts.get(f"{found.path}{where[len(inner) :]}", NO_FACTS)
                yield form, where, _with_facts(replace(record, url=record.url or found.url), said)
        else:
            yield name, inner, found


def _with_facts(record: Record, said: Facts) -> Record:
    """The record with what a `published.csv` packed beside it says, which wins."""
    dated = {"published": said.get("published_on"), "evidence": f"{PUBLISHED}: published_on", "printed": False}
    named = {name: said[name] for name in ("publisher", "url", "title") if name in said}
    return replace(record, **named, **(dated if dated["published"] else {}))  # type: ignore[arg-type]


def _name(found: Record | Part, number: int) -> str:
    given = found.path if isinstance(found, Part) else found.name
    return given or str(number)


def _unknown(start: bytes) -> str:
    if not start.removeprefix(BOM_UTF8).strip():
        return "empty"
    return "no known format" if decode(start[:-4] or start).text is not None else "binary: no text in any charset"


def _row(source: Source, path: str, format_: str | None, record: Record) -> Row:
    """A row of `documents`: the record's own words, and over them what `published.csv` says."""
    facts = source.facts(path)
    declared = facts.get("published_on") or record.published
    day = declared_day(declared) if declared else None
    evidence = f"{PUBLISHED}: published_on" if facts.get("published_on") else record.evidence
    undated = f"{evidence}: '{declared[:40]}' is no date" if declared and not day else None
    text = None if record.refused else record.text
    title = facts.get("title") or record.title
    language = _code(record.language) or (language_of(text) if text else None)
    uncoded = f"not coded: language {language}" if text and language not in (None, CODED) else None
    return {
        "doc_id": content_id(path, text),
        "source_path": path,
        "source_url": facts.get("url") or record.url,
        "source_sha256": source.sha256,
        "format": format_,
        "title": (plain(title) if title else None) or (headline(text, format_) if text else None),
        "publisher": facts.get("publisher") or record.publisher,
        "author": record.author,
        "language": language,
        **_dating(day, evidence, printed=record.printed and not facts.get("published_on")),
        "text_raw": text,
        "n_chars": len(text or ""),
        "status": "accepted" if text is not None else "rejected",
        "reason": record.refused or "; ".join(filter(None, (uncoded, undated, record.amiss))) or None,
    }


def _code(language: str | None) -> str | None:
    """The ISO 639-1 code in a declared language (`en`, `en-GB`); null when it is none."""
    code = (language or "").replace("_", "-").split("-", 1)[0].strip().lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _dating(day: date | None, evidence: str | None, *, printed: bool) -> Row:
    if day is None:
        return {}
    return {
        "published_on": day,
        "published_basis": "printed" if printed else "declared",
        "published_earliest": day,
        "published_latest": day,
        "published_evidence": evidence,
    }
