"""Which sentences can tell an act: those that hold a word of some phrase together with the words that it needs.

A sentence without any is not parsed, which is what parsing costs. Nothing that a parse would find is lost: only words
are asked for that the phrase cannot do without.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline.acts.event_rules import NAMED, Phrase, Slot, contents, event_rules
from pipeline.language import forms
from pipeline.lexicon import words

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
OPEN = (NAMED - {"place"}) | {"person", "organisation", "official"}
# Classes that a name may fill as well as a noun: a word with a capital inside the sentence will do.
NAMEABLE = frozenset({"place", "troops", "fighters", "police", "media"})
CAPITAL = "A"
INSIDE = re.compile(r"(?<=\w[ ,;]) ?[\"'“‘(]?[A-Z]")
Needs = tuple[frozenset[str], ...]


def _spelled(name: str) -> frozenset[str]:
    """The forms that a noun of a class or a literal word may take; of "hunger_strike" those of "strike"."""
    head = name.rsplit("_", 1)[-1].lower()
    return frozenset({part for form in forms(head, "noun") for part in re.split(r"[-\s]", form)} | {head})


@cache
def _class_forms(name: str) -> frozenset[str]:
    return frozenset(form for member in words("noun_classes")[name] for form in _spelled(member))


def _filled_by(slot: Slot) -> frozenset[str] | None:
    """The words one of which must stand in the hole; null when names may."""
    if slot.refused or slot.classes & OPEN or slot.words & frozenset(words("status")["negators"]):
        return None
    literal = frozenset(form for word in slot.words for form in _spelled(word))
    named = {CAPITAL} if slot.classes & NAMEABLE else set()
    return literal.union(named, *(_class_forms(name) for name in slot.classes - {"place"}))


def _needs(phrase: Phrase) -> tuple[Needs, ...]:
    """For each hole, particle and complement of a phrase, the words one of which a sentence must hold.

    A phrase with a content has as many ways to be told as the content has phrases.
    """
    slots = (*phrase.objects, *(slot for _, slot in phrase.obliques), *((phrase.subject,) if phrase.subject else ()))
    filled = [found for slot in slots if (found := _filled_by(slot)) is not None]
    particles = [frozenset({particle.lstrip("~")}) for particle in phrase.particles]
    before = [_spelled(phrase.before)] if phrase.before else []
    complements = [frozenset({kind}) for kind in phrase.complements if kind == "to"]
    told = (*filled, *particles, *before, *complements)
    inside = [below for kind in phrase.complements & contents().keys() for below in contents()[kind]]
    ways = [(frozenset(forms(below.trigger, "verb")), *need) for below in inside for need in _needs(below)]
    return tuple((*told, *way) for way in ways) or (told,)


def _spellings() -> Iterator[tuple[str, Needs]]:
    rules = event_rules()
    for kind, by_trigger in (("verb", rules.verbs), ("noun", rules.nouns)):
        for trigger, pairs in by_trigger.items():
            for needs in {way for phrase, _ in pairs for way in _needs(phrase)}:
                for form in forms(trigger, kind):
                    yield form, needs


@cache
def _triggers() -> Mapping[str, tuple[Needs, ...]]:
    """By every form of every trigger, what its phrases need; a phrase that needs nothing makes the rest idle."""
    found: dict[str, set[Needs]] = {}
    for form, needs in _spellings():
        found.setdefault(form, set()).add(needs)
    return {form: ((),) if () in needs else tuple(needs) for form, needs in found.items()}


@cache
def trigger_forms() -> frozenset[str]:
    """Every form of every word that triggers a phrase."""
    return frozenset(_triggers())


def may_tell(text: str) -> bool:
    """Whether the sentence holds the words of some phrase.

    >>> may_tell("Rebels shelled the town."), may_tell("The sky over the valley is blue.")
    (True, False)
    >>> may_tell("They lifted the lid."), may_tell("They lifted the curfew.")
    (False, True)
    """
    said = frozenset(word.lower() for word in WORD.findall(text) if word not in words("grammar")["namesakes"])
    said |= {CAPITAL} if INSIDE.search(text) else set()
    triggers = _triggers()
    return any(
        all(not need.isdisjoint(said) for need in needs)
        for word in said
        if word in triggers
        for needs in triggers[word]
    )
