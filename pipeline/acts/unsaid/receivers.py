"""To whom it was done when a sentence does not say: whose call was rejected, at whom fire was returned."""

from collections.abc import Iterator, Sequence

from pipeline.actors import Party
from pipeline.actors.sectors import lists
from pipeline.acts.attribution import phrase_span
from pipeline.acts.event_rules import Slot
from pipeline.acts.frames import Reading
from pipeline.acts.story import is_same
from pipeline.acts.unsaid.scene import CIVILIANS, SPOKEN, Rule, Scene, country, standing_at, states_of
from pipeline.gazetteer import country_name
from pipeline.language import Token

# Types that are always against somebody, who may have been named before.
AGAINST = frozenset({"ASSAULT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SANCTION"})
# Types done to things and to people of a country.
STRIKING = frozenset({"ASSAULT", "COERCE", "CASUALTY"})
# Types that outsiders do to the country that is told of, and those that its own people do to their state.
FOREIGN = SPOKEN | STRIKING | {"SANCTION", "AID"}
DOMESTIC = frozenset({"PROTEST", "ASSAULT", "COERCE"})
# What an act is done with, or what it is, and nobody to whom it is done: "fired bullets", "imposed a curfew".
MEANS = Slot(
    frozenset({"weapons", "firearm", "guns", "bomb", "stone", "drone", "restriction", "law", "attack", "punishment"}),
    frozenset(),
)
# To whom an act is done when the clause tells it, though by no name: "denied entry to a ship of migrants".
TOLD = Slot(
    frozenset({"refugee", "prisoner", "crowd", "protesters", "fighters", "business", "warships", "air"}),
    frozenset({"ship", "boat", "vessel", "tanker", "ferry"}),
)
CIVIC = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE"})
RULING = frozenset({None, "GOV"})
# Sectors of a state, which speaks to others and not to itself.
OFFICIAL = RULING | {"MIL", "COP", "JUD", "LEG", "SPY"}
BETWEEN_STATES = AGAINST | {"CONCEDE", "AGREE"}
BUSINESS = "BUS"
WITHIN = frozenset({"poss", "compound", "amod", "nmod", "pobj", "appos"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "xcomp", "acl", "pcomp"})


def each_other(scene: Scene) -> Sequence[Party]:
    """The doers themselves, where they do a thing to one another: "expelled each other's envoys"."""
    codes = {party.code for party in scene.draft.actors if party.code}
    inside = (scene.reading.parse.subtree(i) for i in scene.nouns)
    mutual = any(token.text.lower() in lists("pronouns")["each_other"] for tokens in inside for token in tokens)
    return scene.draft.actors if len(codes) > 1 and mutual else ()


def doers_spoken_of(scene: Scene) -> Sequence[Party]:
    """Those who did what the act speaks of: "rejected the call", "marched against the arrests"."""
    for i in scene.nouns if scene.is_spoken else ():
        token = scene.reading.parse.tokens[i]
        if token.pos == "NOUN":
            found = scene.story.doers(token.lemma.lower(), scene.draft.actors)
            if found:
                return standing_at(scene, found, i)
    return ()


def recipients_beside(scene: Scene) -> Sequence[Party]:
    """Those to whom the same doers speak in the same sentence: "accused the army and demanded a truce"."""
    if scene.kind not in SPOKEN:
        return ()
    for other in scene.beside:
        same = any(is_same(a, b) for a in scene.draft.actors for b in other.actors)
        if same and other.rule.event_type in SPOKEN and any(party.code for party in other.recipients):
            return other.recipients
    return ()


def owners(scene: Scene) -> Sequence[Party]:
    """Whose that is with which the act deals, however deep: "eased curbs on trade in Chilean debt"."""
    if scene.kind not in FOREIGN | {"CONCEDE"}:
        return ()
    nouns = scene.draft.clause.objects if scene.kind in STRIKING else scene.nouns
    for i in nouns:
        for token in _inside(scene.reading, i):
            known = [party for party in scene.reading.parties(token.i) if party.code and not _acts(scene, party)]
            if known:
                return known
    return ()


