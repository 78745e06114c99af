"""One act told by several words of a sentence, as one: a verb and its noun, a blow and the toll that it took."""

from dataclasses import replace

from pipeline.acts.draft import VIOLENT, Draft, grammar
from pipeline.acts.frames import Reading


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
    if len(types) == 1 and (_tells_of(one, other) or _tells_of(other, one)):
        return True
    if one.status != other.status:
        return False
    if _says_again(reading, one, other):
        return True
    hangs = _hangs(reading, one.trigger, other.trigger) or _hangs(reading, other.trigger, one.trigger)
    if _is_toll_of(reading, one, other) or _is_toll_of(reading, other, one):
        return True
    if _is_wording_of(reading, one, other):
        return True
    if _tells_of(one, other) or _tells_of(other, one):
        return False
    if one.mode != other.mode and one.mode and other.mode and one.rule.event_type not in VIOLENT | {"PROTEST"}:
        return False
    if len(types) == 1:
        verbs = not one.clause.is_noun and not other.clause.is_noun
        if verbs and _joined_by_and(reading, one, other):
            return _is_one_tumult(one, other) or (
                types <= VIOLENT and _is_harm(reading, other) and _is_harm(reading, one)
            )
        return hangs and (not verbs or types <= VIOLENT or one.rule.name == other.rule.name)
    return types == {"ASSAULT", "CASUALTY"} and hangs


def _says_again(reading: Reading, one: Draft, other: Draft) -> bool:
    """Whether both are told by the same word with the same nouns beside it: nothing happens twice in one sentence."""
    if one.rule.name != other.rule.name or one.clause.is_noun or other.clause.is_noun:
        return False
    said, again = ({_words_of(reading, i) for i in draft.clause.arguments} for draft in (one, other))
    words = {reading.parse.tokens[draft.trigger].lemma for draft in (one, other)}
    return len(words) == 1 and bool(said) and said == again


def _words_of(reading: Reading, i: int) -> tuple[str, ...]:
    """A noun with the words right before it that belong to it."""
    before = [child.lemma for child in reading.parse.children(i) if child.i < i]
    return (*before, reading.parse.tokens[i].lemma)


def _is_toll_of(reading: Reading, toll: Draft, blow: Draft) -> bool:
    """Whether those are killed or hurt by the blow told beside it: "when police fired", "opened fire and two died"."""
    if toll.rule.event_type != "CASUALTY" or blow.rule.event_type != "ASSAULT" or blow.clause.is_noun:
        return False
    one, other = reading.parse.tokens[blow.trigger], reading.parse.tokens[toll.trigger]
    beside = {"conj", "ccomp", "parataxis"}
    if one.i < other.i and (
        (other.head == one.i and other.dep in beside) or (one.head == other.i and one.dep in beside)
    ):
        return True
    above = reading.parse.tokens[one.head]
    above = reading.parse.tokens[above.head] if above.dep == "conj" else above
    if one.dep != "advcl" or above.i not in {toll.trigger, *toll.others}:
        return False
    below = reading.parse.children(one.i)
    marks = {child.lemma for child in below if child.dep in {"advmod", "mark"}}
    return bool(marks & grammar("meanwhile")) and not any(child.dep == "npadvmod" for child in below)


def _is_wording_of(reading: Reading, act: Draft, naming: Draft) -> bool:
    """Whether the second only words the first: "rejected it, calling it a lie", "marched to denounce it"."""
    token = reading.parse.tokens[naming.trigger]
    if token.lemma in grammar("airing") and act.rule.event_type == "PROTEST" and token.tag == "VB":
        return _hangs(reading, act.trigger, naming.trigger)
    return token.lemma in grammar("naming") and token.dep == "advcl" and token.head == act.trigger


def _tells_of(verb: Draft, noun: Draft) -> bool:
    """Whether the verb has the noun for its object: "called a strike"."""
    return not verb.clause.is_noun and noun.clause.is_noun and noun.trigger in verb.clause.objects


def _is_one_tumult(one: Draft, other: Draft) -> bool:
    """Whether a crowd does both, or both are done to one: "burned tyres and blocked roads"."""
    crowd = one.rule.event_type == "PROTEST" or one.rule.name == other.rule.name == "assault.controls-crowd"
    return crowd and {party.name for party in one.actors} == {party.name for party in other.actors}


def _is_harm(reading: Reading, draft: Draft) -> bool:
    return reading.parse.tokens[draft.trigger].lemma in grammar("harm")


def _joined_by_and(reading: Reading, one: Draft, other: Draft) -> bool:
    """Whether two verbs stand side by side, each with an object of its own."""
    token = reading.parse.tokens[other.trigger]
    own = bool(one.clause.objects) and bool(set(other.clause.objects) - set(one.clause.objects))
    while token.dep == "conj" and token.head != one.trigger:
        token = reading.parse.tokens[token.head]
    return own and token.dep == "conj"


def _hangs(reading: Reading, upper: int, lower: int) -> bool:
    """Whether one word is an argument, a modifier or a participle of the other's clause."""
    token = reading.parse.tokens[lower]
    for _ in range(4):
        if token.is_root or token.dep in {"ccomp", "parataxis"} or _stands_alone(reading, token.i):
            return False
        if token.head == upper:
            return True
        token = reading.parse.tokens[token.head]
    return False


def _stands_alone(reading: Reading, i: int) -> bool:
    """Whether a clause that hangs on another tells of another time by a doer of its own: "after gunmen killed 129"."""
    children = reading.parse.children(i)
    if reading.parse.tokens[i].dep != "advcl" or any(child.lemma in grammar("same_time") for child in children):
        return False
    return any(child.dep in {"nsubj", "nsubjpass"} for child in children)


def _joined(reading: Reading, one: Draft, other: Draft) -> Draft:
    """The surer telling, with what only the other one says."""
    first, second = (one, other) if _leads(reading, one, other) else (other, one)
    if _is_met(reading, first, second):
        first, second = replace(second, recipients=first.actors), replace(first, actors=())
    return replace(
        first,
        others=(*first.others, second.trigger, *second.others),
        actors=first.actors or second.actors,
        recipients=first.recipients or second.recipients,
        mode=_mode(first, second),
    )


def _is_met(reading: Reading, verb: Draft, noun: Draft) -> bool:
    """Whether the verb tells how an attack was met that has a doer of its own: "repelled an attack by rebels"."""
    defended = reading.parse.tokens[verb.trigger].lemma in grammar("defending") and _tells_of(verb, noun)
    return defended and bool(noun.actors) and noun.actors != verb.actors


def _mode(first: Draft, second: Draft) -> str | None:
    """That of the noun that the verb tells of; else the first's own, else the other's when it is of one type."""
    if first.rule.event_type != second.rule.event_type:
        return first.mode
    return (second.mode or first.mode) if _tells_of(first, second) else (first.mode or second.mode)


def _leads(reading: Reading, one: Draft, other: Draft) -> bool:
    """Whether the first of two tellings names the act: the blow over its toll, a verb over a noun, the governor."""
    if {one.rule.event_type, other.rule.event_type} == VIOLENT:
        return one.rule.event_type == "ASSAULT"
    if one.rule.event_type != other.rule.event_type:
        return _hangs(reading, one.trigger, other.trigger)
    if one.clause.is_noun != other.clause.is_noun:
        return other.clause.is_noun
    return _hangs(reading, one.trigger, other.trigger)
