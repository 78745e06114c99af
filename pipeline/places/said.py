"""What a text says to be a place: what acts happen in, what stands in its dateline, names that no gazetteer has."""

from collections.abc import Collection, Iterator

from pipeline.gazetteer import Match, Word
from pipeline.language import Parse
from pipeline.places.find import Place, beside, find_places, glued, likely_spot, nobody, word_set

LAND = "country"
ORDER = ("point", "city", "region", "country")


def sites(text: str, words: list[Word], names: Collection[Match]) -> Iterator[str]:
    """Names in capitals that a sentence puts something in or at, and that are no known names.

    >>> from pipeline.gazetteer import words_of
    >>> line = "They met in Old Tarnby, at Quellmouth and in March."
    >>> list(sites(line, words_of(line), []))
    ['Old Tarnby', 'Quellmouth']
    """
    taken = {i for i, w in enumerate(words) for m in names if m.start <= w.start < m.end}
    for at in range(1, len(words)):
        if words[at - 1].form.lower() not in word_set("locative", "sites") or beside(text, words, at, -1) == "":
            continue
        width = 0
        while at + width < len(words) and words[at + width].form[:1].isupper() and at + width not in taken:
            if width and not glued(text, words[at + width - 1 : at + width + 1]):
                break
            width += 1
        run = words[at : at + width]
        if run and run[0].form not in nobody() and not any(w.start in {m.start for m in names} for w in run):
            yield text[run[0].start : run[-1].end]


def dateline_land(dateline: str) -> str | None:
    """The country where a report says that it was written; null when no place of it is known.

    >>> dateline_land("PONTIAC, Mich., March 30 -"), dateline_land("NEW DELHI -"), dateline_land("NEWS -")
    ('USA', 'IND', None)
    """
    found = find_places(dateline)
    if found:
        return found[0].code
    spot = likely_spot(dateline.split(",")[0].split("(")[0].strip(" -–—").title(), {})
    return spot.code if spot else None


def place_of(parse: Parse, places: list[Place], tokens: Collection[int]) -> Place | None:
    """Where the clause of these tokens plays: the most exact place that stands after a preposition of place in it.

    >>> from pipeline.language import parse as read
    >>> tree = next(read(["Gunmen from Chad attacked a market in Maiduguri in Nigeria."]))
    >>> place_of(tree, find_places(tree), range(len(tree.tokens))).entity
    'Maiduguri'
    """
    inside = [place for place in places if _placed(parse, place, tokens)]
    return min(inside, key=lambda place: (ORDER.index(place.precision), place.start), default=None)


def _placed(parse: Parse, place: Place, tokens: Collection[int]) -> bool:
    token = parse.at(place.end - 1)
    if token is None or token.i not in tokens:
        return False
    for _ in range(4):
        if token.dep == "pobj":
            inside = "land" if place.precision == LAND else "at"
            return parse.tokens[token.head].lemma.lower() in word_set("locative", inside)
        if token.is_root or token.dep not in ("compound", "nmod", "poss", "appos", "conj", "amod"):
            return False
        token = parse.tokens[token.head]
    return False
