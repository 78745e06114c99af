"""The places that a sentence names, each told apart from others of its name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log10

from pipeline.gazetteer import BETWEEN, POSSESSIVE, Index, Kind, Match, Word, words_of, world
from pipeline.language import MOST_CHARACTERS, Parse
from pipeline.lexicon import words as lexicon
from pipeline.places.gazetteer import BIG, Spot, atlas, folded, middle_of, towns

HOME = 0.8
REGION = 5.0
OTHER_NAME = 1.0
RENOWN = 0.8
SAID = 100.0
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A place: name in the text, the gazetteer's name, country, region, degrees, what the point stands for, span."""

    name: str
    entity: str
    code: str | None
    admin: str | None
    latitude: float | None
    longitude: float | None
    precision: str
    start: int
    end: int


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """One list of `places.toml`, as a set."""
    return frozenset(lexicon("places")[table][key])


@cache
def _abbreviations() -> dict[str, str]:
    """Short form of a state or province -> country."""
    return {short: code for code, forms in lexicon("places")["abbreviated"].items() for short in forms}


@cache
def nobody() -> frozenset[str]:
    """Days, months and other capitals that are the name of no place."""
    return frozenset(lexicon("names")["nobody"])


@cache
def _articles() -> frozenset[str]:
    return word_set("refused", "articles")


@cache
def _common() -> frozenset[str]:
    return frozenset(word_set("refused", "common"))


def find_places(
    source: Parse | str, countries: Mapping[str, int] | None = None, names: Index | None = None
) -> list[Place]:
    """The places of a sentence in order; `countries` says how often its document names each country.

    A name inside an organisation's or a person's, and one that only qualifies another word, is no place. `names` are
    the document's own names, when they are known.

    >>> [(p.entity, p.code, p.admin, p.precision) for p in find_places("Shells fell on Aleppo in northern Syria.")]
    [('Aleppo', 'SYR', 'Aleppo', 'city'), ('Syria', 'SYR', None, 'country')]
    >>> [p.entity for p in find_places("The Moscow Times said Moscow-backed forces met Paris Hilton.")]
    []
    """
    text = (source.text if isinstance(source, Parse) else source)[:MOST_CHARACTERS]
    words = words_of(text)
    matches = list((names or world()).find(text, words))
    context = dict(countries or {})
    for match in matches:
        if match.name.code and match.name.kind in (Kind.COUNTRY, Kind.ADJECTIVE, Kind.CAPITAL):
            context.setdefault(match.name.code, 1)
    found = [place for match in matches if (place := _of_match(text, match, context))]
    taken = {w.start for w in words for m in matches if m.start <= w.start < m.end}
    found += _others(text, words, taken, context)
    return sorted(found, key=lambda place: (place.start, -place.end))


def _of_match(text: str, match: Match, context: Mapping[str, int]) -> Place | None:
    """A country or capital as a place; null for other names and for one that is only half of a word."""
    if text[match.end : match.end + 1] in ("-", "‑") or text[: match.start][-1:] in ("-", "‑"):
        return None
    name = text[match.start : match.end]
    if match.name.kind is Kind.CAPITAL:
        spots = atlas().spots(folded(_bare(name)))
        spot = _best(spots, {match.name.code or "": 1}, _land_after(text, match.end) or match.name.code)
        return _place(name, spot, match.start, match.end) if spot else None
    if match.name.kind is not Kind.COUNTRY or match.name.code is None:
        return None
    site = next((s for s in atlas().spots(folded(name)) if s.code == match.name.code), None)
    if site is not None and folded(name) != folded(match.name.entity):
        return _place(name, site, match.start, match.end)
    latitude, longitude = middle_of(match.name.code) or (None, None)
    return Place(name, match.name.entity, match.name.code, None, latitude, longitude, "country", match.start, match.end)


def _place(name: str, spot: Spot, start: int, end: int) -> Place:
    return Place(name, spot.name, spot.code, spot.admin, spot.latitude, spot.longitude, spot.precision, start, end)


