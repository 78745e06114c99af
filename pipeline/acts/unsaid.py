"""Those whom a sentence leaves unsaid: whose call was rejected, at whom fire was returned, whose police arrest.

They are followed to whom the document named before, as a pronoun is, and stand at the word that they are read from.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.actors import Party, Roster
from pipeline.actors.sectors import is_wide, lists
from pipeline.acts.attribution import phrase_span
from pipeline.acts.draft import Draft
from pipeline.acts.frames import Reading
from pipeline.acts.story import Story, is_same
from pipeline.acts.where import place_for
from pipeline.gazetteer import country_name, world
from pipeline.language import Token

# Types said to somebody or of what he did.
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "PROTEST"})
# Types that are always against somebody, who may have been named before.
AGAINST = frozenset({"ASSAULT", "ACCUSE", "REJECT", "THREATEN", "REQUEST", "SANCTION"})
# Types done to things and to people of a country.
STRIKING = frozenset({"ASSAULT", "COERCE", "CASUALTY"})
# Types that outsiders do to the country that is told of, and those that its own people do to their state.
FOREIGN = SPOKEN | STRIKING | {"SANCTION", "AID"}
DOMESTIC = frozenset({"PROTEST", "ASSAULT", "COERCE"})
CIVIC = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
RULING = frozenset({None, "GOV"})
# Sectors of a state, which speaks to others and not to itself.
OFFICIAL = RULING | {"MIL", "COP", "JUD", "LEG", "SPY"}
BETWEEN_STATES = AGAINST | {"CONCEDE", "AGREE"}
# Acts that only a state can do, by type and mode; one told without a doer was done by that of the land.
STATELY = frozenset({
    ("COERCE", "arrest"), ("COERCE", "curfew"), ("COERCE", "martial-law"), ("COERCE", "deport"), ("COERCE", "censor"),
    ("COERCE", "restrict"), ("SANCTION", "convict"), ("CONCEDE", None),
})  # fmt: skip
LEGAL = "legal"
BUSINESS = "BUS"
WITHIN = frozenset({"poss", "compound", "amod", "nmod", "pobj", "appos"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp", "xcomp", "acl", "pcomp"})


@dataclass(frozen=True)
class Scene:
    """An act in its sentence and document: `beside` are the other acts of the sentence."""

    reading: Reading
    draft: Draft
    beside: Sequence[Draft]
    story: Story
    roster: Roster

    @property
    def kind(self) -> str:
        """The type of the act."""
        return self.draft.rule.event_type

    @property
    def is_spoken(self) -> bool:
        """Whether the act is said to somebody, or of what he did or said."""
        return self.kind in SPOKEN or self.draft.mode == "deny"

    @cached_property
    def land(self) -> str | None:
        """The country that is told of where the act is told; null when it is that of those who attack abroad."""
        land = self.roster.land()
        abroad = self.kind == "ASSAULT" and any(names_its_nation(p) and p.code == land for p in self.draft.actors)
        return None if abroad else land

    @cached_property
    def scene(self) -> str | None:
        """The country of the place that the sentence gives to the act."""
        place = place_for(self.reading.parse, self.draft, self.reading.places)
        return place.code if place else None

    def is_of(self, code: str | None) -> bool:
        """Whether one of the doers is of that country."""
        return any(party.code == code for party in self.draft.actors)

    @property
    def nouns(self) -> tuple[int, ...]:
        """The nouns that the act is done to or speaks of."""
        clause = self.draft.clause
        return tuple(i for i in (*clause.objects, *(noun for _, noun in clause.obliques)) if i not in clause.subjects)


Rule = Callable[[Scene], Sequence[Party]]


def completed(reading: Reading, told: Sequence[Draft], story: Story, roster: Roster) -> list[Draft]:
    """The acts of a sentence with those whom it leaves unsaid and the document has named; the story takes them up."""
    found: list[Draft] = []
    for draft in told:
        full = _completed(Scene(reading, draft, [*found, *told[len(found) + 1 :]], story, roster))
        story.note([full])
        found.append(full)
    return found


def _completed(scene: Scene) -> Draft:
    draft = replace(scene.draft, actors=_placed(scene, scene.draft.actors) or _first(scene, ACTORS))
    scene = replace(scene, draft=draft)
    if any(party.code for party in draft.recipients):
        return draft
    found = _first(scene, RECIPIENTS)
    if not draft.recipients or each_other(scene):
        return replace(draft, recipients=found)
    code = next((party.code for party in found if party.code), scene.land)
    return replace(draft, recipients=_placed(scene, draft.recipients, code))


def _placed(scene: Scene, parties: Sequence[Party], code: str | None = None) -> tuple[Party, ...]:
    """The parties, those of no known country of the one that is told of, when none is known and all may be of one."""
    code = code or scene.land
    if any(party.code or is_wide(party.name) for party in parties):
        return tuple(parties)
    return tuple(replace(party, code=code) for party in parties)


def _first(scene: Scene, rules: Sequence[Rule]) -> tuple[Party, ...]:
    """What the first of the rules gives that gives anybody."""
    return next((tuple(found) for rule in rules if (found := rule(scene))), ())


def doers_beside(scene: Scene) -> Sequence[Party]:
    """Those by whom the last of several passives says that all was done: "was caught, tried and freed by the army"."""
    parse, own = scene.reading.parse, scene.draft
    if not own.clause.passive:
        return ()
    for other in scene.beside:
        token = parse.tokens[other.trigger]
        chain = {above.i for above in parse.ancestors(token.i)}
        if token.dep == "conj" and own.trigger in chain and other.clause.passive and other.actors:
            return other.actors
    return ()


def state_of_the_land(scene: Scene) -> Sequence[Party]:
    """The state in which somebody was arrested or sentenced, when no one is said to have done it."""
    draft = scene.draft
    legal = scene.kind == "ACCUSE" and draft.rule.context == LEGAL and draft.clause.passive
    if not legal and ((scene.kind, draft.mode) not in STATELY or draft.clause.subjects):
        return ()
    before = () if scene.scene else scene.story.doers_of(scene.kind, draft.mode)
    return _standing_at(scene, before, draft.trigger) or _country(
        scene, scene.scene or scene.land, draft.trigger, "GOV"
    )


def those_at_odds(scene: Scene) -> Sequence[Party]:
    """Those at odds with whom it was done to, when no one is said to have done it: "a tariff slapped on its barley"."""
    if scene.kind != "SANCTION" or scene.draft.clause.subjects:
        return ()
    return _standing_at(scene, scene.story.opponents(scene.draft.recipients), scene.draft.trigger)


def people_of_the_land(scene: Scene) -> Sequence[Party]:
    """The people of the country in which there is a strike or a riot of which nobody is said to be the doer."""
    if scene.kind != "PROTEST" or scene.draft.clause.subjects:
        return ()
    return _country(scene, scene.scene or scene.land, scene.draft.trigger, "CVL")


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
                return _standing_at(scene, found, i)
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
    if not against or (scene.scene and not scene.is_of(scene.scene)):
        return ()
    found = [party for party in scene.story.opponents(scene.draft.actors) if party.code]
    return _standing_at(scene, found, scene.draft.trigger)


def struck(scene: Scene) -> Sequence[Party]:
    """What was struck or shut, of the country where it lies: "bombed two wards of the town"."""
    code = scene.scene or scene.land
    if scene.kind not in STRIKING or code is None:
        return ()
    things = [i for i in scene.draft.clause.objects if scene.reading.parse.tokens[i].pos in {"NOUN", "PROPN"}]
    spans = [phrase_span(scene.reading.parse, i) for i in things]
    return [Party(scene.reading.parse.text[start:end], None, code, None, start, end) for start, end in spans[:1]]


def counterpart(scene: Scene) -> Sequence[Party]:
    """The other of the two states that a document is about, for what one of them does to the other."""
    codes = {party.code for party in scene.draft.actors if party.code}
    ruling = all(party.sector in RULING for party in scene.draft.actors)
    if scene.kind not in BETWEEN_STATES or len(codes) != 1 or not ruling:
        return ()
    return _country(scene, scene.roster.land_beside(codes.pop()), scene.draft.trigger)


def land_told_of(scene: Scene) -> Sequence[Party]:
    """The country that is told of, for what outsiders do to it, and for what its people do against their state."""
    land, actors = scene.land, scene.draft.actors
    if land is None or not actors or all(party.sector == BUSINESS for party in actors):
        return ()
    if not scene.is_of(land):
        return _country(scene, land, scene.draft.trigger) if scene.kind in FOREIGN else ()
    civic = scene.kind in CIVIC and not any(is_organ(party) for party in actors)
    return _country(scene, land, scene.draft.trigger) if civic or scene.kind in DOMESTIC else ()


ACTORS: tuple[Rule, ...] = (doers_beside, state_of_the_land, those_at_odds, people_of_the_land)
RECIPIENTS: tuple[Rule, ...] = (
    each_other, doers_spoken_of, recipients_beside, owners, opponents, struck, counterpart, land_told_of,
)  # fmt: skip


def names_its_nation(party: Party) -> bool:
    """Whether forces go by their nation's name, as those abroad do: "U.S. warships", not "the army".

    >>> names_its_nation(Party("U.S. warships", None, "USA", "MIL", 0, 1)), names_its_nation(
    ...     Party("army", None, "USA", "MIL", 0, 1))
    (True, False)
    """
    return party.sector in {None, "MIL"} and any(found.name.code == party.code for found in world().find(party.name))


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


def _country(scene: Scene, code: str | None, i: int, sector: str | None = None) -> Sequence[Party]:
    """A country as a party, read from the word at `i`."""
    name = country_name(code) if code else None
    token = scene.reading.parse.tokens[i]
    return [Party(name, name, code, sector, token.start, token.end)] if name else ()


def _standing_at(scene: Scene, parties: Sequence[Party], i: int) -> list[Party]:
    token = scene.reading.parse.tokens[i]
    return [replace(party, start=token.start, end=token.end) for party in parties]
