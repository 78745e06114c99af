"""Where an act happened: the place of its own clause, of what it struck, else of the clause that it lives in."""

from collections.abc import Iterable, Sequence

from pipeline.acts import Draft
from pipeline.language import Parse, Token
from pipeline.places import Place, place_of

ORDER = ("point", "city", "region", "country")
OTHER_CLAUSES = frozenset({"ccomp", "relcl", "advcl", "parataxis"})
STRIKING = frozenset({"ASSAULT", "COERCE", "CASUALTY", "RETREAT"})
VISIT = ("CONSULT", "visit")
COUNTRY = "country"
OWNING = frozenset({"poss", "compound", "nmod", "amod"})
SHARING = frozenset({"conj", "xcomp", "advcl", "pcomp", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "acl"})


def own_tokens(parse: Parse, i: int) -> frozenset[int]:
    """The tokens of the clause of the word at `i`, without those of the clauses below it."""
    found, waiting = {i}, [i]
    while waiting:
        for child in parse.children(waiting.pop()):
            if child.dep not in OTHER_CLAUSES and not _is_second_verb(child):
                found.add(child.i)
                waiting.append(child.i)
    return frozenset(found)


def _is_second_verb(token: Token) -> bool:
    return token.dep == "conj" and token.pos in {"VERB", "AUX"}


def place_for(parse: Parse, draft: Draft, places: Sequence[Place]) -> Place | None:
    """The most exact place of the act; null when its clauses name none.

    A place that is struck, taken or visited is where it happens.
    """
    if not places:
        return None
    for trigger in (draft.trigger, *draft.others):
        told = (place_of(parse, list(places), own_tokens(parse, trigger)), _struck(parse, draft, places))
        found = _most_exact(place for place in told if place is not None)
        if found is not None:
            return found
    token = parse.tokens[draft.trigger]
    while not token.is_root and token.dep in SHARING:
        token = parse.tokens[token.head]
        found = place_of(parse, list(places), own_tokens(parse, token.i))
        if found is not None:
            return found
    return None


def _struck(parse: Parse, draft: Draft, places: Sequence[Place]) -> Place | None:
    """The place that an act is done to where it happens: what is attacked, seized, left or visited; none of words."""
    kind = draft.rule.event_type
    if kind not in STRIKING and (kind, draft.mode) != VISIT:
        return None
    struck = {i for noun in draft.clause.objects for i in own_tokens(parse, noun)}
    inside = [(place, parse.at(place.end - 1)) for place in places]
    return _most_exact(place for place, token in inside if token and token.i in struck and _is_itself(place, token))


def _is_itself(place: Place, token: Token) -> bool:
    """Whether a country is struck itself, and not only whose something is: "invaded Chad", not "Chad's envoys"."""
    return place.precision != COUNTRY or token.dep not in OWNING


def _most_exact(places: Iterable[Place]) -> Place | None:
    return min(places, key=lambda place: (ORDER.index(place.precision), place.start), default=None)