def _others(text: str, words: list[Word], taken: set[int], context: Mapping[str, int]) -> list[Place]:
    found = []
    at = 0
    while at < len(words):
        width, place = _at(text, words, at, taken, context) if text[words[at].start].isupper() else (1, None)
        if place is not None:
            found.append(place)
        at += width
    return found


def _at(text: str, words: list[Word], at: int, taken: set[int], context: Mapping[str, int]) -> tuple[int, Place | None]:
    """The longest place that begins at a word and how many words it takes."""
    first = folded(_bare(words[at].form))
    reach = min(max(atlas().reach(first), 1), MOST_WORDS, len(words) - at)
    for width in range(reach, 0, -1):
        run = words[at : at + width]
        if any(w.start in taken for w in run) or not glued(text, run):
            continue
        key = folded(" ".join(_bare(w.form) for w in run))
        spots = atlas().spots(key)
        if not _stands_alone(text, words, at, width, taken) or (width == 1 and words[at].form in nobody()):
            continue
        spot = _choose(text, words, at, width, spots, context, key)
        if spot is not None:
            end = run[-1].end - (len(run[-1].form) - len(_bare(run[-1].form)))
            return width, _place(text[run[0].start : end], spot, run[0].start, end)
    return 1, None


def _bare(form: str) -> str:
    plain = POSSESSIVE.sub("", form)
    return plain.capitalize() if plain.isupper() and len(plain) > 3 else plain


def glued(text: str, run: list[Word]) -> bool:
    """Whether nothing but a space, a hyphen or a dot stands between words that follow each other."""
    return all(BETWEEN.match(text[a.end : b.start]) for a, b in pairwise(run))


def beside(text: str, words: list[Word], at: int, step: int) -> str:
    """The word next to another when nothing but a space is between them; empty when there is none."""
    to = at + step
    if not 0 <= to < len(words):
        return ""
    left, right = (words[at], words[to]) if step > 0 else (words[to], words[at])
    return words[to].form if text[left.end : right.start].strip() == "" else ""


def _stands_alone(text: str, words: list[Word], at: int, width: int, taken: set[int]) -> bool:
    """Whether a run of words is no part of a longer name, of a hyphened word or of an organisation."""
    last = at + width - 1
    if text[words[last].end : words[last].end + 1] in ("-", "‑") or text[: words[at].start][-1:] in ("-", "‑"):
        return False
    before, after = beside(text, words, at, -1), beside(text, words, last, 1)
    if _in_a_name(text, words, at):
        return False
    if before.lower() in word_set("refused", "before") or after.lower() in word_set("refused", "after"):
        return False
    known = word_set("regions", "after") | word_set("cities", "after")
    if after[:1].isupper() and after.lower() not in known and after not in lexicon("names")["nobody"]:
        return words[last].form.isupper() or words[last].form != _bare(words[last].form)
    lowered = before.lower()
    if before[:1].isupper() and lowered not in word_set("directions", "words") | word_set("locative", "at") | word_set(
        "locative", "to"
    ):
        return (
            at >= 1
            and words[at - 1].start in taken
            and not text[words[at - 1].start :].startswith(before.upper() + " ")
        )
    return True


def _in_a_name(text: str, words: list[Word], at: int) -> bool:
    """Whether "of" joins a name to an institution: "Bank of Boston", "University of Minnesota"."""
    if at < 2 or words[at - 1].form not in word_set("ways", "joins"):
        return False
    before = words[at - 2].form
    return before[:1].isupper() and before.lower() in word_set("ways", "institutions")


