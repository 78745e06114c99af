"""Mentions that tell one happening become one event, in whatever order they come."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stages.events import join_events
from pipeline.tables import TABLES, Coded, Joined, empty
from tests.stages.telling import frames, told


def day(iso: str) -> tuple[date, date, str, None]:
    return date.fromisoformat(iso), date.fromisoformat(iso), "day", None


CHAD, MALI = [("Chad", "TCD")], [("Mali", "MLI")]
DECEMBER = told(
    "a", "2019-12-28",
    {"kind": "AID/military", "text": "Chad sent as many as 1,200 soldiers to help Mali.", "actor": CHAD,
     "recipient": MALI, "figures": [("troops", None, None, 1200.0)], "context": "military"},
    {"kind": "STATEMENT/acknowledge", "text": "Chad has yet to acknowledge the mission.", "actor": CHAD,
     "status": "denied", "trigger": "acknowledge"},
)  # fmt: skip
MAY = told(
    "b", "2020-05-12",
    {"kind": "MOBILIZE/troops", "text": "About 1,500 Chadians have gone to Mali since last fall.", "actor": CHAD,
     "recipient": MALI, "figures": [("troops", None, 1500.0, None)],
     "when": (date(2019, 9, 1), None, "season", "since")},
    {"kind": "SUPPORT/sign", "text": "Chad and Mali signed a pact.", "actor": CHAD + MALI, "place": "Bamako",
     "country": "MLI", "when": day("2019-06-19"), "trigger": "signed"},
)  # fmt: skip
JULY = told(
    "c", "2020-07-01",
    {"kind": "AID", "text": "Chad's deployment of soldiers to Mali goes on.", "actor": CHAD, "recipient": MALI,
     "context": "military"},
    {"kind": "AID/military", "text": "Chad may send additional soldiers to Mali.", "actor": CHAD, "recipient": MALI,
     "status": "hypothetical"},
    {"kind": "AID", "text": "Chad's deployment of soldiers to Mali goes on.", "repeats": "c.0"},
    {"kind": "SUPPORT/sign", "text": "The pact between Mali and Chad was signed.", "actor": MALI + CHAD,
     "trigger": "signed"},
)  # fmt: skip


def mention_sets(joined: Joined) -> set[frozenset[str]]:
    grouped = joined.evidence.group_by("event_id").agg("mention_id")
    return {frozenset(ids) for ids in grouped["mention_id"].to_list()}


def test_tellings_of_one_happening_are_one_event() -> None:
    joined = join_events(*frames(DECEMBER, MAY, JULY))
    assert mention_sets(joined) == {
        frozenset({"a.0", "b.0", "c.0", "c.2"}),
        frozenset({"a.1"}),
        frozenset({"b.1", "c.3"}),
        frozenset({"c.1"}),
    }


def test_the_row_takes_the_best_of_all_tellings() -> None:
    events = join_events(*frames(DECEMBER, MAY, JULY)).events
    (row,) = events.filter(pl.col("n_documents") == 3).to_dicts()
    assert (row["event_type"], row["event_mode"], row["actor"], row["recipient_code"]) == (
        "AID", "military", "Chad", "MLI",
    )  # fmt: skip
    assert (row["date_start"], row["date_end"], row["date_precision"]) == (date(2019, 9, 1), None, "season")
    assert (row["measure"], row["low"], row["best"], row["high"]) == ("troops", 1200, 1500, 1500)
    assert (row["n_sources"], row["n_mentions"]) == (3, 3)
    assert row["first_reported_on"] == date(2019, 12, 28)
    assert row["summary"] == "Chad sent 1,200 to 1,500 troops to Mali, since September 2019 (3 documents)."


def test_every_mention_tells_one_event_and_all_tables_hold() -> None:
    documents, sentences, dates, coded = frames(DECEMBER, MAY, JULY)
    joined = join_events(documents, sentences, dates, coded)
    assert sorted(joined.evidence["mention_id"]) == sorted(coded.mentions["mention_id"])
    for name in Joined._fields:
        TABLES[name].validate(getattr(joined, name))


def test_no_mentions_give_no_events() -> None:
    nothing = Coded(empty("mentions"), empty("participants"), empty("attributions"), empty("figures"))
    joined = join_events(empty("documents"), empty("sentences"), empty("dates"), nothing)
    assert [frame.height for frame in joined] == [0, 0, 0]


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_input_does_not_matter(random: Any) -> None:
    documents, sentences, dates, coded = frames(DECEMBER, MAY, JULY)

    def shuffled(frame: pl.DataFrame) -> pl.DataFrame:
        places = list(range(frame.height))
        random.shuffle(places)
        return frame[places]

    once = join_events(documents, sentences, dates, coded)
    again = join_events(
        shuffled(documents), shuffled(sentences), shuffled(dates), Coded(*(shuffled(frame) for frame in coded))
    )
    for first, second in zip(once, again, strict=True):
        assert first.equals(second)


APART = {
    "two days": ({"when": day("2020-01-05")}, {"when": day("2020-02-07")}),
    "two towns": ({"place": "Gao", "country": "MLI"}, {"place": "Kidal", "country": "MLI"}),
    "two statuses": ({}, {"status": "planned"}),
    "two modes": ({}, {"kind": "AID/economic"}),
    "two things given": ({"figures": [("troops", 1, 1, 1)]}, {"figures": [("money", 5e6, 5e6, 5e6)]}),
    "the other way round": ({}, {"actor": MALI, "recipient": CHAD}),
    "another recipient": ({}, {"recipient": [("Niger", "NER")]}),
}


@pytest.mark.parametrize("why", APART)
def test_what_cannot_be_one_happening_stays_apart(why: str) -> None:
    kind = {"kind": "AID/military", "actor": CHAD, "recipient": MALI}
    one = {**kind, "text": "Chad sent soldiers to Mali.", **APART[why][0]}
    other = {**kind, "text": "Soldiers were sent by Chad.", **APART[why][1]}
    assert join_events(*frames(told("a", "2020-03-01", one), told("b", "2020-03-02", other))).events.height == 2
    assert join_events(*frames(told("a", "2020-03-01", one, other))).events.height == 2


def test_a_toll_told_anew_with_another_number_is_one_event() -> None:
    flood = {
        "kind": "CASUALTY/killed",
        "place": "Dhaka",
        "country": "BGD",
        "when": day("2017-08-14"),
        "trigger": "killed",
    }
    one = {**flood, "text": "The flood killed 12 people in Dhaka.", "figures": [("killed", None, 12.0, None)]}
    two = {**flood, "text": "In Dhaka 90 were killed by high water.", "figures": [("killed", None, 90.0, None)]}
    (row,) = join_events(*frames(told("a", "2017-08-14", one), told("b", "2017-08-15", two))).events.to_dicts()
    assert (row["low"], row["best"], row["high"], row["n_sources"]) == (12, 90, 90, 2)


RAID = {"kind": "ASSAULT/aerial", "text": "Jets bombed Segou on Monday, killing nine.", "recipient": MALI,
        "when": day("2020-05-11"), "figures": [("killed", None, 9.0, None)]}  # fmt: skip
HURT = {"kind": "CASUALTY/wounded", "text": "Another 23 people were hurt.", "recipient": MALI,
        "figures": [("wounded", None, 23.0, None)]}  # fmt: skip


def test_a_toll_told_after_an_attack_is_its_own() -> None:
    joined = join_events(*frames(told("a", "2020-05-12", RAID, HURT)))
    assert joined.events.select("event_type", "date_start").rows() == [("ASSAULT", date(2020, 5, 11))]


@pytest.mark.parametrize(
    "other",
    [
        {"text": "Another 23 people were hurt when a bus crashed."},
        {"when": day("2020-05-03")},
        {"figures": [("killed", None, 4000.0, None)], "kind": "CASUALTY/killed"},
        {"figures": []},
    ],
)
def test_a_toll_of_something_else_is_told_apart(other: dict[str, Any]) -> None:
    assert join_events(*frames(told("a", "2020-05-12", RAID, HURT | other))).events.height == 2


def test_two_tolls_of_very_different_size_are_two() -> None:
    ten = {"kind": "CASUALTY/killed", "text": "Ten inmates were killed.", "recipient": MALI}
    many = {**ten, "text": "Inmates, 460 in all, have been killed since 2017."}
    tolls = [{**one, "figures": [("killed", None, n, None)]} for one, n in ((ten, 10.0), (many, 460.0))]
    assert join_events(*frames(told("a", "2020-05-12", *tolls))).events.height == 2


def test_what_goes_on_since_a_day_is_no_raid_of_a_later_one() -> None:
    since = (date(2019, 9, 1), None, "day", "since")
    offensive = {"kind": "ASSAULT", "text": "Rebels have captured towns since.", "recipient": MALI, "when": since}
    later = {"kind": "ASSAULT", "text": "Rebels raided a mine on Monday.", "recipient": MALI, "when": day("2020-05-11")}
    assert join_events(*frames(told("a", "2020-05-12", offensive, later))).events.height == 2
