"""The acts that one parsed sentence tells: type, status, parties; no act told twice, none that is only talked of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.actors import Party
from pipeline.attribution import phrase_span, sources
from pipeline.clauses import Clause, noun_clause, surface_subjects, verb_clause
from pipeline.event_rules import Phrase, Rule, Slot, event_rules
from pipeline.frames import Reading
from pipeline.language import Token
from pipeline.lexicon import words
from pipeline.status import Status, is_habit, is_resolve, proviso, standing

# Types whose act is said: what hangs on them as their content is no act of its own.
SAID = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE"})
# Types that only those can do who have a name or an office.
OFFICIAL = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION",
    "MOBILIZE", "STATEMENT", "RETREAT",
})  # fmt: skip
SHOWABLE = frozenset({"ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "CASUALTY", "AID", "RETREAT", "COOPERATE"})
# Types whose verbs in the present tell an act that is going on: "demands", "rejects".
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE", "STATEMENT"})
# Types told well enough when nobody says who did it: "the prisoners were freed".
UNSIGNED = frozenset({"AID", "RETREAT", "SANCTION", "STATEMENT", "MOBILIZE"})
# Types that a group or a person without a known name may do.
OUTSPOKEN = frozenset({"REQUEST", "REJECT", "ACCUSE"})
VIOLENT = frozenset({"ASSAULT", "CASUALTY"})
PRIVATE = frozenset({"BUS", "MED", None})
ANYONE = Slot(frozenset({"person", "organisation", "fighters", "crowd", "troops", "police"}), frozenset())
BUSINESS = Slot(frozenset({"business"}), frozenset())
ARGUMENT_DEPS = frozenset(
    {"dobj", "pobj", "prep", "xcomp", "ccomp", "pcomp", "acl", "nsubjpass", "dative", "conj", "advcl"}
)
NEAREST = 8


@dataclass(frozen=True, slots=True)
class Draft:
    """An act as one word of a sentence tells it; `words` are the tokens that tell it, in reading order.

    `others` are the triggers of further tellings of the same act in the sentence.
    """

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
    others: tuple[int, ...] = ()


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words("grammar")[name])


def drafts(reading: Reading, is_headline: bool = False) -> list[Draft]:
    """The acts of a sentence, in reading order; only a headline tells an act in the bare present."""
    told = [draft for token in reading.parse.tokens for draft in _draft(reading, token)]
    if not is_headline:
        told = [
            draft for draft in told if draft.rule.event_type in SPOKEN or not is_habit(reading.parse, draft.trigger)
        ]
    kept = [draft for draft in told if not _is_content(reading, draft) and _is_act(reading, draft)]
    return merged(reading, kept)


def _draft(reading: Reading, token: Token) -> Iterator[Draft]:
    best = reading.best(token.i)
    if best is None:
        return
    phrase, rule = best
    stands = standing(reading.parse, token.i)
    if stands.no_act is not None and (stands.no_act != "staged" or rule.event_type in SHOWABLE):
        return
    clause = _with_speaker(reading, _with_light_verb(reading, reading.clause(token.i)))
    actors = _actors(reading, rule, clause)
    recipients = _recipients(reading, rule, clause, actors)
    if rule.both and not actors:
        actors = _unique(_others(reading, clause))
        recipients = tuple(party for party in recipients if party not in actors)
    sure = _confidence(phrase, actors, recipients, clause)
    said, status = _words(reading, token, phrase), _status(stands.status, rule)
    told = Draft(token.i, said, phrase, rule, status, clause, actors, recipients, rule.mode, sure)
    yield _turned(reading, told)


def _status(told: Status, rule: Rule) -> Status:
    """That of the words, or the rule's own where they only report a state of mind."""
    return Status(rule.status) if rule.status and told is Status.REPORTED else told


def _turned(reading: Reading, draft: Draft) -> Draft:
    """The refusal that "will not send" is, the threat that "will strike unless" is; any other act as it was."""
    rules, kind = event_rules(), draft.rule.event_type
    if kind == "ASSAULT" and _is_mishap(reading, draft):
        rule = rules.by_name["casualty.kills"]
        return replace(draft, rule=rule, mode=rule.mode, actors=())
    codes = {party.code for party in draft.actors}
    if draft.rule.jointly and len(codes - {None}) > 1:
        rule = rules.by_name[draft.rule.jointly]
        return replace(draft, rule=rule, mode=rule.mode)
    if not draft.actors or draft.status is Status.REPORTED:
        return draft
    rule = None
    if is_resolve(reading.parse, draft.trigger) and draft.status is Status.DENIED:
        rule = rules.refusals.get(kind)
    elif _is_threat(reading, draft):
        rule = rules.threats.get(kind)
    if rule is None:
        return draft
    return replace(draft, rule=rule, mode=rule.mode, status=Status.REPORTED)


