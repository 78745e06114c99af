"""Where the ids of events lead that no longer stand."""

import polars as pl
import pytest

from pipeline.ids import content_id
from pipeline.tables import as_table
from pipeline.upkeep.aliases import event_aliases
from pipeline.upkeep.lake import TOLD


def told(*rows: tuple[str, ...]) -> pl.DataFrame:
    """Rows of event, mention and, where it matters, the sentence that tells it."""
    whole = [(event, mention, "a.txt", "AID", *(rest or (mention,))) for event, mention, *rest in rows]
    return pl.DataFrame(whole, schema=TOLD, orient="row")


FIRST = content_id("event", "m1")


@pytest.mark.parametrize(
    ("before", "after", "aliases"),
    [
        pytest.param([("e", "m")], [("e", "m")], [], id="stands"),
        pytest.param([("e", "m")], [("f", "m")], [("e", "f", "changed")], id="another first mention"),
        pytest.param([("e", "m")], [], [("e", None, "withdrawn")], id="told by nobody"),
        pytest.param([("e", "m"), ("f", "n")], [("e", "m"), ("e", "n")], [("f", "e", "merged")], id="merged"),
        pytest.param(
            [(FIRST, "m1"), (FIRST, "m2"), (FIRST, "m3")],
            [("f", "m1"), ("g", "m2"), ("g", "m3")],
            [(FIRST, "f", "split")],
            id="split: where its first mention is",
        ),
        pytest.param(
            [("e", "m1"), ("e", "m2"), ("e", "m3")],
            [("f", "m1"), ("g", "m2"), ("g", "m3")],
            [("e", "g", "split")],
            id="split: where most are, when the first is gone",
        ),
        pytest.param(
            [("e", "m", "They sent rice.")], [("f", "n", "They sent rice.")], [("e", "f", "changed")], id="told anew"
        ),
    ],
)
def test_ids_lead_on(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]], aliases: list[tuple[str, ...]]
) -> None:
    assert event_aliases(told(*before), told(*after), as_table("event_aliases", [])).rows() == aliases


def test_old_aliases_are_led_on_to_what_stands_now() -> None:
    first = event_aliases(told(("e", "m")), told(("f", "m")), as_table("event_aliases", []))
    second = event_aliases(told(("f", "m")), told(("g", "m")), first)
    assert second.rows() == [("e", "g", "changed"), ("f", "g", "changed")]
    third = event_aliases(told(("g", "m")), told(("e", "m")), second)
    assert third.rows() == [("f", "e", "changed"), ("g", "e", "changed")]
    gone = event_aliases(told(("e", "m")), told(), third)
    assert {row[1:] for row in gone.rows()} == {(None, "withdrawn")} and gone.height == 3
