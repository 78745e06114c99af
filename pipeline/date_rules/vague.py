"""Time that no calendar places: now, recently, soon, the past, in recent years."""

from pipeline.meaning import Meaning, Plain
from pipeline.patterns import Match, rule
from pipeline.surroundings import vague_stands


@rule("vague", makes="date")
def vague_word(m: Match) -> Meaning | None:
    """Now, recently, the future."""
    return Plain("DATE", m["vague"]) if vague_stands(m) else None
