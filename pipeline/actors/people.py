"""Persons whom a text introduces: the name, and whose they are, from a title before it or a phrase after it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.actors.sectors import is_title, lists, nobody, openers, organisation_sector, sector_of
from pipeline.gazetteer import BETWEEN, POSSESSIVE, Kind, Match, Word
from pipeline.places.gazetteer import atlas, folded

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


@dataclass(frozen=True, slots=True)
class Home:
    """Whose an office is: country and sector; `private` when it is an organisation's and not a nation's."""

    code: str | None
    sector: str | None
    private: bool


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
        named = _run(text, words, at + width, taken - _surnames(holders)) if width else 0
        if not named:
            at += max(width, 1)
            continue
        title = words[at : at + width]
        first, last = words[at + width], words[at + width + named - 1]
        home = _home(text, words, at, holders.get(at - 1)) or Home(_told_after(text, last.end, matches), None, False)
        sector = _in_office(_forms(title), home)
        yield Introduced(text[first.start : last.end], first.start, last.end, home.code, sector, _said(title))
        at += width + named


def _surnames(holders: dict[int, Match]) -> set[int]:
    """The words that are a capital's or a country's name of one word, and may be a family name after a first one."""
    lands = {i for i, match in holders.items() if match.name.kind in (Kind.CAPITAL, Kind.COUNTRY)}
    return {i for i in lands if holders.get(i - 1) is None and holders.get(i + 1) is not holders[i]}


def _home(text: str, words: list[Word], at: int, before: Match | None) -> Home | None:
    """Whose an office is by the name before it: a nation's, an organisation's, one that nobody knows; null without."""
    if before is not None:
        national = before.name.kind in NATIONAL
        known = national or before.name.kind is Kind.ORGANISATION
        return Home(before.name.code, None if national else before.name.sector, not national) if known else None
    if at == 0 or not _is_name(words[at - 1], text) or not _glued(text, words[at - 1], words[at]):
        return None
    form = words[at - 1].form
    if form.lower() in openers() or (at > 1 and form in nobody()):
        return None
    body = sector_of([form])
    if body is not None:
        return Home(None, body, True)
    region = next((spot for spot in atlas().spots(folded(POSSESSIVE.sub("", form))) if spot.code), None)
    return Home(region.code, None, False) if region else Home(None, None, True)


def _in_office(title: list[str], home: Home) -> str | None:
    """The sector of a title; an office that any body can have takes that of the organisation whose it is."""
    sector = sector_of(title)
    plain = title[-1].lower() in lists("offices")["plain"] or title[-1].lower() in lists("offices")["titles"]
    return home.sector if home.private and plain else sector


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
        part = at - 1 in taken and _glued(text, words[at - 1], words[at])
        width = _run(text, words, at, taken)
        if opens or part:
            at += width if part and width else 1
            continue
        run = words[at : at + width]
        titled = max((place + 1 for place, word in enumerate(run[:-1]) if is_title(word.form)), default=0)
        if width >= 2 and run[-1].form.lower() not in lists("things")["names"]:
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
