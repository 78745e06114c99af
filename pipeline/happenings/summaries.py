"""An event's row in one sentence, from phrases that are data."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.lexicon import words

Row = Mapping[str, Any]
SEPARATOR = " > "
"""What stands between the links of a chain of sources."""
SLOTS = (
    "event_mode", "actor", "recipient", "place", "attribution", "measure", "low", "best", "high",
    "date_start", "date_end", "date_precision",
)  # fmt: skip
"""What an event may lack."""


def summarise(event: Row, together: Sequence[str] = ()) -> str:
    """The row in one sentence: who did what to whom, how many, where, when, told by how many documents.

    `together` names all who act in one telling; where the event's actor is one of them, the second is named too.

    >>> march = {"event_type": "PROTEST", "status": "reported", "actor": "Students", "place": "Lima", "n_documents": 1}
    >>> summarise({**march, "date_start": date(2019, 3, 4), "date_end": date(2019, 3, 4)})
    'Students protested in Lima, on 4 March 2019 (1 document).'
    """
    event, said = dict.fromkeys(SLOTS) | dict(event), words("summaries")
    event["actor"] = _joint(event, together, said)
    phrases = (
        said["phrases"].get(f"{event['event_type']}/{event['event_mode']}") or said["phrases"][event["event_type"]]
    )
    number = _number(event, said)
    holds_number = bool(number) and event["measure"] in said["objects"] and "{what}" in phrases["past"]
    clause = _clause(event, phrases, number if holds_number else phrases.get("what", ""), said)
    clause = " ".join(clause.split())
    tail = [text for text in ("" if holds_number else number, _when(event, said), _source(event, said)) if text]
    documents = said["documents"]["one" if event["n_documents"] == 1 else "many"].format(event["n_documents"])
    return f"{', '.join((clause[:1].upper() + clause[1:], *tail))} ({documents})."


def _joint(event: Row, together: Sequence[str], said: Mapping[str, Any]) -> str | None:
    others = [name for name in together if name not in (event["actor"], event["recipient"])]
    if not others or event["actor"] not in together:
        return event["actor"] and str(event["actor"])
    return str(said["joint"] if len(others) == 1 else said["joint_others"]).format(event["actor"], others[0])


def _clause(event: Row, phrases: Mapping[str, str], what: str, said: Mapping[str, Any]) -> str:
    """The clause with its place: active where an actor is known, else the act's noun."""
    actor, recipient = event["actor"], event["recipient"]
    place = said["place"].format(event["place"]) if event["place"] not in (None, actor, recipient) else ""
    if actor is None:
        link = phrases.get("noun_link", phrases.get("link", ""))
        noun = f"{phrases['noun']} {link} {recipient}" if recipient else phrases["noun"]
        return f"{said['noun_status'][event['status']].format(noun)} {place}"
    verb = said["status"][event["status"]].format(past=phrases["past"], base=phrases["base"])
    link = f"{phrases.get('link', '')} {recipient}" if recipient else ""
    return f"{actor} {verb.format(what=what)} {link} {place}"


def _number(event: Row, said: Mapping[str, Any]) -> str:
    """The number with what it counts, as in "12,000 to 15,000 troops"; empty when none is known or worth a word."""
    low, high = event["low"], event["high"]
    if event["measure"] in (None, *said["unsaid"]) or (low is None and high is None):
        return ""
    if low is not None and high is not None:
        form = said["number"]["exact" if low == high else "range"]
    else:
        form = said["number"]["least" if high is None else "most"]
    counted = form.format(low=_digits(low, said), high=_digits(high, said))
    return f"{counted} {said['measures'].get(event['measure'], event['measure'].replace('_', ' '))}"


def _digits(number: float | None, said: Mapping[str, Any]) -> str:
    if number is None:
        return ""
    for name, size in said["large"].items():
        if abs(number) >= size:
            return f"{number / size:,.4g} {name}"
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


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


def _source(event: Row, said: Mapping[str, Any]) -> str:
    if not event["attribution"]:
        return ""
    return str(said["according"]).format(event["attribution"].replace(SEPARATOR, said["citing"]))
