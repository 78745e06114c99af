"""Pairs of mentions of two documents in `tests/examples/happenings/`: one happening, or two."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.acts.event_rules import event_rules
from pipeline.lexicon import words
from pipeline.stages.events import join_events
from tests.stages.telling import frames, told

PAIRS = tomllib.loads((Path(__file__).parents[1] / "examples" / "happenings" / "pairs.toml").read_text("utf-8"))


def party(text: str) -> tuple[str, str | None, str | None]:
    """NAME=CODE/SECTOR as name, code and sector."""
    name, _, known = text.partition("=")
    code, _, sector = known.partition("/")
    return name, code or None, sector or None


def mention(short: dict[str, Any]) -> dict[str, Any]:
    """A mention of the table as the helper writes it."""
    place, _, country = short.get("place", "").partition("=")
    day = date.fromisoformat(short["day"]) if "day" in short else None
    figures = [(measure, None, float(number), None) for measure, number in map(str.split, short.get("figures", ()))]
    return {
        "kind": short["kind"],
        "text": short["text"],
        "status": short.get("status", "reported"),
        "actor": [party(text) for text in short.get("actor", ())],
        "recipient": [party(text) for text in short.get("recipient", ())],
        "figures": figures,
        "place": place or None,
        "country": country or None,
        "when": (day, day, "day", None) if day else None,
    }


def count(pair: dict[str, Any]) -> int:
    a, b = pair["a"], pair["b"]
    return join_events(*frames(told("a", a["on"], mention(a)), told("b", b["on"], mention(b)))).events.height


@pytest.mark.parametrize("pair", PAIRS["one"], ids=lambda pair: pair["why"])
def test_one_happening(pair: dict[str, Any]) -> None:
    assert count(pair) == 1


@pytest.mark.parametrize("pair", PAIRS["two"], ids=lambda pair: pair["why"])
def test_two_happenings(pair: dict[str, Any]) -> None:
    assert count(pair) == 2


def test_rules_for_one_act_exist() -> None:
    known = {rule.name for by in (event_rules().verbs, event_rules().nouns) for read in by.values() for _, rule in read}
    assert {name for group in words("happenings")["one_act"] for name in group} <= known
