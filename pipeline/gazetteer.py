"""Names of countries, peoples, capitals, organisations and rulers found in text, the longest at each place.

A name is looked up by its words: dots fall away (U.S. is US), a hyphen counts as a space (Al-Qaeda is Al Qaeda), a
possessive ending is left outside. Case must agree, save in words that are capitals throughout.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from itertools import pairwise

from pipeline.lexicon import rows
from pipeline.lexicon import words as lexicon

WORD = re.compile(r"[^\W_]+(?:[.’'&/][^\W_]+)*\.?")
POSSESSIVE = re.compile(r"[’']s?$")
BETWEEN = re.compile(r"^(?:[ \-‐‑–.]{1,2}|['’] | & )$")
SHOUTED = 4
SHORT = 3


class Kind(StrEnum):
    """What a name is the name of."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    CAPITAL = "capital"
    ORGANISATION = "organisation"
    PERSON = "person"
    PLACE = "place"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Name:
    """Who a name stands for: the spelling that all share, the country or null, the sector or null."""

    entity: str
    code: str | None
    sector: str | None
    kind: Kind
    since: int = 0
    until: int = 9999


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text, at the code points `start` to `end`."""

    start: int
    end: int
    name: Name


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and the form that it is looked up by."""

    start: int
    end: int
    form: str


def _form(word: str) -> str:
    return word if word.isalnum() else word.replace(".", "").replace("’", "'")


def words_of(text: str) -> list[Word]:
    """The words of a text in order; a final dot belongs to a word only where it has another (U.S.).

    >>> [word.form for word in words_of("The U.S. and Syrian-backed Amal.")]
    ['The', 'US', 'and', 'Syrian', 'backed', 'Amal']
    """
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        if word.endswith(".") and word.count(".") == 1:
            found.append(Word(match.start(), match.end() - 1, _form(word)))
        else:
            found.append(Word(match.start(), match.end(), _form(word)))
    return found


def key_of(name: str) -> str:
    """The form that a name is looked up by.

    >>> key_of("Al-Qaeda"), key_of("U.N. Security Council")
    ('Al Qaeda', 'UN Security Council')
    """
    return " ".join(word.form for word in words_of(name))


class Index:
    """Names by their words; `add` puts one in, `find` gives all that stand in a text."""

    def __init__(self, names: Iterable[tuple[str, Name]] = (), under: "Index | None" = None) -> None:
        self._names: dict[str, Name] = {}
        self._longest: dict[str, int] = {}
        self._under = under
        for spelling, name in names:
            self.add(spelling, name)

    def add(self, spelling: str, name: Name) -> None:
        """Puts a name in; the first that takes a spelling keeps it."""
        key = key_of(spelling)
        if not key:
            return
        self._names.setdefault(key, name)
        first, length = key.split(" ", 1)[0], key.count(" ") + 1
        self._longest[first] = max(length, self._longest.get(first, 0))

    def replace(self, spelling: str, name: Name) -> None:
        """Puts a name in, whoever had the spelling before."""
        self._names.pop(key_of(spelling), None)
        self.add(spelling, name)

    def get(self, spelling: str) -> Name | None:
        """The name of that spelling, here or in the index below; null when there is none."""
        found = self._names.get(key_of(spelling))
        return found or (self._under.get(spelling) if self._under else None)

    def _lookup(self, key: str) -> Name | None:
        return self._names.get(key) or (self._under._lookup(key) if self._under else None)

    def _reach(self, first: str) -> int:
        return max(self._longest.get(first, 0), self._under._reach(first) if self._under else 0)

    def find(self, text: str, words: list[Word] | None = None) -> Iterator[Match]:
        """The names in a text from left to right, none inside another."""
        words = words_of(text) if words is None else words
        shouted = text.isupper()
        at = 0
        while at < len(words):
            found = self._longest_at(text, words, at, shouted)
            if found is None:
                at += 1
            else:
                width, match = found
                if match.name.kind is not Kind.NOBODY and not _of_another(text, words, at, width, match.name):
                    yield match
                at += width

    def _may_begin(self, form: str) -> int:
        """The most words of a name that begins with this word, in any of its forms; 0 when none does."""
        if form.islower() and "'" not in form:
            return self._reach(form)
        forms = (form, _calm(form, shouted=True), POSSESSIVE.sub("", form), POSSESSIVE.sub("", _calm(form, True)))
        return max(self._reach(one) for one in forms)

    def _longest_at(self, text: str, words: list[Word], at: int, shouted: bool) -> tuple[int, Match] | None:
        reach = self._may_begin(words[at].form)
        for width in range(min(reach, len(words) - at), 0, -1):
            run = words[at : at + width]
            if any(not BETWEEN.match(text[a.end : b.start]) for a, b in pairwise(run)):
                continue
            found = self._named(run, shouted)
            if found:
                return width, Match(run[0].start, found[1], found[0])
        return None

    def _named(self, run: list[Word], shouted: bool) -> tuple[Name, int] | None:
        """The name of a run of words and where it ends, a possessive ending of its last word left out."""
        for calm in (False, True):
            forms = [_calm(word.form, shouted) if calm else word.form for word in run]
            if shouted and not calm and len(run) == 1 and run[0].end - run[0].start <= SHORT:
                return None
            name = self._lookup(" ".join(forms))
            if name:
                return name, run[-1].end
            ending = POSSESSIVE.search(forms[-1])
            if ending:
                forms[-1] = forms[-1][: ending.start()]
                name = self._lookup(" ".join(forms))
                if name:
                    return name, run[-1].end - len(ending.group())
        return None


