"""Organisations that a text names: companies, unions, ministries, by the words that such names hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.actors.sectors import (
    ends_organisation,
    is_institution,
    is_title,
    lists,
    openers,
    organisation_sector,
    sector_of,
)
from pipeline.gazetteer import BETWEEN, POSSESSIVE, Kind, Match, Word

ABBREVIATION = re.compile(r" ?(?:\(|, )([A-Z][A-Z&.]{1,7})(?=\)|,)")
MOST_WORDS = 9
MOST_BETWEEN = 4
NAMESAKE = 2
NATIONAL = (Kind.COUNTRY, Kind.ADJECTIVE)
BUSINESS = "BUS"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A name of an organisation as the text gives it, the words that it takes, the country it says, its sector."""

    name: str
    first: int
    last: int
    code: str | None
    sector: str | None


def organisations(text: str, words: list[Word], matches: list[Match]) -> Iterator[Organisation]:
    """The organisations that a sentence names by words for such: a company's, a body's, "Union of", "Bank of".

    >>> from pipeline.gazetteer import words_of, world
    >>> def read(text): return [o.name for o in organisations(text, words_of(text), list(world().find(text)))]
    >>> read("The American Soybean Association sued Cable and Wireless Plc and the Bank of Montreal.")
    ['American Soybean Association', 'Cable and Wireless Plc', 'Bank of Montreal']
    >>> read("The Foreign Ministry met Anglo American Corp of South Africa Ltd.")
    ['Anglo American Corp of South Africa Ltd']
    """
    held = {i: m for m in matches for i, w in enumerate(words) if m.start <= w.start < m.end}
    at = 0
    while at < len(words):
        width = _width(text, words, at, held)
        if width:
            yield _organisation(text, words, at, width, held)
        at += max(width, 1)


def abbreviation_after(text: str, end: int) -> str | None:
    """The short form in capitals that a text gives right after a name; null without one.

    >>> abbreviation_after("the Basque Workers' Union (BWU) struck", 25)
    'BWU'
    """
    found = ABBREVIATION.match(text, end)
    return found.group(1) if found else None


def short_name(name: str) -> str | None:
    """A company's name without the words that say it is one, as texts go on to call it; null when nothing is left.

    >>> short_name("Acme Steel Corp"), short_name("Foods Inc")
    ('Acme', None)
    """
    forms = name.split(" ")
    kept = len(forms)
    while kept and forms[kept - 1].lower().rstrip(".") in lists("companies")["words"]:
        kept -= 1
    return " ".join(forms[:kept]) if 0 < kept < len(forms) else None


def _organisation(text: str, words: list[Word], at: int, width: int, held: dict[int, Match]) -> Organisation:
    run = words[at : at + width]
    inside = [held[i] for i in range(at, at + width) if i in held and held[i].name.kind in NATIONAL]
    code = inside[-1].name.code if inside else _home_before(words, at, held)
    telling = [word for word in run if word.form.lower() not in lists("companies")["vague"]]
    sector = next(
        (sector for word in [*reversed(telling), run[-1]] if (sector := organisation_sector(word.form))), None
    )
    ending = POSSESSIVE.search(text[run[-1].start : run[-1].end])
    end = run[-1].end - (len(ending.group()) if ending else 0)
    return Organisation(text[run[0].start : end], at, at + width, code, sector)


def _home_before(words: list[Word], at: int, held: dict[int, Match]) -> str | None:
    """Whose an organisation is by what leads up to it: "Britain's Imperial Foods Plc", "Swedish gas group Aga AB"."""
    first = at
    while first > 0 and at - first < MOST_BETWEEN and words[first - 1].form.islower() and first - 1 not in held:
        first -= 1
    owner = held.get(first - 1)
    if owner is None or owner.name.kind not in NATIONAL:
        return None
    led = first == at and bool(POSSESSIVE.search(words[first - 1].form))
    return owner.name.code if led or (first < at and sector_of([words[at - 1].form])) else None


def _width(text: str, words: list[Word], at: int, held: dict[int, Match]) -> int:
    """How many words from `at` on name an organisation; 0 when none does."""
    if not _begins(words, at, held):
        return 0
    reach = _reach(text, words, at)
    for width in range(reach, 1, -1):
        run = words[at : at + width]
        if _names_one(text, run) and not _is_known(words, at, width, held):
            return width
    return 0


