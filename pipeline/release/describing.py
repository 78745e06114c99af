"""What goes with the data for people and machines: data package, Croissant, codebook, citation, licence."""

import html
import json
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl
from markdown_it import MarkdownIt

from pipeline.acts.event_rules import event_rules
from pipeline.dictionary import dictionary_of_tables
from pipeline.tables import TABLES, empty

DATA_LICENCE = """The rows of this dataset are facts, and are given to the public domain under CC0 1.0
(https://creativecommons.org/publicdomain/zero/1.0/).

The texts that the rows quote (documents.text_raw, paragraphs.text, sentences.text and the phrases taken from them)
belong to those who wrote them; they are here so that each row can be checked, and are not licensed by us.
"""
FRICTIONLESS: Mapping[type[pl.DataType], str] = {
    pl.String: "string", pl.Int64: "integer", pl.Float64: "number", pl.Boolean: "boolean", pl.Date: "date",
    pl.Datetime: "datetime", pl.List: "array",
}  # fmt: skip
CROISSANT: Mapping[type[pl.DataType], str] = {
    pl.String: "sc:Text", pl.Int64: "sc:Integer", pl.Float64: "sc:Float", pl.Boolean: "sc:Boolean", pl.Date: "sc:Date",
    pl.Datetime: "sc:DateTime", pl.List: "sc:Integer",
}  # fmt: skip
CROISSANT_TERMS = (
    "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty", "fileSet", "format",
    "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField", "path", "recordSet", "references", "regex",
    "repeated", "replace", "samplingRate", "separator", "source", "subField", "transform",
)  # fmt: skip
CROISSANT_CONTEXT: Mapping[str, Any] = {
    "@language": "en", "@vocab": "https://schema.org/", "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/", "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"}, "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"}, **{term: f"cr:{term}" for term in CROISSANT_TERMS},
}  # fmt: skip


def meaning(table: str) -> str:
    """The table's meaning in one line."""
    return " ".join((TABLES[table].__doc__ or "").split())


def as_json(thing: Any) -> bytes:
    """Indented JSON with a line end, the same for the same thing."""
    return (json.dumps(thing, ensure_ascii=False, indent=2) + "\n").encode()


def data_package(name: str, rows: Mapping[str, int], sums: Mapping[str, tuple[str, int]]) -> bytes:
    """A Frictionless data package that describes the Parquet files: schema, keys, rows, bytes, sums."""
    return as_json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "dateline-events",
            "title": "Dateline: events told in the news, dated and sourced",
            "version": name,
            "licenses": [{"name": "CC0-1.0", "title": "Rows; quoted texts belong to their authors"}],
            "resources": [_resource(table, rows[table], *sums[f"{table}.parquet"]) for table in TABLES],
        }
    )


def _resource(table: str, rows: int, digest: str, size: int) -> dict[str, Any]:
    schema = empty(table).schema
    columns = TABLES[table].columns()
    fields = [
        {
            "name": name,
            "type": FRICTIONLESS[schema[name].base_type()],
            "description": column.description,
            "constraints": {"required": not column.nullable, **_allowed(column.metadata)},
        }
        for name, column in columns.items()
    ]
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": meaning(table),
        "rows": rows,
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {"fields": fields, "primaryKey": TABLES[table].primary_key(), "foreignKeys": _foreign(columns)},
    }


def _allowed(metadata: Mapping[str, Any] | None) -> dict[str, Any]:
    allowed = (metadata or {}).get("allowed")
    return {"enum": list(allowed)} if allowed else {}


def _foreign(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    for name, column in columns.items():
        target = (column.metadata or {}).get("references")
        if target:
            there, _, key = target.partition(".")
            found.append({"fields": [name], "reference": {"resource": there.replace("_", "-"), "fields": [key]}})
    return found


def croissant(name: str, day: str, sums: Mapping[str, tuple[str, int]]) -> bytes:
    """Croissant 1.0 metadata (JSON-LD), for catalogues of datasets: the files and the fields of their records."""
    files = [
        {
            "@type": "cr:FileObject",
            "@id": f"{table}.parquet",
            "name": f"{table}.parquet",
            "contentUrl": f"{table}.parquet",
            "encodingFormat": "application/vnd.apache.parquet",
            "contentSize": f"{sums[f'{table}.parquet'][1]} B",
            "sha256": sums[f"{table}.parquet"][0],
        }
        for table in TABLES
    ]
    return as_json(
        {
            "@context": CROISSANT_CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": "dateline-events",
            "description": "Events told in the news: who did what to whom, where, when, how many, according to whom.",
            "version": name,
            "datePublished": day,
            "creator": {"@type": "sc:Organization", "name": "The Dateline developers"},
            "citeAs": f"The Dateline developers: Dateline events, release {name}, {day}",
            "license": "https://creativecommons.org/publicdomain/zero/1.0/",
            "distribution": files,
            "recordSet": [_records(table) for table in TABLES],
        }
    )


def _records(table: str) -> dict[str, Any]:
    schema = empty(table).schema
    fields = [
        {
            "@type": "cr:Field",
            "@id": f"{table}/{name}",
            "name": name,
            "description": column.description,
            "dataType": CROISSANT[schema[name].base_type()],
            "source": {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": name}},
        }
        for name, column in TABLES[table].columns().items()
    ]
    return {"@type": "cr:RecordSet", "@id": table, "name": table, "description": meaning(table), "field": fields}


def codebook(name: str) -> str:
    """The codebook in Markdown: every event type, and every table and column."""
    types = event_rules().types
    lines = [f"# Codebook of release {name}\n", "## Event types\n", "| type | quad class | intensity | modes |"]
    lines.append("| --- | --- | --- | --- |")
    for event_type, told in types.items():
        score = "" if told.intensity is None else f"{told.intensity:g}"
        lines.append(f"| {event_type} | {told.quad_class} | {score} | {', '.join(_modes(event_type)) or '–'} |")
    return "\n".join(lines) + "\n\n" + dictionary_of_tables()


def _modes(event_type: str) -> Iterable[str]:
    rules = event_rules().by_name.values()
    return sorted({rule.mode for rule in rules if rule.event_type == event_type and rule.mode})


def as_page(markdown: str, title: str) -> str:
    """A Markdown page as one HTML file that stands alone."""
    body = MarkdownIt("commonmark").enable("table").render(markdown)
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #999;padding:.2rem .5rem;"
        "text-align:left;vertical-align:top}</style>\n"
        f"<body>\n{body}</body>\n</html>\n"
    )


def citation(name: str, day: str) -> str:
    """A citation file (CFF 1.2) of the release."""
    return (
        "cff-version: 1.2.0\nmessage: Cite this release by its name, and the documents that your rows rest on.\n"
        f'title: "Dateline events, release {name}"\ntype: dataset\nversion: "{name}"\ndate-released: {day}\n'
        "license: CC0-1.0\nauthors:\n  - name: The Dateline developers\n"
    )