def opponents(scene: Scene) -> Sequence[Party]:
    """Those with whom the doer was last told to be at odds: "returned fire"."""
    against = scene.kind in AGAINST or scene.draft.mode == "deny"
    if not against or (scene.scene and not scene.is_of(scene.scene)) or _is_told(scene):
        return ()
    return states_of(scene, scene.story.opponents(scene.draft.actors), scene.draft.trigger)


def struck(scene: Scene) -> Sequence[Party]:
    """What was struck or shut, of the country where it lies: "bombed two wards of the town"."""
    code = scene.scene or scene.land
    if scene.kind not in STRIKING or code is None:
        return ()
    nouns = (i for i in scene.draft.clause.objects if scene.reading.parse.tokens[i].pos in {"NOUN", "PROPN"})
    things = [i for i in nouns if scene.kind == "CASUALTY" or not scene.reading.fills(i, MEANS)]
    spans = [phrase_span(scene.reading.parse, i) for i in things]
    return [Party(scene.reading.parse.text[start:end], None, code, None, start, end) for start, end in spans[:1]]


def counterpart(scene: Scene) -> Sequence[Party]:
    """The other of the two states that a document is about, for what one does, and to nobody whom the clause tells."""
    codes = {party.code for party in scene.draft.actors if party.code}
    ruling = all(party.sector in RULING for party in scene.draft.actors)
    if scene.kind not in BETWEEN_STATES or len(codes) != 1 or not ruling or _is_told(scene):
        return ()
    one = codes.pop()
    other = scene.roster.land_beside(one)
    return country(scene, other, scene.draft.trigger) if scene.roster.land() in {None, one, other} else ()


def _is_told(scene: Scene) -> bool:
    """Whether the clause, or one below it, tells to whom it is done, by no name: "refused to let the migrants land"."""
    below = (t.i for i in scene.draft.clause.complements for t in scene.reading.parse.subtree(i) if t.pos == "NOUN")
    return any(scene.reading.fills(i, TOLD) for i in (*scene.nouns, *below))


def land_told_of(scene: Scene) -> Sequence[Party]:
    """The country that is told of, for what outsiders do to it, and for what its people do against their state.

    What those of the state do at home is done to its people.
    """
    land, actors = scene.land, scene.draft.actors
    if land is None or not actors or all(party.sector == BUSINESS for party in actors):
        return ()
    if not scene.is_of(land):
        return country(scene, land, scene.draft.trigger) if scene.kind in FOREIGN else ()
    civic = scene.kind in CIVIC and not any(is_organ(party) for party in actors)
    if not civic and scene.kind not in DOMESTIC:
        return ()
    ruling = scene.kind != "PROTEST" and all(party.sector in OFFICIAL - {None} for party in actors)
    return country(scene, land, scene.draft.trigger, CIVILIANS if ruling else None)


def is_organ(party: Party) -> bool:
    """Whether it is a state or a body of it, and no person by name."""
    state = country_name(party.code) if party.code else None
    return party.sector in OFFICIAL and party.entity in {None, state}


def _acts(scene: Scene, party: Party) -> bool:
    """Whether somebody is one of the doers or of their country."""
    return scene.is_of(party.code) or any(is_same(party, actor) for actor in scene.draft.actors)


def _inside(reading: Reading, i: int) -> Iterator[Token]:
    """The words that qualify a noun, nearest first, not those of clauses below it."""
    waiting = [i]
    while waiting:
        for child in reading.parse.children(waiting.pop(0)):
            if child.dep in CLAUSES:
                continue
            waiting.append(child.i)
            if child.dep in WITHIN and (child.pos == "PROPN" or child.text[:1].isupper()):
                yield child


RECEIVERS: tuple[Rule, ...] = (
    each_other,
    doers_spoken_of,
    recipients_beside,
    owners,
    opponents,
    struck,
    counterpart,
    land_told_of,
)