def _choose(
    text: str, words: list[Word], at: int, width: int, spots: list[Spot], context: Mapping[str, int], key: str
) -> Spot | None:
    """The spot that a name means here; null when nothing says that it is a place at all."""
    last = at + width - 1
    before, after = beside(text, words, at, -1).lower(), beside(text, words, last, 1).lower()
    region = after in word_set("regions", "after") or _of(text, words, at, "regions")
    city = after in word_set("cities", "after") or _of(text, words, at, "cities") or _dateline(text, words, at, last)
    land = _land_after(text, words[last].end)
    located = before in word_set("locative", "at") | word_set("locative", "to") | word_set("directions", "words")
    if not spots:
        if not (located or city) or not context:
            return None
        spots = [s for s in towns().spots(key) if (s.code in context or s.code == land)]
    told = region or city or any(s.code == land for s in spots if land is not None)
    if not told and (key in _common() or not (located or _famous(spots, context))):
        return None
    if key in _common() and land is None:
        spots = [s for s in spots if s.code in context]
    if before in _articles() and not told:
        spots = [s for s in spots if s.precision != "city"]
    if region:
        spots = [s for s in spots if s.precision == "region"] or spots
    elif not any(s.precision != "region" and s.population >= BIG for s in spots) and not told:
        spots = [s for s in spots if s.code in context or s.precision != "region" or len(key) > 4]
    return _best(spots, context, land, key)


def _famous(spots: list[Spot], context: Mapping[str, int]) -> bool:
    return any(
        s.population >= 5 * BIG or (s.population >= BIG // 2 and s.code in context) or s.population == 0 for s in spots
    )


def _of(text: str, words: list[Word], at: int, table: str) -> bool:
    """Whether "the city of", "the region of" stands before, or "the town" alone."""
    near = [w.form.lower() for w in words[max(at - 2, 0) : at]]
    return bool(near) and (
        near[-1] in word_set(table, "before") or (len(near) == 2 and near[0] in word_set(table, "before"))
    )


def _dateline(text: str, words: list[Word], at: int, last: int) -> bool:
    return at == 0 and words[last].form.isupper() and text[words[last].end : words[last].end + 1] == ","


def _land_after(text: str, end: int) -> str | None:
    """The country of the name after a comma: "Paris, Texas", "Tripoli, Lebanon"; null without one."""
    gap = next((gap for gap in (", ", " in ") if text.startswith(gap, end)), None)
    if gap is None or not text[end + len(gap) : end + len(gap) + 1].isupper():
        return None
    rest = text[end + len(gap) : end + len(gap) + 40]
    match = next(iter(world().find(rest)), None)
    if match and match.start == 0 and match.name.kind is Kind.COUNTRY:
        return match.name.code
    near = words_of(rest)
    short = _abbreviations().get(near[0].form.title() if len(near[0].form) > 3 else near[0].form) if near else None
    if short is not None and gap.startswith(","):
        return short
    for width in (2, 1):
        key = folded(" ".join(_bare(word.form) for word in near[:width]))
        region = next((s for s in atlas().spots(key) if s.precision == "region" and s.code), None)
        if region is not None:
            return region.code
    return None


def _best(spots: Collection[Spot], context: Mapping[str, int], land: str | None, key: str | None = None) -> Spot | None:
    """The likeliest of several spots of one name: in the country said, in one that the text speaks of, the biggest."""

    def weight(spot: Spot) -> tuple[float, float]:
        here = HOME if spot.code and context.get(spot.code) else 0.0
        size = log10(spot.population + 1) + RENOWN * log10(spot.renown + 1) if spot.precision == "city" else REGION
        size -= 0.0 if key is None or folded(spot.name) == key else OTHER_NAME
        return size + here + (SAID if land and spot.code == land else 0.0), -spot.latitude

    return max(spots, key=weight) if spots else None


def likely_spot(name: str, countries: Mapping[str, int]) -> Spot | None:
    """The place that a name alone must mean: a big or widely known one, or one of a country that is spoken of.

    >>> spot = likely_spot("Mariupol", {})
    >>> (spot.code, spot.precision), likely_spot("Reading", {"GBR": 3})
    (('UKR', 'city'), None)
    """
    key = folded(name)
    spots = [] if key in _common() else atlas().spots(key)
    known = [s for s in spots if s.population >= BIG or s.code in countries or not (s.population or s.admin)]
    return _best(known, countries, None, key) if known else None
