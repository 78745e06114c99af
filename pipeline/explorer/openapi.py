"""The JSON addresses, described for machines."""

from typing import Any

from pipeline.explorer.search import MEANINGS, PAGE_SIZE
from pipeline.tables import TABLES, empty

KINDS = {"Int64": "integer", "Float64": "number", "Boolean": "boolean", "List(Int64)": "array"}


def _parameter(
    name: str, meaning: str, kind: str = "string", place: str = "query", required: bool = False
) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "description": meaning, "schema": {"type": kind}}


def _answer(meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    refused = {
        "description": "Refused, with the reason",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}},
    }
    told = {"description": meaning, "content": {"application/json": {"schema": schema}}}
    return {"200": told, "4XX": refused, "503": refused}


def _row_schema(table: str) -> dict[str, Any]:
    schema = empty(table).schema
    properties = {}
    for name, column in TABLES[table].columns().items():
        kind = KINDS.get(str(schema[name]), "string")
        properties[name] = {"type": [kind, "null"] if column.nullable else kind, "description": column.description}
    return {"type": "object", "properties": properties}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(properties), "properties": properties}


def _rows_of(thing: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{thing}"}}


def _get(summary: str, answers: dict[str, Any], *parameters: dict[str, Any]) -> dict[str, Any]:
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _file(meaning: str, media: str) -> dict[str, Any]:
    return {**_answer(meaning, {}), "200": {"description": meaning, "content": {media: {"schema": {}}}}}


NUMBER, TEXT = {"type": "integer"}, {"type": "string"}
MAYBE_TEXT = {"type": ["string", "null"]}
QUERY = _parameter("q", "The SELECT", required=True)
EVENT_ID = _parameter("event_id", "Its id, or one that it replaced", place="path", required=True)
EVENT: dict[str, Any] = {"$ref": "#/components/schemas/Event"}
MORE = _object(tellings=_rows_of("Mention"), participants=_rows_of("Participant"), figures=_rows_of("Figure"))
PAGE = _object(total=NUMBER, page=NUMBER, next=MAYBE_TEXT, events=_rows_of("Event"))
ROWS = _object(
    columns={"type": "array", "items": TEXT},
    rows={"type": "array", "items": {"type": "array"}},
    seconds={"type": "number"},
)
OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Dateline", "version": "1", "description": "Events told in the news, dated and sourced."},
    "components": {
        "schemas": {
            "Event": _row_schema("events"),
            "Mention": _row_schema("mentions"),
            "Participant": _row_schema("participants"),
            "Figure": _row_schema("figures"),
            "Refused": _object(error=TEXT),
        }
    },
    "paths": {
        "/api/events": _get(
            f"Events that match, {PAGE_SIZE} a page; `next` is null on the last page",
            _answer("A page of events", PAGE),
            *(_parameter(name, meaning) for name, meaning in MEANINGS.items()),
            _parameter("page", "From 1", "integer"),
        ),
        "/api/events/{event_id}": _get(
            "One event with its tellings, participants and figures",
            _answer("The event", {"allOf": [EVENT, MORE]}),
            EVENT_ID,
        ),
        "/sql.json": _get(
            "The rows of one SELECT, at most a thousand, within four seconds", _answer("The rows", ROWS), QUERY
        ),
        "/sql.csv": _get("The same as CSV", _file("The rows", "text/csv"), QUERY),
        "/sql.parquet": _get("The same as Parquet", _file("The rows", "application/vnd.apache.parquet"), QUERY),
        "/feed.atom": _get("The newest events as an Atom feed", _file("The feed", "application/atom+xml")),
        "/status.json": _get("Counts and freshness", _answer("Counts", {"type": "object"})),
        "/healthz": _get("200 when the snapshot answers", _file("ok", "text/plain")),
    },
}
