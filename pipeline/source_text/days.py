"""Publication days as sources declare them: whole dates in the spellings that machines and mastheads use."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

FIRST_YEAR = 1000
ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)(?:[T ]?.*)?\Z", re.DOTALL)
SPELLINGS = (
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%d %B %Y",
    "%d %b %Y",
    "%B %d, %Y",
    "%b %d, %Y",
    "%B %d %Y",
    "%A, %B %d, %Y",
    "%d-%b-%Y",
)


def declared_day(text: str) -> date | None:
    """The day that a declared date names, in its own time zone; null when it names none, or more than one reading.

    >>> declared_day("2025-05-12T23:30:00+09:00"), declared_day("Mon, 12 May 2025 08:00:00 GMT")
    (datetime.date(2025, 5, 12), datetime.date(2025, 5, 12))
    >>> declared_day("2025-02-30"), declared_day("05/12/2025"), declared_day("0001-01-01")
    (None, None, None)
    """
    text = text.strip()
    if len(text) > 80:
        return None
    day = _iso(text) or _mail(text) or _spelled(text)
    return day if day and day.year >= FIRST_YEAR else None


def _iso(text: str) -> date | None:
    found = ISO.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _mail(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _spelled(text: str) -> date | None:
    for spelling in SPELLINGS:
        try:
            return datetime.strptime(text, spelling).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