def _of_another(text: str, words: list[Word], at: int, width: int, name: Name) -> bool:
    """Whether one word is only half of a person's name: "Bilawal Bhutto" is not Benazir, "Jordan Smith" no country."""
    if width > 1 or text.isupper():
        return False
    if name.kind is Kind.PERSON:
        return at > 0 and _opens_name(text, words, at - 1)
    after = words[at + 1] if at + 1 < len(words) else None
    if words[at].form not in _listed("given") or after is None or text[words[at].end : after.start] != " ":
        return False
    return after.form[:1].isupper() and after.form[1:].islower() and after.form.lower() not in _listed("openers")


def _opens_name(text: str, words: list[Word], at: int) -> bool:
    """Whether a word can be the first name of the one that follows it."""
    word = words[at]
    touching = BETWEEN.match(text[word.end : words[at + 1].start])
    plain = word.form[:1].isupper() and word.form.lower() not in _listed("openers") and not word.form.isupper()
    return bool(touching) and plain and world().get(word.form) is None and word.form.lower() not in _listed("titles")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(lexicon("sectors")["titles"]["words"] if name == "titles" else lexicon("names")[name])


def _calm(form: str, shouted: bool) -> str:
    """A word in capitals throughout as a name is written: KABUL as Kabul; a short one only where all is in capitals."""
    least = SHORT if shouted else SHOUTED
    return form.capitalize() if form.isupper() and len(form) >= least else form


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _country_names(row: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    plain = Name(row["name"], row["code"], None, Kind.COUNTRY)
    for spelling in (row["name"], *_split(row["aliases"])):
        yield spelling, plain
    adjectives = _split(row["adjectives"])
    for spelling in adjectives:
        yield spelling, replace(plain, kind=Kind.ADJECTIVE)
    plurals = [f"{word}s" for word in adjectives if word.endswith(("n", "i", "k", "ot", "e"))]
    for spelling in (*_split(row["peoples"]), *plurals):
        yield spelling, replace(plain, kind=Kind.PEOPLE)
    for spelling in _split(row["capitals"]):
        yield spelling, replace(plain, kind=Kind.CAPITAL)


def _organisation_names(row: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    name = Name(row["name"], row["code"], row["sector"], Kind.ORGANISATION)
    for spelling in (row["name"], *_split(row["aliases"])):
        yield spelling, name
        if " " in spelling:
            yield spelling.lower(), name


def _group_names(row: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    people = Name(row["name"], row["code"] or None, None, Kind.PEOPLE)
    yield from ((spelling, people) for spelling in (*_split(row["plurals"]), f"{row['name']}s"))
    yield from ((spelling, replace(people, kind=Kind.ADJECTIVE)) for spelling in _split(row["adjectives"]))


def _leader_names(row: Mapping[str, str]) -> Iterator[tuple[str, Name]]:
    name = Name(row["name"], row["code"], row["sector"], Kind.PERSON, int(row["since"]), int(row["until"] or 9999))
    yield from ((spelling, name) for spelling in (row["name"], *_split(row["aliases"])))


@cache
def world() -> Index:
    """All names of the word lists: countries, organisations, leaders, and phrases that only look like a country's.

    >>> [(m.name.entity, m.name.kind.value) for m in world().find("Soviet troops left Kabul, the U.N. said.")]
    [('Russia', 'adjective'), ('Afghanistan', 'capital'), ('United Nations', 'organisation')]
    """
    index = Index()
    for row in rows("not_countries"):
        index.add(row["name"], Name(row["name"], row["code"] or None, None, Kind(row["kind"])))
    for row in rows("countries"):
        for spelling, name in _country_names(row):
            index.add(spelling, name)
    for table, names in (("organisations", _organisation_names), ("leaders", _leader_names), ("groups", _group_names)):
        for row in rows(table):
            for spelling, name in names(row):
                index.add(spelling, name)
    return index


@cache
def surnames() -> Mapping[str, tuple[Name, ...]]:
    """Rulers by the last word of their names, in the order of the list: who may be meant after a title.

    >>> [name.entity for name in surnames()["Thatcher"]]
    ['Margaret Thatcher']
    """
    found: dict[str, tuple[Name, ...]] = {}
    for row in rows("leaders"):
        name = next(iter(_leader_names(row)))[1]
        last = row["name"].split(" ")[-1]
        found[last] = (*found.get(last, ()), name)
    return found


@cache
def country_name(code: str) -> str | None:
    """The plain name of a country's code; null for a code that is no country's.

    >>> country_name("PRK")
    'North Korea'
    """
    return next((row["name"] for row in rows("countries") if row["code"] == code), None)
