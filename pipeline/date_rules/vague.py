"""Time that no calendar places: now, recently, soon, the past, in recent years."""

from pipeline.lexicon import words
from pipeline.meaning import Meaning, Plain, Vague
from pipeline.patterns import Match, rule
from pipeline.surroundings import vague_stands


@rule("vague", makes="date")
def vague_word(m: Match) -> Meaning | None:
    """Now, recently, the future."""
    return Plain("DATE", m["vague"]) if vague_stands(m) else None


@rule("adjective", makes="date")
def vague_adjective(m: Match) -> Meaning | None:
    """Recent, current, future: before what they tell about."""
    return Plain("DATE", m["adjective"]) if m.after()[:1].isalpha() else None


@rule("told_adjective", makes="date")
def former(m: Match) -> Meaning:
    """Former: in a history it looks back; news calls every office-holder so."""
    return Vague(m["told_adjective"], told=True)


@rule("soon", makes="date")
def soon(m: Match) -> Meaning | None:
    """Soon, shortly: to come, where the clause does not tell what had soon happened."""
    if m.after() in AFTERWARDS or m.before() == m.after():
        return None
    return Vague("FUTURE_REF", ahead=True)


AFTERWARDS = frozenset(words("around_dates")["around"]["after_soon"])