def _begins(words: list[Word], at: int, held: dict[int, Match]) -> bool:
    """Whether a name can begin at a word: a capital that opens no sentence, not inside a name that is known."""
    form = words[at].form
    if not form[:1].isupper() or form.lower() in openers():
        return False
    inside = held.get(at)
    own = inside is not None and (inside.name.kind in NATIONAL or _is_namesake(words, at))
    return inside is None or (own and held.get(at - 1) is not inside)


def _is_namesake(words: list[Word], at: int) -> bool:
    """Whether a company only shares its first word with somebody known: "FSB Corp"."""
    return at + 1 < len(words) and words[at + 1].form.lower() in lists("companies")["firms"]


def _reach(text: str, words: list[Word], at: int) -> int:
    """How far a run of capitals goes on, with small words between them."""
    width = 1
    while at + width < len(words) and width < MOST_WORDS:
        left, word = words[at + width - 1], words[at + width]
        gap = text[left.end : word.start]
        if not (BETWEEN.match(gap) or gap == " ") or (gap.startswith(".") and len(left.form) > 4):
            break
        if not (word.form[:1].isupper() or word.form.lower() in lists("companies")["between"]):
            break
        width += 1
    return width


def _names_one(text: str, run: list[Word]) -> bool:
    """Whether a run of words is the name of one organisation."""
    forms = [word.form for word in run]
    last = forms[-1]
    if not last[:1].isupper() or all(is_title(form) for form in forms[:-1]) or is_institution(forms):
        return False
    if any(form.lower() in lists("stand_ins")["person"] for form in forms[1:]) or _is_one_word(text, run):
        return False
    if any(text[a.end : b.start].startswith(("'", "’")) or _owns(a.form) for a, b in pairwise(run)):
        return False
    small = [i for i, form in enumerate(forms) if form.lower() in lists("companies")["between"]]
    if not small:
        return ends_organisation(last)
    return _is_firm(forms, small) or _is_body_of(forms, small)


def _is_one_word(text: str, run: list[Word]) -> bool:
    return all(text[a.end : b.start] == "-" for a, b in pairwise(run))


def _owns(form: str) -> bool:
    return form.endswith(("'s", "’s"))


def _is_firm(forms: list[str], small: list[int]) -> bool:
    """Whether a company's last word closes a name that small words join: "Cable and Wireless Plc"."""
    firm = forms[-1].lower() in lists("companies")["firms"]
    return firm and all(organisation_sector(form) in (None, BUSINESS) for form in forms) and small[0] > 0


def _is_body_of(forms: list[str], small: list[int]) -> bool:
    """Whether a body is named by what it is of: "Union of Mineworkers", "Ministry of Trade and Industry"."""
    first = small[0]
    of = forms[first].lower() in lists("companies")["of"]
    body = forms[first - 1].lower() in lists("companies")["bodies_of"]
    rest = forms[first + 1 :]
    ministry = forms[first - 1].lower() in lists("companies")["ministries"]
    joined = [form for form in rest if form.lower() in lists("companies")["joins"]]
    again = any(ends_organisation(form) for form in rest)
    return of and body and (not joined or (ministry and not again))


def _is_known(words: list[Word], at: int, width: int, held: dict[int, Match]) -> bool:
    """Whether a run only repeats a name that is known, with a nation before it or none: "French Renault"."""
    inside = [held.get(i) for i in range(at, at + width)]
    if width == NAMESAKE and _is_namesake(words, at):
        return any(match is not None and match.name.sector == BUSINESS for match in inside)
    first = 1 if inside[0] is not None and inside[0].name.kind in NATIONAL else 0
    while 0 < first < width and inside[first] is inside[0]:
        first += 1
    known = inside[first] if first < width else inside[0]
    return known is not None and all(match is known for match in inside[first:])


def initials(name: str) -> str | None:
    """The capitals by which a long name goes; null for a name of fewer than three words in capitals.

    >>> initials("Union of Algerian Workers"), initials("Acme Corp")
    ('UAW', None)
    """
    capitals = [form[0] for form in name.split(" ") if form[:1].isupper()]
    return "".join(capitals) if len(capitals) > NAMESAKE else None
