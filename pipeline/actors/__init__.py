"""Who takes part: names, countries and sectors of the parties of a text, short forms and pronouns followed."""

from pipeline.actors.party import Party
from pipeline.actors.roster import Roster

__all__ = ["Party", "Roster"]
