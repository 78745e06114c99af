"""Time that no calendar places: now, recently, soon, the past, in recent years."""

from dataclasses import replace

from pipeline.patterns import Match, rule
from pipeline.time_expressions.meaning import Clock, Meaning, Modified, Plain, Several, Vague
from pipeline.time_expressions.surroundings import AROUND, vague_stands


@rule("vague", makes="date")
def vague_word(m: Match) -> Meaning | None:
    """Now, recently, the future."""
    return Plain("DATE", m["vague"]) if vague_stands(m) else None


@rule("adjective", makes="date")
def vague_adjective(m: Match) -> Meaning | None:
    """Recent, current, future: before what they tell about."""
    if m.after() in AROUND["no_time_after"]:
        return None
    return (
        Plain("DATE", m["adjective"]) if m.after()[:1].isalpha() and m.before() not in AROUND["superlative"] else None
    )


@rule("told_adjective", makes="date")
def former(m: Match) -> Meaning:
    """Former: in a history it looks back; news calls every office-holder so."""
    return Vague(m["told_adjective"], told=True)


@rule("vague_news", makes="date")
def vague_in_news(m: Match) -> Meaning:
    """Previously: in news before its own day; in a history before anything."""
    return Vague(m["vague_news"], news=True)


@rule("soon", makes="date")
def soon(m: Match) -> Meaning | None:
    """Soon, shortly: to come, where the clause does not tell what had soon happened."""
    if m.after() in AROUND["after_soon"] or m.before() == m.after():
        return None
    return Vague("FUTURE_REF", ahead=True)


@rule("vague_at", makes="date")
def vague_after_at(m: Match) -> Several:
    """At this time, at present: the reference is what stands after at."""
    return Several(((m.start + 1, m.end, Vague(m["vague_at"], news=True)),))


@rule("mod bare_year|month_year|monthly|ancient|decadal", makes="date")
def about_a_date(m: Match) -> Meaning | None:
    """About 1910, circa 480 BC, around March."""
    return Modified(m.edges[-1].value, m["mod"]) if m.before(0) in AROUND["about"] else None


@rule("mod clock", makes="clock")
def about_an_hour(m: Match) -> Clock | None:
    """About 3 p.m."""
    clock: Clock = m["clock"]
    return replace(clock, mod=m["mod"]) if m.before(0) in AROUND["about"] and clock.mod is None else None
