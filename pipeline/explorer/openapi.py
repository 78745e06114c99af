"""The JSON addresses, described for machines."""

from typing import Any

from pipeline.explorer.search import CLAUSES
from pipeline.tables import Events, empty

KINDS = {"Int64": "integer", "Float64": "number"}


def _parameter(
    name: str, meaning: str, kind: str = "string", place: str = "query", required: bool = False
) -> dict[str, Any]:
    return {"name": name, "in": place, "required": required, "description": meaning, "schema": {"type": kind}}


def _answer(meaning: str, schema: dict[str, Any]) -> dict[str, Any]:
    refused = {
        "description": "Refused, with the reason",
        "content": {"application/json": {"schema": {"type": "object"}}},
    }
    told = {"description": meaning, "content": {"application/json": {"schema": schema}}}
    return {"200": told, "4XX": refused, "503": refused}


def _event_schema() -> dict[str, Any]:
    schema = empty("events").schema
    return {
        "type": "object",
        "properties": {
            name: {"type": [KINDS.get(str(schema[name]), "string"), "null"], "description": column.description}
            for name, column in Events.columns().items()
        },
    }


OPENAPI: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Dateline", "version": "1", "description": "Events told in the news, dated and sourced."},
    "components": {"schemas": {"Event": _event_schema()}},
    "paths": {
        "/api/events": {
            "get": {
                "summary": "Events that match, fifty a page",
                "parameters": [
                    *(
                        _parameter(name, f"Only events for which {clause.replace('$', ':')}")
                        for name, clause in CLAUSES.items()
                    ),
                    _parameter("page", "From 1", "integer"),
                ],
                "responses": _answer(
                    "total, page, next, events",
                    {
                        "type": "object",
                        "properties": {"events": {"type": "array", "items": {"$ref": "#/components/schemas/Event"}}},
                    },
                ),
            }
        },
        "/api/events/{event_id}": {
            "get": {
                "summary": "One event with its tellings, participants and figures",
                "parameters": [_parameter("event_id", "Its id, or one that it replaced", place="path", required=True)],
                "responses": _answer("The event", {"$ref": "#/components/schemas/Event"}),
            }
        },
        "/sql.json": {
            "get": {
                "summary": "The rows of one SELECT, at most a thousand, within five seconds",
                "parameters": [_parameter("q", "The SELECT", required=True)],
                "responses": _answer("columns, rows, seconds", {"type": "object"}),
            }
        },
        "/status.json": {
            "get": {"summary": "Counts and freshness", "responses": _answer("Counts", {"type": "object"})}
        },
    },
}
