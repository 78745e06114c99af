"""An event's row in one sentence, from phrases that are data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.lexicon import words

Row = Mapping[str, Any]
SLOTS = (
    "event_mode", "actor", "recipient", "place", "attribution", "measure", "low", "best", "high",
    "date_start", "date_end", "date_precision",
)  # fmt: skip
"""What an event may lack."""


def summarise(event: Row) -> str:
    """The row in one sentence: who did what to whom, how many, where, when, told by how many documents.

    >>> march = {"event_type": "PROTEST", "status": "reported", "actor": "Students", "place": "Lima", "n_documents": 1}
    >>> summarise({**march, "date_start": date(2019, 3, 4), "date_end": date(2019, 3, 4)})
    'Students protested in Lima, on 4 March 2019 (1 document).'
    """
    event = dict.fromkeys(SLOTS) | dict(event)
    said = words("summaries")
    phrases = (
        said["phrases"].get(f"{event['event_type']}/{event['event_mode']}") or said["phrases"][event["event_type"]]
    )
    number = _number(event, said)
    is_object = event["measure"] in said["objects"]
    what = number if number and is_object else phrases.get("what", "")
    clause = _clause(event, phrases, what, said).replace("  ", " ").strip()
    extras = [number] if number and not ("{what}" in phrases["past"] and is_object) else []
    tail = [*extras, *filter(None, (_when(event, said),)), *_source(event, said)]
    documents = said["documents"]["one" if event["n_documents"] == 1 else "many"].format(event["n_documents"])
    return f"{', '.join((clause[:1].upper() + clause[1:], *tail))} ({documents})."


def _clause(event: Row, phrases: Mapping[str, str], what: str, said: Mapping[str, Any]) -> str:
    """The clause with its place: active where an actor is known, else the act's noun."""
    link = f"{phrases.get('link', '')} {event['recipient']}" if event["recipient"] else ""
    place = said["place"].format(event["place"]) if event["place"] and event["place"] != event["recipient"] else ""
    if event["actor"] is None:
        noun = f"{phrases['noun']} {phrases.get('noun_link', phrases.get('link', ''))} {event['recipient'] or ''}"
        noun = noun if event["recipient"] else phrases["noun"]
        return f"{said['noun_status'][event['status']].format(noun.strip())} {place}"
    verb = said["status"][event["status"]].format(past=phrases["past"], base=phrases["base"])
    return f"{event['actor']} {verb.format(what=what)} {link} {place}"


def _number(event: Row, said: Mapping[str, Any]) -> str:
    """ "12,000 to 15,000 troops"; empty when no number is known."""
    if event["measure"] is None:
        return ""
    low, high = event["low"], event["high"]
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        form = said["number"]["exact" if low == high else "range"]
    else:
        form = said["number"]["least" if high is None else "most"]
    counted = form.format(low=_digits(low), high=_digits(high))
    return f"{counted} {said['measures'].get(event['measure'], event['measure'].replace('_', ' '))}"


def _digits(number: float | None) -> str:
    return "" if number is None else f"{number:,.0f}" if number == int(number) else f"{number:,}"


def _when(event: Row, said: Mapping[str, Any]) -> str:
    start, end = event["date_start"], event["date_end"]
    if start is None and end is None:
        return ""
    if end is None:
        return str(said["when"]["since"].format(_begun(start, event["date_precision"], said)))
    if start is None:
        return str(said["when"]["until"].format(_day(end, said)))
    if start == end:
        return str(said["when"]["day"].format(_day(start, said)))
    return _stretch(start, end, said)


def _begun(start: date, precision: str | None, said: Mapping[str, Any]) -> str:
    if precision in ("year", "decade", "century"):
        return str(start.year)
    return _day(start, said) if precision in (None, "day", "minute", "hour", "week", "weekend") else _month(start, said)


def _stretch(start: date, end: date, said: Mapping[str, Any]) -> str:
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and (end.day >= 28):
        return str(said["when"]["within"].format(_month(start, said)))
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return str(said["when"]["within"].format(start.year))
    return str(said["when"]["between"].format(_day(start, said), _day(end, said)))


def _day(day: date, said: Mapping[str, Any]) -> str:
    return f"{day.day} {_month(day, said)}"


def _month(day: date, said: Mapping[str, Any]) -> str:
    return f"{said['months'][day.month - 1]} {day.year}"


def _source(event: Row, said: Mapping[str, Any]) -> list[str]:
    return [said["according"].format(event["attribution"])] if event["attribution"] else []
