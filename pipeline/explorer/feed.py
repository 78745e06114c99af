"""The newest events as an Atom feed; ids stay when the pages move to another host."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time
from uuid import NAMESPACE_OID, uuid5
from xml.sax.saxutils import escape, quoteattr

from pipeline.explorer.snapshot import Row

NEWEST = 50


def atom(rows: Iterable[Row], own: str, link: Callable[[str], str]) -> str:
    """The events as an Atom feed (RFC 4287) that lies at `own`; `link` tells the address of an event's page.

    >>> "<updated>1970-01-01T00:00:00Z</updated>" in atom([], "/feed.atom", str)
    True
    """
    told = list(rows)
    newest = max((row["last_reported_on"] for row in told), default=date(1970, 1, 1))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>Dateline: new events</title><id>{_id('feed')}</id><updated>{_moment(newest)}</updated>"
        f'<link rel="self" href={quoteattr(own)}/><author><name>Dateline</name></author>'
        f"{''.join(_entry(row, link(row['event_id'])) for row in told)}</feed>\n"
    )


def _entry(row: Row, link: str) -> str:
    kind = " ".join(filter(None, (row["event_type"], row["event_mode"], row["status"])))
    return (
        f"<entry><title>{_clean(row['summary'])}</title><id>{_id(row['event_id'])}</id><link href={quoteattr(link)}/>"
        f"<updated>{_moment(row['last_reported_on'])}</updated><published>{_moment(row['first_reported_on'])}</published>"
        f"<category term={quoteattr(row['event_type'])}/><summary>{_clean(kind)}</summary></entry>"
    )


def _id(name: str) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_OID, f'dateline/{name}')}"


def _clean(text: str) -> str:
    """Text that XML can hold."""
    return escape("".join(one for one in text if one >= " " or one in "\t\n"))


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
