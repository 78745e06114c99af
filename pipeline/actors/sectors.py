"""What sector of society a noun or a title speaks of, by the word lists of `sectors.toml`."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from pipeline.lexicon import words


@cache
def lists(table: str) -> dict[str, frozenset[str]]:
    """The word lists of one table of `sectors.toml`, as sets."""
    tables: dict[str, Any] = words("sectors")
    return {name: frozenset(entries) for name, entries in tables[table].items()}


@cache
def _phrases() -> dict[str, str]:
    """Phrase -> sector; a word that several lists hold keeps the first."""
    found: dict[str, str] = {}
    for sector, phrases in words("sectors")["sectors"].items():
        for phrase in phrases:
            found.setdefault(phrase, sector)
    return found


def sector_of(run: Sequence[str]) -> str | None:
    """The sector of the longest known phrase that ends in the last word of `run`; null when none is known.

    >>> sector_of(["south", "korean", "spy", "agency"]), sector_of(["union", "leader"]), sector_of(["sky"])
    ('SPY', 'CVL', None)
    """
    lowered = [word.lower() for word in run]
    for start in range(max(0, len(lowered) - 4), len(lowered)):
        found = _phrases().get(" ".join(lowered[start:]))
        if found:
            return _sector_before(lowered) or found if start == len(lowered) - 1 else found
    return "CVL" if lowered and lowered[-1].endswith(tuple(lists("agents")["workers"])) else None


def _sector_before(run: Sequence[str]) -> str | None:
    """The sector of the word before a plain office: of "union" in "union leader"; null for other words."""
    if len(run) < 2 or run[-1] not in lists("offices")["plain"]:
        return None
    found = _phrases().get(run[-2]) or _phrases().get(run[-2].removesuffix("s"))
    return found if found != "GOV" else None


def is_agent(noun: str) -> bool:
    """Whether a noun has the form of one for somebody who does something: bankworker, strongman, rioter.

    >>> is_agent("dockers"), is_agent("tariff")
    (True, False)
    """
    return noun.lower().endswith(tuple(lists("agents")["endings"]))


def is_institution(run: Sequence[str]) -> bool:
    """Whether a name in capitals is the plain word for an institution: Congress, Supreme Court, Ministry.

    >>> is_institution(["Supreme", "Court"]), is_institution(["Karnes", "Court"])
    (True, False)
    """
    return " ".join(run).lower() in _phrases()


def is_office(noun: str) -> bool:
    """Whether a noun is one for somebody at the head of something or of it, whatever it is: chief, director.

    >>> is_office("chief"), is_office("tree")
    (True, False)
    """
    return noun.lower() in lists("offices")["bare"]


def is_machine(noun: str) -> bool:
    """Whether a noun of the armed forces is a thing, and acts only for a nation that is named: tank, helicopter.

    >>> is_machine("tank"), is_machine("gunner")
    (True, False)
    """
    return noun.lower() in lists("offices")["machines"]


def is_group_of_the_land(head: str, sector: str | None) -> bool:
    """Whether a bare noun (police, rebels, the government) means those of the country that the text is about.

    >>> is_group_of_the_land("police", "COP"), is_group_of_the_land("diplomat", "GOV")
    (True, False)
    """
    return sector in lists("generic")["sectors"] and head.lower() not in lists("generic")["never"]


def is_wide(name: str) -> bool:
    """Whether a name is one of those who may be of any country: foreigners, diplomats, several states.

    >>> is_wide("European governments"), is_wide("two diplomats"), is_wide("bus drivers")
    (True, True, False)
    """
    forms = {form for word in name.lower().split(" ") for form in (word, word.removesuffix("s"))}
    never = lists("generic")["never"] - lists("generic")["sides"]
    return bool(forms & (lists("wide")["words"] | never | lists("stand_ins")["state"] | lists("generic")["abroad"]))


def is_title(word: str) -> bool:
    """Whether a word stands before names and is part of none.

    >>> is_title("President"), is_title("Gen."), is_title("Kabul")
    (True, True, False)
    """
    return word.lower().rstrip(".") in lists("titles")["words"]


@cache
def openers() -> frozenset[str]:
    """Small words that open a sentence with a capital and belong to no name."""
    return frozenset(words("names")["openers"])


@cache
def nobody() -> frozenset[str]:
    """Days, months and other capitals that name nobody."""
    return frozenset(words("names")["nobody"])


def ends_organisation(last: str) -> bool:
    """Whether a word ends the names of organisations: Corp, Subcommittee, Association.

    >>> ends_organisation("Association"), ends_organisation("Karnes")
    (True, False)
    """
    lowered = last.lower().rstrip(".")
    return lowered in lists("companies")["words"] or lowered in lists("companies")["bodies"]


def organisation_sector(last: str) -> str | None:
    """The sector of an organisation by the last word of its name; null when that word makes no organisation.

    >>> organisation_sector("Corp"), organisation_sector("Subcommittee"), organisation_sector("Karnes")
    ('BUS', 'LEG', None)
    """
    lowered = last.lower().rstrip(".")
    if lowered in lists("companies")["words"]:
        return "BUS"
    return sector_of([last]) if lowered in lists("companies")["bodies"] else None
