"""Roles by shape: headings, tables of figures, dates, names and addresses that stand alone."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from functools import cache

from pipeline.lexicon import words
from pipeline.source_text.roles.lines import LETTER, PROSE, Line, Role, boilerplate
from pipeline.source_text.tables_in_text import is_table

MOST_HEADING_WORDS = 24
MOST_QUESTION_WORDS = 14
MOST_STAMP_WORDS = 12
LONGEST_STAMP = 150
MOST_CONTACT_WORDS = 24
ITEM = re.compile(r"\A(?:[-*•–·▪●]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
OPEN_END = re.compile(r"[,;–—-]\Z")
ADDRESS = re.compile(r"\A\W*(?:\w+\]:\s*)?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w+|#\w+(?:\s+#\w+)*)\W*\Z")
NAMES = "|".join(name for names in (month_name, month_abbr, day_name, day_abbr) for name in names if name)
CLOCK = r"\d{1,2}(?:[a-z]{2})?|\d{4}|\d{1,2}[:.]\d\d(?::\d\d)?|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\+\d{4}|[A-Z]{2,4}"
PLACE = re.compile(r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,3}\s?[,:/|–]\s*(?=[A-Z\d])")
MAILED = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+\W*\Z")
INITIALS = re.compile(r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,4}(?:\s\([^()]{2,40}\))?\Z")
PLACE_AFTER = re.compile(r"\s*[-–|,]\s*[A-Z]{3,}(?:\s[A-Z]{2,}){0,2}\s*\Z")
BRACKETED = re.compile(r"\W*[(\[][^()\[\]]*[^()\[\].!?…][)\]]\W*\Z")
DATED = re.compile(rf"(?:{NAMES})\b.*\d|\d.*(?:{NAMES})\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}", re.IGNORECASE)


@cache
def _piece() -> re.Pattern[str]:
    """One piece of a date or time of day."""
    within = "|".join(map(re.escape, words("boilerplate")["time stamp"]["within"]))
    return re.compile(rf"\W*(?:(?i:{NAMES}|{within})\b\.?|{CLOCK})(?=\W|\Z)")


@cache
def _published() -> re.Pattern[str]:
    """Words between who or what and when: "published", "updated"."""
    said = "|".join(map(re.escape, words("boilerplate")["time stamp"]["between"]))
    return re.compile(rf"\b(?:{said})\b:?", re.IGNORECASE)


def by_shape(line: Line) -> Role:
    """Table, dateline or address as boilerplate, a short line without an end as heading, else prose.

    >>> by_shape(Line.of("Prospects for peace")).role, by_shape(Line.of("May 11, 2025 10:30 am IST")).reason
    ('heading', 'dateline')
    >>> by_shape(Line.of("Wheat 3.05 3.10 2.98 Corn 1.50 1.55 1.47")).reason
    'table of figures'
    >>> by_shape(Line.of("Heavy rain fell on the coast on Tuesday.")).role
    'prose'
    """
    if ADDRESS.match(line.text) or _ends_in_address(line):
        return boilerplate("address")
    if _is_stamp(line):
        return boilerplate("dateline")
    if is_table(line.text):
        return boilerplate("table of figures")
    if len(line.words) <= MOST_STAMP_WORDS and INITIALS.match(line.text):
        return boilerplate("sign-off")
    if len(line.words) <= MOST_STAMP_WORDS and BRACKETED.match(line.text):
        return boilerplate("note in brackets")
    if ITEM.match(line.text):
        return Role("prose", "list item")
    if is_heading(line):
        return Role("heading", "short line without an end of sentence")
    return PROSE


def is_heading(line: Line) -> bool:
    """A short line, begun as one begins, that ends as no sentence does; or a short question in capitals."""
    if not LETTER.search(line.text) or line.text[:1].islower():
        return False
    if line.text.endswith("?"):
        asks = line.bare.split(" ", 1)[0].split("'", 1)[0] in words("page_blocks")["question"]["words"]
        return len(line.words) <= MOST_QUESTION_WORDS and (asks or capitals(line) >= 0.6)
    if OPEN_END.search(line.text) or line.finished or len(line.words) > MOST_HEADING_WORDS:
        return False
    return not line.is_prose


def capitals(line: Line) -> float:
    """Share of the longer words that begin with a capital.

    >>> capitals(Line.of("Why Did the River Rise?"))
    1.0
    """
    bare = [word.strip("'\"“”‘’(") for word in line.words]
    longer = [word for word in bare if len(word) > 3] or [word for word in bare if word]
    return sum(word[0].isupper() for word in longer) / len(longer) if longer else 0.0


def _ends_in_address(line: Line) -> bool:
    """A short line that ends in an address of the web, or a contact that ends in one of the mail."""
    if len(line.words) <= MOST_STAMP_WORDS and line.words[-1].startswith(("http://", "https://", "www.")):
        return True
    return len(line.words) <= MOST_CONTACT_WORDS and MAILED.match(line.words[-1]) is not None


def _is_stamp(line: Line) -> bool:
    """A date, perhaps with a place before it and the time of day, and nothing else; or who published it, and when."""
    if len(line.words) > MOST_STAMP_WORDS or len(line.text) > LONGEST_STAMP or not DATED.search(line.text):
        return False
    place = PLACE.match(line.text)
    starts = [place.end() if place else 0, *(found.end() for found in _published().finditer(line.text))]
    return any(_dated_to_the_end(line.text, at) for at in starts)


def _dated_to_the_end(text: str, at: int) -> bool:
    piece = _piece()
    while found := piece.match(text, at):
        at = found.end()
    return not LETTER.search(text, at) or PLACE_AFTER.match(text, at) is not None