def _is_mishap(reading: Reading, draft: Draft) -> bool:
    """Whether the harm is done by what went wrong: "the jet crashed, killing 520"."""
    token = reading.parse.tokens[draft.trigger]
    if token.lemma not in _set("harm") or token.dep not in {"advcl", "conj"}:
        return False
    return reading.parse.tokens[token.head].lemma in _set("mishaps")


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


def _confidence(phrase: Phrase, actors: Sequence[Party], recipients: Sequence[Party], clause: Clause) -> float:
    """More of the frame filled, surer."""
    sure = 0.45 + 0.03 * min(phrase.weight, 8) + 0.1 * bool(actors) + 0.08 * bool(recipients)
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
    clause = _with_participle(reading, clause)
    verb = light_verb(reading, clause.head)
    if verb is None:
        return _with_visitor(reading, clause)
    above = verb_clause(reading.parse, verb.i)
    if clause.head in above.subjects:
        return clause
    obliques = (*clause.obliques, *(pair for pair in above.obliques if pair[1] != clause.head))
    if verb.lemma in _set("suffering"):
        return replace(clause, objects=(*clause.objects, *above.subjects), obliques=obliques)
    return replace(clause, subjects=(*clause.subjects, *above.subjects), obliques=obliques)


def _with_speaker(reading: Reading, clause: Clause) -> Clause:
    """With the speaker as doer of a verb that was hung on what he said: "said the drill was a threat and urged"."""
    token = reading.parse.tokens[clause.head]
    if token.dep != "conj" or not clause.subjects or not all(_is_abstract(reading, i) for i in clause.subjects):
        return clause
    said = reading.parse.tokens[token.head]
    if said.dep != "ccomp" or said.is_root:
        return clause
    return replace(clause, subjects=surface_subjects(reading.parse, reading.parse.tokens[said.head]))


def _with_participle(reading: Reading, clause: Clause) -> Clause:
    """With what hangs on a light verb behind the noun: "talks held in Geneva", "an attack carried out by"."""
    for child in reading.parse.children(clause.head):
        if child.dep in {"acl", "relcl"} and child.lemma in _set("light"):
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
    return token.dep == "poss" or (token.text[:1].isupper() and (token.i > 0 or token.pos != "NOUN"))


def _actors(reading: Reading, rule: Rule, clause: Clause) -> tuple[Party, ...]:
    found: list[Party] = []
    for source in rule.actor:
        for noun in _from(reading, clause, source):
            if source != "subject":
                found += _named(reading, noun)
            elif not _is_abstract(reading, noun):
                found += _who(reading, noun)
        if found:
            break
    if not found and clause.is_noun and "subject" in rule.actor:
        found = [party for noun in _adjectives(reading, clause) for party in reading.parties(noun)]
    return _unique(found)


def _adjectives(reading: Reading, clause: Clause) -> Iterator[int]:
    """The word before a noun that says whose act it is: "Russian attack", "rebel attack"."""
    for child in reading.parse.children(clause.head):
        if child.dep in {"amod", "compound", "nmod"} and (_is_name(child) or child.lemma in _doers()):
            yield child.i


def _who(reading: Reading, i: int) -> tuple[Party, ...]:
    """Who the noun names; a group or a person whom no list knows goes by the words of the text."""
    known = reading.parties(i)
    token = reading.parse.tokens[i]
    if token.pos == "NOUN" and reading.fills(i, BUSINESS) and not any(party.code for party in known):
        return ()
    if known or token.pos != "NOUN" or not reading.fills(i, ANYONE):
        return known
    start, end = phrase_span(reading.parse, i)
    return (Party(reading.parse.text[start:end], None, None, None, start, end),)


def _is_abstract(reading: Reading, i: int) -> bool:
    """Whether a common noun names no one who can act: "the deployment", "this support"."""
    token = reading.parse.tokens[i]
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or lemma in _set("bodies") or lemma in words("noun_classes")["person"]:
        return False
    return lemma.endswith(tuple(_set("abstract_endings")))


@cache
def _doers() -> frozenset[str]:
    return frozenset(words("noun_classes")["fighters"]) | frozenset(words("noun_classes")["police"])


def _recipients(reading: Reading, rule: Rule, clause: Clause, actors: Sequence[Party]) -> tuple[Party, ...]:
    acting = {(party.entity or party.name, party.code) for party in actors}
    unknown: tuple[Party, ...] = ()
    for source in rule.recipient:
        for noun in _from(reading, clause, source):
            found = _named(reading, noun)
            others = _unique(party for party in found if (party.entity or party.name, party.code) not in acting)
            if any(party.code for party in others):
                return others
            unknown = unknown or others
    return unknown


