"""The acts that one parsed sentence tells: type, status, parties; no act told twice, none that is only talked of."""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.acts.draft import Draft
from pipeline.acts.event_rules import Phrase, Rule
from pipeline.acts.frames import Reading, is_negative
from pipeline.acts.gates import OUTSPOKEN, is_act, is_answered, is_content, is_label, is_named_by
from pipeline.acts.merging import merged
from pipeline.acts.parties import actors_of, all_sides, recipients_of, unique
from pipeline.acts.present import is_ahead, is_background, is_habit
from pipeline.acts.status import Status, is_attempt, standing
from pipeline.acts.turning import alternatives, turned
from pipeline.acts.widening import with_lawgiver, with_light_verb, with_speaker
from pipeline.language import Token

SHOWABLE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CASUALTY", "AID", "RETREAT", "COOPERATE"})
# Types whose verbs in the present tell an act that is going on: "demands", "rejects".
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "STATEMENT"})


def drafts(reading: Reading, is_headline: bool = False) -> list[Draft]:
    """The acts of a sentence, in reading order; only a headline tells an act in the bare present."""
    told = [draft for token in reading.parse.tokens for draft in _draft(reading, token)]
    if not is_headline:
        told = [timed for draft in told if (timed := _in_present(reading, draft)) is not None]
    told = [draft for draft in told if not is_label(reading, draft)]
    kept = [draft for draft in told if not is_content(reading, draft) and is_act(reading, draft)]
    return merged(reading, [draft for draft in kept if not is_named_by(draft, kept)])


def _in_present(reading: Reading, draft: Draft) -> Draft | None:
    """The draft, planned when its bare present tells of a day to come; null when that tells what is always so."""
    if is_ahead(reading.parse, draft.trigger) and draft.status is Status.REPORTED:
        return replace(draft, status=Status.PLANNED) if draft.rule.event_type not in SPOKEN else draft
    if is_background(reading.parse, draft.trigger) and draft.rule.event_type not in OUTSPOKEN:
        return None
    undergone = "subject" in draft.rule.recipient and draft.rule.event_type != "CASUALTY"
    lasting = draft.rule.event_type in SPOKEN or undergone
    return draft if lasting or not is_habit(reading.parse, draft.trigger) else None


def _draft(reading: Reading, token: Token) -> Iterator[Draft]:
    best = reading.best(token.i)
    if best is None:
        return
    phrase, rule = best
    stands = standing(reading.parse, token.i)
    if stands.no_act is not None and not _stands_yet(stands.no_act, phrase, rule):
        return
    clause = with_lawgiver(reading, with_speaker(reading, with_light_verb(reading, reading.clause(token.i))))
    actors = actors_of(reading, rule, clause)
    recipients = recipients_of(reading, phrase, rule, clause, actors)
    if rule.both and not actors:
        actors = unique(all_sides(reading, clause))
        recipients = tuple(party for party in recipients if party not in actors)
    said, status = _words(reading, token, phrase), _status(reading, token, _told(stands.status, phrase), rule)
    told = Draft(token.i, said, phrase, rule, status, clause, actors, recipients, rule.mode)
    yield turned(reading, replace(told, status=Status.REPORTED) if is_answered(reading, told) else told)
    yield from alternatives(reading, told)


def _stands_yet(reason: str, phrase: Phrase, rule: Rule) -> bool:
    """Whether it is an act all the same: "cannot accept", and what is shown of words."""
    if reason in {"normative", "inability"}:
        return is_negative(phrase)
    return reason == "staged" and rule.event_type not in SHOWABLE


def _told(status: Status, phrase: Phrase) -> Status:
    """Reported, where the denial is what makes the act: "did not rule out force"."""
    return Status.REPORTED if status is Status.DENIED and is_negative(phrase) else status


def _status(reading: Reading, token: Token, told: Status, rule: Rule) -> Status:
    """That of the words, or the rule's own where they only report a state of mind.

    An effort to do a thing is the doing of it only where it takes force.
    """
    if told is not Status.REPORTED:
        return told
    if rule.event_type in SPOKEN | {"COOPERATE", "AID", "CONSULT"} and is_attempt(reading.parse, token.i):
        return Status.PLANNED
    return Status(rule.status) if rule.status else told


def _words(reading: Reading, token: Token, phrase: Phrase) -> tuple[int, ...]:
    """The trigger with its particle."""
    beside = {child.i for child in reading.parse.children(token.i) if child.dep == "prt"}
    before = {
        child.i for child in reading.parse.children(token.i)
        if phrase.before is not None and phrase.before in (child.lemma.lower(), child.text.lower())
    }  # fmt: skip
    return tuple(sorted({token.i} | beside | before))
