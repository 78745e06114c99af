"""Which drafts are acts: done by, or to, somebody who can, and told for themselves, not as another act's content."""

from collections.abc import Sequence

from pipeline.actors import Party
from pipeline.acts.commerce import (
    PRIVATE,
    is_figure_of_speech,
    is_labour_matter,
    is_private_matter,
    speaks_of_business,
)
from pipeline.acts.draft import ANYONE, VIOLENT, Draft, grammar, is_alternative
from pipeline.acts.frames import Reading
from pipeline.acts.occurring import verb_of_happening
from pipeline.acts.widening import light_verb
from pipeline.clauses import Clause
from pipeline.language import Token

# Types whose act is said: what hangs on them as their content is no act of its own.
SAID = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
# Types that only those can do who have a name or an office.
OFFICIAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
    "MOBILIZE", "STATEMENT", "RETREAT",
})  # fmt: skip
# Types told well enough when nobody says who did it: "the prisoners were freed".
UNSIGNED = frozenset({"AID", "CONSULT", "RETREAT", "SANCTION", "STATEMENT", "MOBILIZE", "CONCEDE"})
# Modes of these that need a doer all the same: what was denied or broken off was so by somebody.
SIGNED_MODES = frozenset({"discontinue", "deny", "announce"})
# Types that a group or a person without a known name may do.
OUTSPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE", "STATEMENT"})
# Types of which those of a court are told of anybody.
LEGAL = frozenset({"ACCUSE", "SANCTION", "REQUEST"})
# Numbers and pronouns that pick one out of many of its kind.
RANKS = frozenset({"one", "some", "most", "any", "many"})
ARGUMENT_DEPS = frozenset({
    "dobj", "pobj", "prep", "xcomp", "ccomp", "pcomp", "acl", "nsubjpass", "dative", "conj", "advcl", "acomp",
})  # fmt: skip
# Types whose noun only names what the verb above it does: "signed the agreement", "held the talks".
NAMED_BY_VERBS = frozenset({"AGREE", "CONSULT", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"})
# Types whose noun tells an act only with its doer: "the threat of a strike" is none.
SIGNED = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE"})
# Types of words alone: charging somebody with one is no second act.
SPOKEN = NAMED_BY_VERBS | {"ACCUSE", "STATEMENT"}
# Types whose noun, with a doer of its own, is told by the verb of those types that answers it.
ASKED = frozenset({"REQUEST", "THREATEN", "ACCUSE", "REJECT"})
ANSWERING = frozenset({"REJECT", "CONCEDE", "AGREE", "ACCUSE"})
# Rules whose noun tells what somebody has said, whatever is done about it: "an inquiry into claims that".
CLAIMS = frozenset({"accuse.says-wrong", "threaten.says-response"})
NEAREST = 8


def is_content(reading: Reading, draft: Draft) -> bool:
    """Whether the act is only what another act is about: what is demanded, promised, threatened, refused."""
    token = reading.parse.tokens[draft.trigger]
    if is_alternative(reading.parse, token) and draft.rule.event_type == "THREATEN":
        return False
    if draft.clause.is_noun and draft.rule.name in CLAIMS and draft.actors:
        return False
    if token.dep == "conj" and draft.clause.subjects != reading.clause(draft.trigger).subjects:
        return False
    if draft.clause.is_noun and draft.rule.event_type in VIOLENT and _was_done(reading, draft):
        return False
    for _ in range(NEAREST):
        if token.is_root or token.dep not in ARGUMENT_DEPS or _is_past_fact(reading, token):
            return False
        above = reading.parse.tokens[token.head]
        if token.dep == "conj" and above.i != draft.trigger:
            token = above
            continue
        if (token.dep == "advcl" and not reading.is_infinitive(token)) or (token.dep == "prep" and token.i < above.i):
            return False
        best = reading.best(above.i)
        if best is not None and best[1].event_type in SAID and above.i != draft.trigger:
            return not is_answered(reading, draft)
        if best is not None and best[0].complements & {"cooperative", "hostile"}:
            return True
        if best is not None and best[1].event_type == "ACCUSE" and draft.rule.event_type in SPOKEN:
            return not is_answered(reading, draft)
        token = above
    return False


def _is_past_fact(reading: Reading, token: Token) -> bool:
    """Whether it is a clause of its own in the past, which nobody can ask for: "after guards were taken"."""
    if token.dep not in {"ccomp", "advcl"} or token.pos not in {"VERB", "AUX"}:
        return False
    helpers = {child.text.lower() for child in reading.parse.children(token.i) if child.dep in {"aux", "auxpass"}}
    return (token.tag == "VBD" and not helpers) or bool(helpers & grammar("past_helpers"))


def _was_done(reading: Reading, draft: Draft) -> bool:
    """Whether the noun is of an act that was done: "the raid", "a raid by commandos", not "attacks on" anybody."""
    children = reading.parse.children(draft.trigger)
    definite = any(child.dep in {"det", "poss"} and child.lemma in grammar("definite") for child in children)
    return definite or any(child.dep in {"prep", "agent"} and child.lemma == "by" for child in children)


def is_answered(reading: Reading, draft: Draft) -> bool:
    """Whether the noun is what somebody else asked or threatened, as the verb answers it: "rejected Iran's demand"."""
    if not draft.clause.is_noun or draft.rule.event_type not in ASKED or not draft.actors:
        return False
    verb = reading.parse.tokens[reading.parse.tokens[draft.trigger].head]
    best = reading.best(verb.i)
    if best is None or best[1].event_type not in ANSWERING or draft.trigger not in reading.clause(verb.i).objects:
        return False
    doers = [party for noun in reading.clause(verb.i).subjects for party in reading.parties(noun)]
    return not {_name(party) for party in doers} & {_name(party) for party in draft.actors}


def _name(party: Party) -> str:
    return party.entity or party.name


def is_label(reading: Reading, draft: Draft) -> bool:
    """Whether the word only names or ranks a thing: "called it a massacre", "one of the worst raids"."""
    token = reading.parse.tokens[draft.trigger]
    if token.is_root:
        return False
    above = reading.parse.tokens[token.head]
    if is_figure_of_speech(reading, token.i):
        return True
    if not draft.clause.is_noun:
        objects = {child.text.lower() for child in reading.parse.children(token.i)}
        return token.lemma in grammar("naming") and "what" in objects
    if above.dep == "prep" and above.lemma == "as":
        above = reading.parse.tokens[above.head]
    if above.lemma in grammar("naming") and token.dep in {"oprd", "attr", "pobj", "ccomp"}:
        return True
    one = reading.parse.tokens[above.head]
    return above.dep == "prep" and above.lemma == "of" and one.text.lower() in RANKS


def is_named_by(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether it is the noun of an act that a verb above it tells already."""
    if not draft.clause.is_noun or draft.rule.event_type not in NAMED_BY_VERBS:
        return False
    above = [other for other in told if not other.clause.is_noun and draft.trigger in other.clause.objects]
    return any(not draft.actors or _shares_actor(draft, other) for other in above)


def _shares_actor(one: Draft, other: Draft) -> bool:
    """Whether both have a doer of one name, or the second none."""
    names = {party.entity or party.name for party in other.actors}
    return not names or any((party.entity or party.name) in names for party in one.actors)


def is_act(reading: Reading, draft: Draft) -> bool:
    """Whether there is somebody who can have done it, or to whom it was done."""
    parties = (*draft.actors, *draft.recipients)
    clause, kind = draft.clause, draft.rule.event_type
    if is_private_matter(reading, draft):
        return False
    if any(party.sector == "MED" for party in draft.actors) and draft.mode != "broadcast" and kind in OFFICIAL:
        return False
    if (clause.is_noun and kind == "CASUALTY") or draft.mode == "rescue":
        return bool(parties) or clause.is_noun
    if draft.mode == "broadcast" and draft.actors:
        return any(party.sector == "MED" or _is_public(party) for party in draft.actors)
    if clause.is_noun and kind in SIGNED and not draft.actors:
        return draft.rule.context == "legal" and any(party.code for party in draft.recipients)
    if draft.rule.official and not any(_is_known(party) or party.entity for party in draft.actors):
        return False
    bidden = draft.phrase.complements & {"must", "should"} and not draft.phrase.objects
    if bidden and kind == "REQUEST" and not any(_is_public(party) for party in _others(draft)):
        return False
    if not draft.rule.actor:
        harmed = clause.arguments if clause.is_noun else (*clause.subjects, *clause.objects)
        lost = any(slot.words & grammar("lives") for slot in draft.phrase.objects)
        return bool(draft.recipients) or lost or any(reading.fills(noun, ANYONE) for noun in harmed)
    if clause.is_noun and kind in VIOLENT and _does_harm(reading, clause.head):
        return True
    if clause.is_noun and draft.mode == "arrest" and any(reading.fills(noun, ANYONE) for noun in clause.objects):
        return True
    if clause.is_noun and not any(_is_public(party) for party in parties) and not is_answered(reading, draft):
        return kind in {"ASSAULT", "PROTEST"} and (
            draft.phrase.weight >= 6
            or light_verb(reading, clause.head) is not None
            or verb_of_happening(reading.parse, clause.head) is not None
        )
    if kind in OFFICIAL:
        return _is_official(reading, draft, parties)
    if "subject" in draft.rule.recipient:
        return bool(parties)
    if clause.subjects and not draft.actors and not clause.is_noun:
        return draft.phrase.subject is not None or (bool(draft.recipients) and _is_blow(reading, clause))
    return bool(parties) or bool(clause.subjects) or _is_done_by_force(reading, draft)


def _is_done_by_force(reading: Reading, draft: Draft) -> bool:
    """Whether it was done by a doer who is left out, and does not happen by itself: "cars were torched"."""
    if draft.rule.event_type == "COERCE":
        return _is_decreed(reading, draft)
    accidental = reading.parse.tokens[draft.trigger].lemma in grammar("accidental")
    return draft.rule.event_type == "ASSAULT" and not accidental and draft.clause.passive and draft.phrase.weight >= 4


def _others(draft: Draft) -> list[Party]:
    """The recipients but the country of those who act: who says what his own must do asks nobody."""
    own = {party.code for party in draft.actors if party.sector in {"GOV", None}} - {None}
    return [party for party in draft.recipients if party.sector is not None or party.code not in own]


def _does_harm(reading: Reading, i: int) -> bool:
    """Whether the noun is what a verb of harm has for subject, or that in which some died: "killed in combat"."""
    token = reading.parse.tokens[i]
    verbs = [child for child in reading.parse.children(i) if child.dep == "relcl"]
    verbs += [reading.parse.tokens[token.head]] if token.dep == "nsubj" else []
    while token.dep in {"pobj", "prep", "conj"} and not token.is_root:
        token = reading.parse.tokens[token.head]
    dying = token.pos == "VERB" and token.i != i and token.lemma in grammar("harm") | grammar("dying")
    return dying or any(verb.lemma in grammar("harm") for verb in verbs)


def _is_official(reading: Reading, draft: Draft, parties: Sequence[Party]) -> bool:
    """Whether an act of states, bodies and crowds has one of them on a side; what firms do to firms is none."""
    clause = draft.clause
    if clause.subjects and not draft.actors and "subject" in draft.rule.actor:
        return False
    if draft.mode == "resign" and draft.actors:
        return True
    if draft.mode == "economic" and draft.rule.event_type == "AID" and not draft.recipients:
        return False
    if not parties and draft.rule.event_type in UNSIGNED and draft.mode not in SIGNED_MODES:
        return _is_decreed(reading, draft)
    if draft.rule.context == "legal" and draft.rule.event_type in LEGAL and parties:
        return True
    spoken = draft.rule.event_type in OUTSPOKEN
    if any(_is_public(party) if spoken else _is_known(party) for party in parties):
        return True
    if any(party.code and party.sector == "MED" for party in draft.recipients) and draft.rule.event_type in UNSIGNED:
        return True
    if any(party.sector == "BUS" for party in parties) and is_labour_matter(reading, draft):
        return True
    if draft.mode == "resign":
        return any(reading.parse.tokens[noun].pos == "PROPN" for noun in clause.subjects) and bool(parties)
    if draft.rule.event_type in OUTSPOKEN and any(party.sector is None for party in draft.actors):
        return True
    named = any(party.entity for party in draft.actors)
    return named and not clause.is_noun and not speaks_of_business(reading)


def _is_decreed(reading: Reading, draft: Draft) -> bool:
    """Whether a frame with its own object is told in the passive without a doer: "a curfew was imposed"."""
    behind = reading.parse.tokens[draft.clause.head].dep in {"acl", "relcl"}
    nobody = draft.clause.passive and not draft.clause.subjects
    framed = bool(draft.phrase.objects) or any(reading.fills(noun, ANYONE) for noun in draft.clause.objects)
    return nobody and draft.phrase.weight >= 4 and framed and not behind


def _is_public(party: Party) -> bool:
    """Whether it is more than a firm, a paper or an unknown one."""
    return party.sector not in PRIVATE or (party.sector is None and party.code is not None)


def _is_known(party: Party) -> bool:
    """Whether it is public and more than some civilian: "doctors", "voters" are not."""
    return _is_public(party) and bool(party.code or party.sector != "CVL")


def _is_blow(reading: Reading, clause: Clause) -> bool:
    """Whether an act of violence is itself what does the harm: "the bombing killed 20"."""
    found = [reading.best(noun) for noun in clause.subjects if reading.parse.tokens[noun].pos == "NOUN"]
    return any(pair is not None and pair[1].event_type in VIOLENT for pair in found)
