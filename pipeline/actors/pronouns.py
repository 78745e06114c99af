"""Pronouns, pairs ("both countries") and stand-ins ("the regime") followed to the names that they stand for."""

from dataclasses import replace

from pipeline.actors.memory import Heard, Memory
from pipeline.actors.party import Party
from pipeline.actors.sectors import lists, sector_of
from pipeline.gazetteer import country_name
from pipeline.language import Parse, Token

OBJECTS = ("dobj", "pobj", "dative", "iobj")
PAIR = 2


def pronoun_parties(memory: Memory, parse: Parse, token: Token) -> list[Party]:
    """Whom a pronoun stands for, at the pronoun's own span; empty when nobody fits."""
    words, form = lists("pronouns"), token.text.lower()
    before = [h for h in memory.before(token.start) if not _fellow_argument(parse, token, h)]
    if form in words["he"]:
        return _stand(token, [h for h in before if h.person and (h.party.sector or h.subject)])
    if form in words["it"]:
        return _stand(token, [h for h in before if not h.person and not h.plural and h.party.entity])
    if form in words["they"]:
        groups = [h for h in before if h.plural and _is_several(h, before)]
        return _stand(token, groups, together=True) or _stand(
            token, [h for h in before if not h.person and h.party.entity]
        )
    return []


def _is_several(heard: Heard, others: list[Heard]) -> bool:
    """Whether a group, or a person named together with another, can be "they"."""
    fellows = [
        h for h in others if h.person and h.plural and (h.sentence, h.subject) == (heard.sentence, heard.subject)
    ]
    return not heard.person or len(fellows) > 1


def _fellow_argument(parse: Parse, token: Token, heard: Heard) -> bool:
    """Whether somebody is the subject of the verb whose object the pronoun is, and so cannot be meant by it."""
    if token.dep not in OBJECTS:
        return False
    verb = parse.tokens[token.head]
    if verb.dep == "prep":
        verb = parse.tokens[verb.head]
    subjects = [t for t in parse.children(verb.i) if t.dep in ("nsubj", "nsubjpass")]
    return any(heard.party.start <= t.start < heard.party.end for t in subjects)


def _stand(token: Token, candidates: list[Heard], together: bool = False) -> list[Party]:
    if not candidates:
        return []
    best = candidates[0]
    chosen = [best]
    if together:
        chosen = (
            [h for h in candidates if (h.sentence, h.subject) == (best.sentence, best.subject)][:2]
            if best.subject
            else [best]
        )
        chosen.sort(key=lambda h: h.party.start)
    return [replace(h.party, start=token.start, end=token.end) for h in chosen]


def pair_parties(memory: Memory, parse: Parse, head: Token) -> list[Party]:
    """The two that "both countries" or "the two leaders" stands for; empty for other phrases or if one is known."""
    words = lists("pairs")
    counted = any(t.text.lower() in words["counts"] for t in parse.children(head.i) if t.i < head.i)
    lemma = head.lemma.lower()
    if not counted or lemma not in words["states"] | words["persons"]:
        return []
    persons = lemma in words["persons"] and lemma not in words["states"]
    before = memory.before(head.start, away=30)
    found = [] if persons or lemma in words["lands"] else _joint(before)
    for heard in before if len(found) < 2 else []:
        state = not heard.person and heard.party.entity and heard.party.sector not in words["outside"]
        fits = heard.person if persons else state and heard.party.code
        if fits and all(heard.party.code != other.party.code for other in found):
            found.append(heard)
    if len(found) < 2:
        return _most_named(memory, head) if lemma in words["lands"] else []
    both = sorted(found[:2], key=lambda h: (h.sentence, h.party.start))
    return [replace(heard.party, start=head.start, end=head.end) for heard in both]


def _joint(before: list[Heard]) -> list[Heard]:
    """The two that were last named together as one subject."""
    for heard in before:
        fellows = [h for h in before if (h.sentence, h.together) == (heard.sentence, heard.together)]
        if heard.together is not None and len(fellows) == PAIR:
            return fellows
    return []


def _most_named(memory: Memory, head: Token) -> list[Party]:
    codes = [code for code, times in memory.lands.counts.most_common(2) if times > 1]
    names = [(country_name(code), code) for code in codes]
    if len(names) < 2:
        return []
    return [Party(name, name, code, None, head.start, head.end) for name, code in names if name]


def _state(code: str | None, head: Token) -> Party | None:
    name = country_name(code) if code else None
    return Party(name, name, code, "GOV", head.start, head.end) if name else None


def _can_be(party: Party, lemma: str) -> bool:
    """Whether an organisation can be meant by a noun: any but a state by "the group", a ministry by "the ministry"."""
    if (party.entity or "").lower().endswith(f" {lemma}"):
        return True
    kind = sector_of([lemma])
    wide = lemma in lists("stand_ins")["wide"]
    return party.sector not in (None, "GOV") and (wide or party.sector == kind)


def stand_in(memory: Memory, parse: Parse, head: Token) -> Party | None:
    """Whom "the country", "the group", "the president" stands for: the last one spoken of; null for other phrases."""
    children = parse.children(head.i)
    definite = any(t.dep == "det" and t.text.lower() in lists("definite")["words"] for t in children)
    plain = all(t.dep in ("det", "punct", "relcl", "acl", "prep", "amod") for t in children)
    if not definite or not plain or head.tag not in ("NN", "NNP"):
        return None
    words, lemma = lists("stand_ins"), head.lemma.lower()
    before = memory.before(head.start, away=5)
    near = sorted((h for h in before if h.sentence == memory.sentence), key=lambda h: -h.party.start)
    if lemma in words["person"]:
        held = memory.holder(lemma, None)
        if held is None and lemma in words["rare"]:
            return None
        named = [
            h.party for h in before if h.person and h.party.code and (held is None or h.party.entity == held.entity)
        ]
        return next(iter(named), None)
    if lemma in words["state"]:
        states = [h.party for h in before if not h.person and h.party.code and h.party.entity]
        here = [h.party.code for h in near if h.party in states and h.party.sector in (None, "GOV")]
        latest = [party.code for party in states if party.sector in (None, "GOV")]
        return _state(next((code for code in (*here, memory.main_country(), *latest) if code), None), head)
    if lemma in words["group"]:
        known = [h.party for h in before if not h.person and not h.plural and h.party.entity]
        return next((party for party in known if _can_be(party, lemma)), None)
    return None
