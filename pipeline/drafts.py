"""The acts that one parsed sentence tells: type, status, parties; no act told twice, none that is only talked of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.actors import Party
from pipeline.clauses import Clause, noun_clause, verb_clause
from pipeline.event_rules import Phrase, Rule
from pipeline.frames import Reading
from pipeline.language import Token
from pipeline.lexicon import words
from pipeline.status import Status, standing

# Types whose act is said: what hangs on them as their content is no act of its own.
SAID = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
# Types that only those can do who have a name or an office.
OFFICIAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
    "MOBILIZE", "STATEMENT", "RETREAT",
})  # fmt: skip
PRIVATE = frozenset({"BUS", "MED", None})
ARGUMENT_DEPS = frozenset(
    {"dobj", "pobj", "prep", "xcomp", "ccomp", "pcomp", "acl", "nsubjpass", "dative", "conj", "advcl"}
)
NEAREST = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """An act as one word of a sentence tells it; `words` are the tokens that tell it, in reading order."""

    trigger: int
    words: tuple[int, ...]
    phrase: Phrase
    rule: Rule
    status: Status
    clause: Clause
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    mode: str | None
    confidence: float


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words("grammar")[name])


def drafts(reading: Reading) -> list[Draft]:
    """The acts of a sentence, in reading order."""
    told = [draft for token in reading.parse.tokens for draft in _draft(reading, token)]
    kept = [draft for draft in told if not _is_content(reading, draft) and _is_act(reading, draft)]
    return merged(reading, kept)


def _draft(reading: Reading, token: Token) -> Iterator[Draft]:
    best = reading.best(token.i)
    if best is None:
        return
    phrase, rule = best
    stands = standing(reading.parse, token.i)
    if stands.no_act is not None:
        return
    clause = _with_light_verb(reading, reading.clause(token.i))
    actors = _actors(reading, rule, clause)
    recipients = _recipients(reading, rule, clause, actors)
    if rule.both and not recipients:
        actors = _unique([*actors, *_others(reading, clause, actors)])
    yield Draft(
        token.i, _words(reading, token, phrase), phrase, rule, stands.status, clause, actors, recipients, rule.mode,
        _confidence(phrase, actors, recipients, clause),
    )  # fmt: skip


def _confidence(phrase: Phrase, actors: Sequence[Party], recipients: Sequence[Party], clause: Clause) -> float:
    """More of the frame filled, surer."""
    sure = 0.45 + 0.06 * min(phrase.weight, 4) + 0.1 * bool(actors) + 0.08 * bool(recipients)
    return round(min(sure - 0.1 * clause.is_noun, 0.95), 2)


def _words(reading: Reading, token: Token, phrase: Phrase) -> tuple[int, ...]:
    """The trigger with its particle."""
    beside = {child.i for child in reading.parse.children(token.i) if child.dep == "prt"}
    before = {
        child.i for child in reading.parse.children(token.i)
        if phrase.before is not None and phrase.before in (child.lemma.lower(), child.text.lower())
    }  # fmt: skip
    return tuple(sorted({token.i} | beside | before))


def _with_light_verb(reading: Reading, clause: Clause) -> Clause:
    """A noun's act with the doer of the verb that only says that it happens: "launched an attack on"."""
    if not clause.is_noun:
        return clause
    verb = light_verb(reading, clause.head)
    if verb is None:
        return clause
    above = verb_clause(reading.parse, verb.i)
    if clause.head in above.subjects:
        return clause
    obliques = (*clause.obliques, *(pair for pair in above.obliques if pair[1] != clause.head))
    if verb.lemma in _set("suffering"):
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
            return token if token.lemma in _set("light") else None
    return None


def _unique(parties: Iterable[Party]) -> tuple[Party, ...]:
    seen: dict[tuple[str, str | None], Party] = {}
    for party in parties:
        seen.setdefault((party.entity or party.name.lower(), party.code), party)
    return tuple(seen.values())


def _named(reading: Reading, i: int) -> tuple[Party, ...]:
    """Who the noun names, else who stands in it: "Iran's proposal", "the Turkish offer", "a proposal by Oman"."""
    known = reading.parties(i)
    if known:
        return known
    children = reading.parse.children(i)
    for child in children:
        if child.dep in {"poss", "compound", "amod", "nmod"} and _is_name(child) and reading.parties(child.i):
            return reading.parties(child.i)
    for child in children:
        if child.dep == "prep" and child.lemma in {"of", "by", "from", "in", "with", "against", "between"}:
            for noun in reading.parse.children(child.i):
                if noun.dep == "pobj" and reading.parties(noun.i):
                    return reading.parties(noun.i)
    return ()


def _is_name(token: Token) -> bool:
    """Whether the word before a noun names somebody: "Iran's", "Turkish", not "military"."""
    return token.dep == "poss" or token.text[:1].isupper()


def _actors(reading: Reading, rule: Rule, clause: Clause) -> tuple[Party, ...]:
    found = [
        party for source in rule.actor for noun in _from(reading, clause, source) for party in reading.parties(noun)
    ]
    if not found and clause.is_noun and "subject" in rule.actor:
        found = [party for noun in _adjectives(reading, clause) for party in reading.parties(noun)]
    return _unique(found)


def _adjectives(reading: Reading, clause: Clause) -> Iterator[int]:
    """The word before a noun that says whose act it is: "Russian attack", "rebel attack"."""
    for child in reading.parse.children(clause.head):
        if child.dep in {"amod", "compound", "nmod"} and (_is_name(child) or child.lemma in _doers()):
            yield child.i


