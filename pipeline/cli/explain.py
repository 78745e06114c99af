"""`dateline explain`: why a phrase was read as it was."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli._words import AS_JSON, Exit, say, stop

if TYPE_CHECKING:
    from pipeline.time_expressions.explaining import Explained

PHRASE = Annotated[str, typer.Argument(help="The phrase, in quotes")]
ON = Annotated[str | None, typer.Option("--on", help="The day it was published, YYYY-MM-DD", metavar="DAY")]


def explain(phrase: PHRASE, on: ON = None, as_json: AS_JSON = False) -> None:
    """Say what a phrase was read as, by which rule, from which day and why, and what lost."""
    from pipeline.time_expressions.explaining import explain_dates, refused_dates

    try:
        published = date.fromisoformat(on) if on else None
    except ValueError:
        stop(Exit.USAGE, f"--on {on} is no day; write it as YYYY-MM-DD")
    explained, refused = explain_dates(phrase, published), refused_dates(phrase)
    if as_json:
        say(
            {
                "phrase": phrase,
                "on": on,
                "read": [one.as_row() for one in explained],
                "refused": [r.text for r in refused],
            }
        )
        return
    for one in explained:
        _tell(one)
    for no in refused:
        _print(f"{no.text!r}: no date, says {no.rule}")
    if not explained and not refused:
        _print("nothing in it was read as a time expression")


def _tell(one: "Explained") -> None:
    reading = one.reading
    placed = f"{reading.date_start or '…'} to {reading.date_end or '…'}" if reading.basis != "unplaced" else "no days"
    mod = f" {reading.timex_mod}" if reading.timex_mod else ""
    _print(f"{reading.text!r}: {reading.timex_type} {reading.timex_value}{mod}, {placed}")
    _print(f"  exact to  {reading.precision}" + (f", {reading.bound}" if reading.bound else ""))
    _print(f"  rule      {reading.rule}: {one.says}")
    _print(f"  because   {one.why}")
    for lost in one.lost:
        _print(f"  lost      {lost.text!r} by {lost.rule}: {lost.because}")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
