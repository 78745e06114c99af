"""Acts that are others than their words say: a refusal, a threat, a joint act, a mishap."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.acts.attribution import sources
from pipeline.acts.draft import ANYONE, Draft, grammar, is_alternative
from pipeline.acts.event_rules import event_rules
from pipeline.acts.frames import Reading
from pipeline.acts.status import Status, is_resolve, proviso
from pipeline.lexicon import words

# Rules of leave that is given: where it was not, it was refused.
WITHHELD = frozenset({"concede.gives-rights", "retreat.lets-in"})


def turned(reading: Reading, draft: Draft) -> Draft:
    """The refusal that "will not send" is, the threat that "will strike unless" is; any other act as it was."""
    rules, kind = event_rules(), draft.rule.event_type
    if kind == "ASSAULT" and (_is_mishap(reading, draft) or _is_told_of_a_thing(reading, draft)):
        rule = rules.by_name["casualty.kills"]
        return replace(draft, rule=rule, mode=rule.mode, actors=())
    codes = {party.code for party in draft.actors}
    if draft.rule.jointly and len(codes - {None}) > 1:
        rule = rules.by_name[draft.rule.jointly]
        return replace(draft, rule=rule, mode=rule.mode)
    if draft.clause.passive and draft.status is Status.DENIED and draft.rule.name in WITHHELD:
        return replace(draft, rule=rules.refusals[kind], mode=rules.refusals[kind].mode, status=Status.REPORTED)
    if not draft.actors or draft.status is Status.REPORTED:
        return draft
    other = None
    if is_resolve(reading.parse, draft.trigger) and draft.status is Status.DENIED:
        other = rules.refusals.get(kind)
    elif _is_threat(reading, draft):
        other = rules.threats.get(kind)
    if other is None:
        return draft
    return replace(draft, rule=other, mode=other.mode, status=Status.REPORTED)


def _is_mishap(reading: Reading, draft: Draft) -> bool:
    """Whether the harm is done by what went wrong: "the jet crashed, killing 520"."""
    token = reading.parse.tokens[draft.trigger]
    if token.lemma not in grammar("harm") or token.dep not in {"advcl", "conj"}:
        return False
    return reading.parse.tokens[token.head].lemma in grammar("mishaps")


def _is_told_of_a_thing(reading: Reading, draft: Draft) -> bool:
    """Whether what does the harm is nobody: "it has killed thousands", "years of violence have killed 300"."""
    token, clause = reading.parse.tokens[draft.trigger], draft.clause
    if token.lemma not in grammar("harm") or draft.actors or clause.is_noun or draft.phrase.subject is not None:
        return False
    things = [noun for noun in clause.subjects if not reading.fills(noun, ANYONE)]
    return bool(things) and all(
        reading.parse.tokens[noun].pos != "PROPN" and not _is_blow(reading, noun) for noun in things
    )


def _is_blow(reading: Reading, noun: int) -> bool:
    """Whether the noun tells an act of violence itself."""
    best = reading.best(noun)
    return best is not None and best[1].event_type == "ASSAULT"


def alternatives(reading: Reading, draft: Draft) -> Iterator[Draft]:
    """The threat in a demand: what those face who do not meet it, "told Japan to open its market or face a ban"."""
    if draft.rule.event_type != "REQUEST":
        return
    rule = event_rules().by_name["threaten.threatens"]
    for i in draft.clause.complements:
        for verb in reading.parse.children(i):
            if is_alternative(reading.parse, verb):
                yield replace(draft, trigger=verb.i, words=(verb.i,), rule=rule, mode=rule.mode)


def _is_threat(reading: Reading, draft: Draft) -> bool:
    """Whether the doer says that he will do it unless, or if, or warns that his side may."""
    mark = proviso(reading.parse, draft.trigger)
    hostile = event_rules().types[draft.rule.event_type].quad_class == "material conflict"
    if draft.status is Status.DENIED or (not hostile and mark != "unless"):
        return False
    if is_resolve(reading.parse, draft.trigger) and mark is not None:
        return True
    chain = sources(reading.parse, reading.parties, draft.trigger)
    codes = {party.code for party in draft.actors}
    return bool(chain) and chain[-1].verb in _threatening() and chain[-1].code in codes


@cache
def _threatening() -> frozenset[str]:
    return frozenset(words("reporting")["threatening"])
