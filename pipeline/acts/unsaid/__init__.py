"""Those whom a sentence leaves unsaid: whose call was rejected, at whom fire was returned, whose police arrest.

They are followed to whom the document named before, as a pronoun is, and stand at the word that they are read from.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.actors import Party, Roster
from pipeline.actors.sectors import is_wide
from pipeline.acts.draft import Draft
from pipeline.acts.frames import Reading
from pipeline.acts.story import Story
from pipeline.acts.unsaid.doers import DOERS
from pipeline.acts.unsaid.receivers import RECEIVERS, each_other
from pipeline.acts.unsaid.scene import Rule, Scene

__all__ = ["completed"]


def completed(reading: Reading, told: Sequence[Draft], story: Story, roster: Roster) -> list[Draft]:
    """The acts of a sentence with those whom it leaves unsaid and the document has named; the story takes them up."""
    found: list[Draft] = []
    for draft in told:
        full = _completed(Scene(reading, draft, [*found, *told[len(found) + 1 :]], story, roster))
        story.note([full])
        found.append(full)
    return found


def _completed(scene: Scene) -> Draft:
    draft = replace(scene.draft, actors=_placed(scene, scene.draft.actors) or _first(scene, DOERS))
    scene = replace(scene, draft=draft)
    if any(party.code for party in draft.recipients) and not _recalls_its_own(scene):
        return draft
    found = _first(scene, RECEIVERS)
    if not draft.recipients or each_other(scene) or (found and _recalls_its_own(scene)):
        return replace(draft, recipients=found)
    code = next((party.code for party in found if party.code), scene.land)
    return replace(draft, recipients=_placed(scene, draft.recipients, code))


def _recalls_its_own(scene: Scene) -> bool:
    """Whether a state calls back its own people, which is done to the state where they were."""
    mode = (scene.kind, scene.draft.mode)
    return mode == ("SANCTION", "withdraw") and all(scene.is_of(party.code) for party in scene.draft.recipients)


def _placed(scene: Scene, parties: Sequence[Party], code: str | None = None) -> tuple[Party, ...]:
    """The parties, those of no known country of the one that is told of, when none is known and all may be of one."""
    code = code or scene.land
    if any(party.code or is_wide(party.name) for party in parties):
        return tuple(parties)
    return tuple(replace(party, code=code) for party in parties)


def _first(scene: Scene, rules: Sequence[Rule]) -> tuple[Party, ...]:
    """What the first of the rules gives that gives anybody."""
    return next((tuple(found) for rule in rules if (found := rule(scene))), ())