@cache
def _doers() -> frozenset[str]:
    return frozenset(words("noun_classes")["fighters"]) | frozenset(words("noun_classes")["police"])


def _recipients(reading: Reading, rule: Rule, clause: Clause, actors: Sequence[Party]) -> tuple[Party, ...]:
    acting = {(party.entity or party.name, party.code) for party in actors}
    for source in rule.recipient:
        for noun in _from(reading, clause, source):
            found = _named(reading, noun)
            others = [party for party in found if (party.entity or party.name, party.code) not in acting]
            if others:
                return _unique(others)
    return ()


def _others(reading: Reading, clause: Clause, actors: Sequence[Party]) -> list[Party]:
    return [party for word in ("with", "between") for noun in clause.after(word) for party in reading.parties(noun)]


def _from(reading: Reading, clause: Clause, source: str) -> Iterator[int]:
    """The nouns of a clause that a rule names by their place in it."""
    parse = reading.parse
    if source == "subject":
        yield from clause.subjects
    elif source == "object":
        for noun in clause.objects:
            if not clause.is_noun or parse.tokens[noun].dep in {"pobj", "poss"} or _is_name(parse.tokens[noun]):
                yield noun
    elif source == "possessor":
        for noun in clause.objects:
            yield from noun_clause(parse, noun).subjects
    elif source == "purpose":
        yield from reading.helped(clause)
    elif source in {"infinitive", "complement"}:
        for token in reading.complements(clause):
            if token.pos in {"VERB", "AUX"}:
                below = reading.clause(token.i)
                if source == "complement":
                    yield from (noun for noun in below.subjects if noun not in clause.subjects)
                else:
                    yield from (
                        *below.after("dative"),
                        *below.after("to"),
                        *below.after("with"),
                        *below.objects,
                        *below.after("against"),
                        *below.after("on"),
                        *below.after("from"),
                    )
    else:
        yield from clause.after(source)


def _is_content(reading: Reading, draft: Draft) -> bool:
    """Whether the act is only what another act is about: what is demanded, promised, threatened, refused."""
    token = reading.parse.tokens[draft.trigger]
    for _ in range(NEAREST):
        if token.is_root or token.dep not in ARGUMENT_DEPS:
            return False
        above = reading.parse.tokens[token.head]
        if token.dep == "conj" and above.i != draft.trigger:
            token = above
            continue
        if token.dep == "advcl" and token.tag != "VB":
            return False
        best = reading.best(above.i)
        if best is not None and best[1].event_type in SAID and above.i != draft.trigger:
            return True
        token = above
    return False


def _is_act(reading: Reading, draft: Draft) -> bool:
    """Whether there is somebody who can have done it, or to whom it was done."""
    parties = (*draft.actors, *draft.recipients)
    clause, kind = draft.clause, draft.rule.event_type
    if any(party.sector == "MED" for party in draft.actors) and draft.mode != "broadcast" and kind in OFFICIAL:
        return False
    if clause.is_noun and not any(party.code or party.sector for party in parties):
        return kind in {"ASSAULT", "PROTEST"} and (
            draft.phrase.weight >= 3 or light_verb(reading, clause.head) is not None
        )
    if kind in OFFICIAL:
        if clause.subjects and not draft.actors:
            return False
        return any(party.code or party.sector not in PRIVATE for party in parties)
    if clause.subjects and not draft.actors and not clause.is_noun:
        return bool(draft.recipients) and draft.phrase.subject is not None
    return bool(parties) or bool(clause.subjects)


def merged(reading: Reading, found: list[Draft]) -> list[Draft]:
    """Drafts of one act as one: a verb and the noun of the same act, a blow and the toll that it took."""
    kept: list[Draft] = []
    for draft in found:
        partner = next((at for at, other in enumerate(kept) if _same_act(reading, other, draft)), None)
        if partner is None:
            kept.append(draft)
        else:
            kept[partner] = _joined(reading, kept[partner], draft)
    return kept


def _same_act(reading: Reading, one: Draft, other: Draft) -> bool:
    types = {one.rule.event_type, other.rule.event_type}
    if one.status != other.status:
        return False
    hangs = _hangs(reading, one.trigger, other.trigger) or _hangs(reading, other.trigger, one.trigger)
    if len(types) == 1:
        return hangs
    return types == {"ASSAULT", "CASUALTY"} and hangs


def _hangs(reading: Reading, upper: int, lower: int) -> bool:
    """Whether one word is an argument, a modifier or a participle of the other's clause."""
    token = reading.parse.tokens[lower]
    for _ in range(4):
        if token.is_root or token.dep in {"ccomp", "parataxis"}:
            return False
        if token.head == upper:
            return True
        token = reading.parse.tokens[token.head]
    return False


def _joined(reading: Reading, one: Draft, other: Draft) -> Draft:
    """The surer telling, with what only the other one says."""
    if one.rule.event_type != other.rule.event_type:
        first, second = (one, other) if one.rule.event_type == "ASSAULT" else (other, one)
    else:
        upper, lower = (one, other) if _hangs(reading, one.trigger, other.trigger) else (other, one)
        first, second = (upper, lower) if _rank(upper)[:2] >= _rank(lower)[:2] else (lower, upper)
    return replace(
        first,
        words=first.words,
        actors=first.actors or second.actors,
        recipients=first.recipients or second.recipients,
        mode=first.mode or (second.mode if first.rule.event_type == second.rule.event_type else None),
        confidence=max(first.confidence, second.confidence),
    )


def _rank(draft: Draft) -> tuple[bool, bool, int]:
    return bool(draft.actors), not draft.clause.is_noun, draft.phrase.weight
