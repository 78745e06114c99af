"""Who did what a sentence tells without a doer: the last of several passives, the state of the land, its people."""

from collections.abc import Sequence

from pipeline.actors import Party
from pipeline.acts.draft import grammar
from pipeline.acts.unsaid.scene import CIVILIANS, Rule, Scene, country, states_of

# Acts that only a state can do, by type and mode; one told without a doer was done by that of the land.
STATELY = frozenset({
    ("COERCE", "arrest"), ("COERCE", "curfew"), ("COERCE", "martial-law"), ("COERCE", "deport"), ("COERCE", "censor"),
    ("COERCE", "restrict"), ("SANCTION", "convict"), ("CONCEDE", None),
})  # fmt: skip
LEGAL = "legal"


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
    charged = scene.reading.parse.tokens[draft.trigger].lemma in grammar("charging")
    legal = scene.kind == "ACCUSE" and (charged or draft.rule.context == LEGAL) and draft.clause.passive
    if not (legal and not draft.clause.subjects) and ((scene.kind, draft.mode) not in STATELY or draft.clause.subjects):
        return ()
    before = () if scene.scene else scene.story.doers_of(scene.kind, draft.mode)
    return states_of(scene, before, draft.trigger) or country(scene, scene.scene or scene.land, draft.trigger, "GOV")


def those_at_odds(scene: Scene) -> Sequence[Party]:
    """Those at odds with whom it was done to, when no one is said to have done it: "a tariff slapped on its barley"."""
    if scene.kind != "SANCTION" or scene.draft.clause.subjects:
        return ()
    return states_of(scene, scene.story.opponents(scene.draft.recipients), scene.draft.trigger)


def people_of_the_land(scene: Scene) -> Sequence[Party]:
    """The people of the country in which there is a strike or a riot of which nobody is said to be the doer."""
    if scene.kind != "PROTEST" or scene.draft.clause.subjects:
        return ()
    return country(scene, scene.scene or scene.land, scene.draft.trigger, CIVILIANS)


DOERS: tuple[Rule, ...] = (doers_beside, state_of_the_land, those_at_odds, people_of_the_land)