def _others(reading: Reading, clause: Clause) -> list[Party]:
    """Those between or with whom an act is that all of them do."""
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
    if is_bare_toll(draft):
        return True
    if "must" in draft.phrase.complements and not any(_is_public(party) for party in draft.recipients):
        return False
    if not draft.rule.actor:
        return bool(draft.recipients) or any(reading.fills(noun, ANYONE) for noun in clause.arguments)
    if clause.is_noun and kind in VIOLENT and _does_harm(reading, clause.head):
        return True
    if clause.is_noun and not any(_is_public(party) for party in parties):
        return kind in {"ASSAULT", "PROTEST"} and (
            draft.phrase.weight >= 6 or light_verb(reading, clause.head) is not None
        )
    if kind in OFFICIAL:
        return _is_official(draft, parties)
    if clause.subjects and not draft.actors and not clause.is_noun:
        return bool(draft.recipients) and (draft.phrase.subject is not None or _is_blow(reading, clause))
    return bool(parties) or bool(clause.subjects)


def _does_harm(reading: Reading, i: int) -> bool:
    """Whether the noun is what a verb of harm has for subject: "the ambush killed nine"."""
    verbs = [child for child in reading.parse.children(i) if child.dep == "relcl"]
    token = reading.parse.tokens[i]
    verbs += [reading.parse.tokens[token.head]] if token.dep == "nsubj" else []
    return any(verb.lemma in _set("harm") for verb in verbs)


def _is_official(draft: Draft, parties: Sequence[Party]) -> bool:
    """Whether an act of states, bodies and crowds has one of them on a side; what firms do to firms is none."""
    clause = draft.clause
    if clause.subjects and not draft.actors:
        return False
    if not parties and clause.passive and not clause.subjects and draft.rule.event_type in UNSIGNED:
        return draft.phrase.weight >= 4 and bool(draft.phrase.objects)
    if any(_is_public(party) for party in parties):
        return True
    return draft.rule.event_type in OUTSPOKEN and any(party.sector is None for party in draft.actors)


def _is_public(party: Party) -> bool:
    """Whether it is more than a firm, a paper or an unknown one."""
    return party.sector not in PRIVATE or (party.sector is None and party.code is not None)


def _is_blow(reading: Reading, clause: Clause) -> bool:
    """Whether an act of violence is itself what does the harm: "the bombing killed 20"."""
    found = [reading.best(noun) for noun in clause.subjects if reading.parse.tokens[noun].pos == "NOUN"]
    return any(pair is not None and pair[1].event_type in VIOLENT for pair in found)


def is_bare_toll(draft: Draft) -> bool:
    """Whether it is a noun of harm that tells an act only with a number: "casualties", "deaths"."""
    return draft.clause.is_noun and draft.rule.event_type == "CASUALTY"


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
    if _tells_of(one, other) or _tells_of(other, one):
        return len(types) == 1
    if one.mode != other.mode and one.mode and other.mode and one.rule.event_type not in VIOLENT:
        return False
    if len(types) == 1:
        verbs = not one.clause.is_noun and not other.clause.is_noun
        if verbs and _joined_by_and(reading, one, other):
            return types <= VIOLENT and _is_harm(reading, other) and _is_harm(reading, one)
        return hangs and (not verbs or types <= VIOLENT or one.rule.name == other.rule.name)
    return types == {"ASSAULT", "CASUALTY"} and hangs


def _tells_of(verb: Draft, noun: Draft) -> bool:
    """Whether the verb has the noun for its object: "called a strike"."""
    return not verb.clause.is_noun and noun.clause.is_noun and noun.trigger in verb.clause.objects


def _is_harm(reading: Reading, draft: Draft) -> bool:
    return reading.parse.tokens[draft.trigger].lemma in _set("harm")


def _joined_by_and(reading: Reading, one: Draft, other: Draft) -> bool:
    """Whether two verbs stand side by side, each with an object of its own."""
    token = reading.parse.tokens[other.trigger]
    return (
        token.dep == "conj" and token.head == one.trigger and bool(set(other.clause.objects) - set(one.clause.objects))
    )


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
    first, second = (one, other) if _leads(reading, one, other) else (other, one)
    return replace(
        first,
        others=(*first.others, second.trigger, *second.others),
        actors=first.actors or second.actors,
        recipients=first.recipients or second.recipients,
        mode=_mode(first, second),
        confidence=max(first.confidence, second.confidence),
    )


def _mode(first: Draft, second: Draft) -> str | None:
    """That of the noun that the verb tells of; else the first's own, else the other's when it is of one type."""
    if first.rule.event_type != second.rule.event_type:
        return first.mode
    return (second.mode or first.mode) if _tells_of(first, second) else (first.mode or second.mode)


def _leads(reading: Reading, one: Draft, other: Draft) -> bool:
    """Whether the first of two tellings names the act: the blow over its toll, a verb over a noun, the governor."""
    if one.rule.event_type != other.rule.event_type:
        return one.rule.event_type == "ASSAULT"
    if one.clause.is_noun != other.clause.is_noun:
        return other.clause.is_noun
    return _hangs(reading, one.trigger, other.trigger)
