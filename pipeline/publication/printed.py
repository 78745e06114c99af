"""The date that a page prints for itself: after a label, on a line of its own, in the byline or in the dateline."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.lexicon import words
from pipeline.plain_dates import FoundDate, PlainDate, find_plain_dates
from pipeline.plain_dates.names import weekday_names

HEAD_LINES, TAIL_LINES = 8, 6
LONGEST_LINE, LONGEST_BYLINE, LONGEST_LABEL = 240, 120, 40
CLOCK = re.compile(r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?|\d{1,2}\s?[時时点시](?:\s?\d{1,2}\s?[分분])?")
WORD = re.compile(r"[^\W\d_]+(?:[.'’][^\W\d_]+)*\.?")
PLACE = re.compile(r"(?:\([^()\n]{2,40}\) |(?:[^\W\d_a-z][\w.'’-]*[ ,،/()-]{0,3}){1,7})\Z")
AFTER_DATELINE = re.compile(
    r"\s{0,2}(?:\([^()\n]{2,40}\)|\[[^\]\n]{2,40}\])?\.?\s{0,2}(?:-{1,3}|[–—:])(?!\d)|\s{1,2}\([A-Z][^()\n]{1,40}\)\s"
)
ADDRESS_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/-]|\Z)")
COPYRIGHT = re.compile(r"(?:©|\([cC]\)|\b[cC]opyright)\D{0,12}((?:19|20)\d{2})(?:\s?[-–]\s?((?:19|20)\d{2}))?(?!\d)")
SENTENCE_END = re.compile(r"\b[12]\d{3}\.\Z")
"""The last line of a paragraph that ends in a date."""
AFTER_DATE = re.compile(r"\A\s*\|\s*[|·•]\s*\S.{0,40}\Z")
"""A line that opens with its date, then a mark and a name (the date itself is a mark here)."""
DATELINE_WITHIN = 90
RANKS = ("published", "line", "byline", "dateline", "updated")
"""How a date was printed, the kind that is trusted most first."""
LABELLED = ("updated", "published")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date printed on the page: its kind (a word of RANKS), what it says, and the line it stands in."""

    kind: str
    said: PlainDate
    line: str

    @property
    def day(self) -> date | None:
        """The whole day; null when a part was left out."""
        days = self.said.interval()
        return days.start if days and self.said.day else None


def printed_dates(text: str, language: str) -> list[Printed]:
    """The dates that the page prints for itself, the most trusted first; those of two readings are left out.

    >>> [(p.kind, p.day) for p in printed_dates("Storm hits\\nPublished: May 11, 2025\\n\\nRain fell.", "en")]
    [('published', datetime.date(2025, 5, 11))]
    """
    lines = _whole_lines(text)
    head, tail = lines[:HEAD_LINES], lines[max(HEAD_LINES, len(lines) - TAIL_LINES) :]
    found = [printed for line in head for printed in _of_line(line, language)]
    found += [
        printed for line in tail for printed in _of_line(line, language) if printed.kind in ("published", "updated")
    ]
    return sorted(found, key=lambda printed: RANKS.index(printed.kind))


def day_in_address(address: str | None) -> date | None:
    """The day in a web address that holds one as its path: `…/2025/05/12/…`.

    >>> day_in_address("https://example.org/news/2025/05/12/rain")
    datetime.date(2025, 5, 12)
    """
    parts = ADDRESS_DAY.search(address or "")
    said = PlainDate(*map(int, parts.groups())).interval() if parts else None
    return said.start if said else None


def copyright_year(text: str) -> int | None:
    """The latest year of a copyright mark in the text's last lines; null without one.

    >>> copyright_year("Rain fell.\\n© 2019-2024 The Gazette")
    2024
    """
    tail = [line for line in text.splitlines() if line.strip()][-TAIL_LINES:]
    years = [int(year) for line in tail for mark in COPYRIGHT.finditer(line) for year in mark.groups() if year]
    return max(years, default=None)


def _whole_lines(text: str) -> list[str]:
    """The lines with something in them; one that a line before runs on into is joined to it."""
    lines: list[str] = []
    for line in (" ".join(raw.split()) for raw in text.splitlines()):
        if line and lines and lines[-1].rpartition(" ")[2].lower() in words("publication")["running_on"]:
            lines[-1] = f"{lines[-1]} {line}"
        elif line:
            lines.append(line)
    return lines


def _of_line(line: str, language: str) -> list[Printed]:
    start = line[:LONGEST_LINE]
    dates = [found for found in find_plain_dates(start, language) if found.other is None and found.date.day]
    kinds = ((found, _kind(line, found, dates, language)) for found in dates)
    return [Printed(kind, found.date, start[: found.end + LONGEST_LABEL]) for found, kind in kinds if kind]


def _kind(line: str, found: FoundDate, dates: list[FoundDate], language: str) -> str | None:
    previous = max((other.end for other in dates if other.end <= found.start), default=0)
    before = " ".join(_words(line[previous : found.start], language))
    if found.date.year is not None and not line[:1].islower():  # else the line before runs on
        label = next((kind for kind in LABELLED if before in words("publication")[kind]), None)
        if kind := label or _alone(line, dates, language):
            return kind
    return "dateline" if _opens_report(line, found) else None


def _alone(line: str, dates: list[FoundDate], language: str) -> str | None:
    """`line` when nothing but dates stands in it, `byline` when a name does after the word for an author."""
    rest = line
    for found in reversed(dates):
        rest = rest[: found.start] + " | " + rest[found.end :]
    left = _words(rest, language)
    labels = {
        word for kind in ("published", "updated") for label in words("publication")[kind] for word in label.split()
    }
    if all(word in labels for word in left):
        return None if SENTENCE_END.search(line) else "line"
    if len(line) <= LONGEST_BYLINE and (_names_author(line) or AFTER_DATE.search(rest)):
        return "byline"
    return None


def _names_author(line: str) -> bool:
    """Whether the line opens with the word for an author and a name."""
    opening, _, name = line.partition(" ")
    return opening.lower() in words("publication")["byline"] and not name[:1].islower()


@cache
def _label_words() -> frozenset[str]:
    return frozenset(word for kind in LABELLED for label in words("publication")[kind] for word in label.split())


def _words(part: str, language: str) -> list[str]:
    """Words of the part in lower case, without clock times and weekdays."""
    found = (word.lower().rstrip(".") for word in WORD.findall(CLOCK.sub(" ", part)))
    return [word for word in found if word not in _unsaid(language)]


@cache
def _unsaid(language: str) -> frozenset[str]:
    clock = (word.rstrip(".") for word in words("publication")["clock"])
    return frozenset(clock) | frozenset(weekday_names(language)) | frozenset(weekday_names("en"))


def _opens_report(line: str, found: FoundDate) -> bool:
    """Whether the line opens as wire reports do: a place, the date, perhaps an agency in brackets, a dash."""
    place = line[: found.start]
    if not place or found.end > DATELINE_WITHIN or not PLACE.match(place):
        return False
    return bool(AFTER_DATELINE.match(line, found.end))
