"""Persons whom a text introduces: the name, and whose they are, from a title before it or a phrase after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.actors.sectors import is_title, lists, openers, organisation_sector, sector_of
from pipeline.gazetteer import BETWEEN, Kind, Match, Word

NATIONAL = (Kind.ADJECTIVE, Kind.COUNTRY, Kind.CAPITAL)
MOST_NAMES = 5
MOST_TITLES = 6


@dataclass(frozen=True, slots=True)
class Introduced:
    """A person's name as the text gives it, with country, sector and office when it says them."""

    name: str
    start: int
    end: int
    code: str | None
    sector: str | None
    office: str = ""
    person: bool = True


def _is_name(word: Word, text: str) -> bool:
    form = word.form
    return form[:1].isupper() and not form[:1].isdigit() and text[word.start : word.end].lower() != "i"


def _glued(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    return bool(BETWEEN.match(gap)) and not (gap.startswith(".") and len(left.form) > 4)


def _run(text: str, words: list[Word], at: int, taken: set[int]) -> int:
    """How many words from `at` on make a name: capitals, with particles and small parts after a hyphen between them."""
    width = 0
    while at + width < len(words) and width < MOST_NAMES:
        word = words[at + width]
        if width and not _glued(text, words[at + width - 1], word):
            break
        hyphened = width > 0 and text[word.start - 1] == "-"
        particle = width > 0 and word.form in lists("names")["particles"]
        if at + width in taken or not (_is_name(word, text) or hyphened or particle):
            break
        width += 1
    while width and words[at + width - 1].form in lists("names")["particles"]:
        width -= 1
    return width


def introduced(text: str, words: list[Word], matches: list[Match]) -> Iterator[Introduced]:
    """The persons that a sentence introduces with a title: "Serbian President Vojislav Kostunica"; "Gen. Aoun"."""
    holders = {i: m for m in matches for i, w in enumerate(words) if m.start <= w.start < m.end}
    taken = set(holders)
    at = 0
    while at < len(words):
        width = _titles(text, words, at, taken)
        named = _run(text, words, at + width, taken) if width else 0
        if not named:
            at += max(width, 1)
            continue
        title = words[at : at + width]
        before = holders.get(at - 1)
        owner = before if before and before.name.kind in NATIONAL else None
        first, last = words[at + width], words[at + width + named - 1]
        name = text[first.start : last.end]
        code = owner.name.code if owner else _told_after(text, last.end, matches)
        yield Introduced(name, first.start, last.end, code, sector_of(_forms(title)), _said(title))
        at += width + named


def _titles(text: str, words: list[Word], at: int, taken: set[int]) -> int:
    width = 0
    while at + width < len(words) and width < MOST_TITLES:
        word = words[at + width]
        if at + width in taken or not is_title(word.form) or (width and not _glued(text, words[at + width - 1], word)):
            break
        width += 1
    return width


def described(text: str, words: list[Word], matches: list[Match]) -> Iterator[Introduced]:
    """Names of two words or more without a title: "Roza Otunbayeva, the Kyrgyz leader,"; "Trans World Airlines Inc"."""
    taken = {i for m in matches for i, w in enumerate(words) if m.start <= w.start < m.end}
    at = 0
    while at < len(words):
        opens = is_title(words[at].form) or words[at].form.lower() in openers()
        width = 0 if opens else _run(text, words, at, taken)
        run = words[at : at + width]
        titled = max((place + 1 for place, word in enumerate(run[:-1]) if is_title(word.form)), default=0)
        if width >= 2:
            found = _introduced(text, run[titled:], words, matches)
            yield replace(found, office=_said(run[:titled]), sector=found.sector or sector_of(_forms(run[:titled])))
        at += max(width, 1)


def _forms(run: list[Word]) -> list[str]:
    return [word.form for word in run]


def _said(run: list[Word]) -> str:
    return " ".join(_forms(run)).lower()


def _introduced(text: str, run: list[Word], words: list[Word], matches: list[Match]) -> Introduced:
    """A name as a person's, or as an organisation's when its last word says so."""
    start, end = run[0].start, run[-1].end
    name, kind = text[start:end], organisation_sector(run[-1].form)
    if kind is not None:
        return Introduced(name, start, end, None, kind, person=False)
    return Introduced(name, start, end, _told_after(text, end, matches), _sector_after(text, words, end))


def _told_after(text: str, end: int, matches: list[Match]) -> str | None:
    """The country that opens the phrase after a name: ", the Kyrgyz leader", ", president of Serbia"."""
    if not text.startswith(",", end):
        return None
    close = text.find(",", end + 1)
    close = len(text) if close < 0 else close
    inside = [m for m in matches if end < m.start < close and m.name.kind in NATIONAL]
    if not inside or inside[0].start - end > 60:
        return None
    between = text[end + 1 : inside[0].start].split()
    plain = all(word.lower() in lists("names")["small"] or is_title(word) for word in between)
    return inside[0].name.code if plain else None


def _sector_after(text: str, words: list[Word], end: int) -> str | None:
    if not text.startswith(",", end):
        return None
    close = text.find(",", end + 1)
    phrase = [w.form for w in words if end < w.start < (len(text) if close < 0 else close)][:8]
    return next((s for cut in range(1, len(phrase) + 1) if (s := sector_of(phrase[:cut]))), None)
