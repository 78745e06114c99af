"""Clauses with what hangs on the words beside them: light verbs, participles, the speaker, the occasion."""

from dataclasses import replace

from pipeline.acts.draft import ANYONE, grammar
from pipeline.acts.frames import Reading
from pipeline.acts.parties import is_abstract
from pipeline.acts.present import is_law
from pipeline.clauses import Clause, surface_subjects, verb_clause
from pipeline.language import Token


def with_light_verb(reading: Reading, clause: Clause) -> Clause:
    """A noun's act with the doer of the verb that only says that it happens: "launched an attack on"."""
    if not clause.is_noun:
        return clause
    clause = _with_participle(reading, clause)
    verb = light_verb(reading, clause.head)
    if verb is None:
        return _with_visitor(reading, clause)
    above = verb_clause(reading.parse, verb.i)
    if clause.head in above.subjects:
        return clause
    obliques = (*clause.obliques, *(pair for pair in above.obliques if pair[1] != clause.head))
    if verb.lemma in grammar("suffering"):
        return replace(clause, objects=(*clause.objects, *above.subjects), obliques=obliques)
    return replace(clause, subjects=(*clause.subjects, *above.subjects), obliques=obliques)


def light_verb(reading: Reading, i: int) -> Token | None:
    """The verb that says no more than that the act of the noun at `i` happens; null when there is none."""
    token = reading.parse.tokens[i]
    for _ in range(2):
        if token.dep not in {"dobj", "nsubjpass", "pobj", "prep", "nsubj"} or token.is_root:
            return None
        token = reading.parse.tokens[token.head]
        if token.pos in {"VERB", "AUX"}:
            return token if token.lemma in grammar("light") else None
    return None


def _with_participle(reading: Reading, clause: Clause) -> Clause:
    """With what hangs on a light verb behind the noun: "talks held in Geneva", "an attack carried out by"."""
    for child in reading.parse.children(clause.head):
        if child.dep in {"acl", "relcl"} and child.lemma in grammar("light"):
            below = verb_clause(reading.parse, child.i)
            doers = tuple(noun for noun in below.subjects if noun != clause.head)
            return replace(clause, subjects=(*clause.subjects, *doers), obliques=(*clause.obliques, *below.obliques))
    return clause


def _with_visitor(reading: Reading, clause: Clause) -> Clause:
    """With the subject of the clause for which a visit or a meeting is the occasion: "In a visit to Rome, he said"."""
    best = reading.best(clause.head)
    token = reading.parse.tokens[clause.head]
    if clause.subjects or best is None or best[1].event_type != "CONSULT" or token.dep != "pobj":
        return clause
    verb = reading.parse.tokens[reading.parse.tokens[token.head].head]
    if verb.pos not in {"VERB", "AUX"}:
        return clause
    return replace(clause, subjects=surface_subjects(reading.parse, verb))


def with_lawgiver(reading: Reading, clause: Clause) -> Clause:
    """With those who pass a law as doers of what it does: "adopted a law banning the rallies"."""
    for noun in clause.subjects:
        token = reading.parse.tokens[noun]
        verb = reading.parse.tokens[token.head]
        if not clause.is_noun and is_law(token) and token.dep in {"dobj", "nsubjpass"} and verb.i != clause.head:
            return replace(clause, subjects=verb_clause(reading.parse, verb.i).subjects)
    return clause


def _is_thing(reading: Reading, i: int) -> bool:
    """Whether a common noun names nobody who could speak for himself: "the drill", "the merger"."""
    nobody = reading.parse.tokens[i].pos == "NOUN" and not reading.parties(i) and not reading.fills(i, ANYONE)
    return nobody or is_abstract(reading, i)


def with_speaker(reading: Reading, clause: Clause) -> Clause:
    """With the speaker as doer of a verb that was hung on what he said: "said the drill was a threat and urged"."""
    token = reading.parse.tokens[clause.head]
    if token.dep != "conj" or not clause.subjects or not all(_is_thing(reading, i) for i in clause.subjects):
        return clause
    said = reading.parse.tokens[token.head]
    if said.dep != "ccomp" or said.is_root:
        return clause
    return replace(clause, subjects=surface_subjects(reading.parse, reading.parse.tokens[said.head]))
