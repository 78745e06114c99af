"""The words of `event_types/*.toml` as rules: phrases, the frame that each needs, and what it is then.

A phrase is written as it is said, with holes for classes of nouns (`knowledge/noun_classes.toml`):

    release <prisoner>              a verb and what its object must be
    pull out of <territory>         with its particle and what follows its preposition
    pay visit to                    a light verb with its noun
    <police> disperse <crowd>       who must do it
    take !<advice>                  what its object must not be
    agree +to                       with an infinitive; `+that` a clause, `+help` a purpose of help, `+alone` no object
    hunger_strike                   a noun with the word before it

The same words serve nouns that tell an act: `withdrawal <troops>` reads "the withdrawal of troops" and "troop
withdrawal". The longest reading stands: more holes filled, then more words.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from pipeline.lexicon import words
from pipeline.tables import EVENT_TYPES, QUAD_CLASSES

FOLDER = files("pipeline") / "event_types"
DEFAULT_RECIPIENT = ("object", "dative", "to", "with", "against", "on", "at", "for", "from", "in")
CLASSES = re.compile(r"<([^>]*)>")
NAMED = {"party", "country"}
KEYS = {"mode", "context", "verbs", "nouns", "recipient", "actor", "both", "status"}


class EventTypeError(ValueError):
    """A file of `event_types/` that breaks its form; the message names the file and what is allowed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A hole of a phrase: classes or words that may fill it, or must not."""

    classes: frozenset[str]
    words: frozenset[str]
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A trigger with the frame it needs; `before` is the word written before it ("hunger" of "hunger strike")."""

    trigger: str
    before: str | None
    subject: Slot | None
    objects: tuple[Slot, ...]
    obliques: tuple[tuple[str, Slot], ...]
    particles: frozenset[str]
    complements: frozenset[str]

    @property
    def weight(self) -> int:
        """How much of a sentence it accounts for; the heaviest phrase that fits is the reading."""
        holes = len(self.objects) + len(self.obliques) + (self.subject is not None)
        return 2 * holes + len(self.particles) + 3 * len(self.complements) + 3 * (self.before is not None)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the phrases under one name mean: type, mode, context, and who is the recipient."""

    name: str
    event_type: str
    mode: str | None
    context: str | None
    recipient: tuple[str, ...]
    actor: tuple[str, ...]
    both: bool


@dataclass(frozen=True, slots=True)
class EventType:
    """One file of `event_types/`."""

    name: str
    quad_class: str
    intensity: float | None
    crosswalk: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rules:
    """All phrases by the word that triggers them, verbs and nouns apart."""

    verbs: Mapping[str, tuple[tuple[Phrase, Rule], ...]]
    nouns: Mapping[str, tuple[tuple[Phrase, Rule], ...]]
    types: Mapping[str, EventType]


def _slot(text: str) -> Slot:
    """`<a|b>`, `!<a>`, `a|b` or `a|<b>` as a hole."""
    refused = text.startswith("!")
    inside = [name for group in CLASSES.findall(text) for name in group.split("|")]
    outside = [name for name in CLASSES.sub("", text.lstrip("!")).split("|") if name]
    unknown = set(inside) - set(words("noun_classes")) - NAMED
    if unknown:
        raise EventTypeError(f"no class {sorted(unknown)} in knowledge/noun_classes.toml")
    return Slot(frozenset(inside), frozenset(outside), refused)


def read_phrase(text: str) -> Phrase:
    """A phrase as its frame.

    >>> phrase = read_phrase("pull out of <territory>")
    >>> phrase.trigger, sorted(phrase.particles), phrase.obliques[0][0]
    ('pull', ['of', 'out'], 'of')
    >>> read_phrase("hunger_strike").before
    'hunger'
    """
    parts = text.split()
    subject = _slot(parts.pop(0)) if parts[0].startswith("<") else None
    before, _, trigger = parts.pop(0).rpartition("_")
    prepositions = frozenset(words("grammar")["prepositions"])
    objects: list[Slot] = []
    obliques: list[tuple[str, Slot]] = []
    particles: set[str] = set()
    open_preposition: str | None = None
    for part in parts:
        if part in prepositions:
            particles.add(part)
            open_preposition = part
        elif not part.startswith("+"):
            slot = _slot(part)
            if open_preposition:
                obliques.append((open_preposition, slot))
            else:
                objects.append(slot)
            open_preposition = None
    complements = frozenset(part[1:] for part in parts if part.startswith("+"))
    return Phrase(trigger, before or None, subject, tuple(objects), tuple(obliques), frozenset(particles), complements)


def _listed(value: Any, default: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return default
    return (value,) if isinstance(value, str) else tuple(value)


def _rules_of(name: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Phrase, Rule]]:
    event_type = name.upper()
    for rule_name, fields in table.get("rules", {}).items():
        unknown = set(fields) - KEYS
        if unknown:
            raise EventTypeError(
                f"event_types/{name}.toml [rules.{rule_name}]: {sorted(unknown)}; known are {sorted(KEYS)}"
            )
        recipient = _listed(fields.get("recipient"), _listed(table.get("recipient"), DEFAULT_RECIPIENT))
        actor = _listed(fields.get("actor"), ("subject",))
        rule = Rule(
            f"{name}.{rule_name}", event_type, fields.get("mode"), fields.get("context", table.get("context")),
            recipient, actor, fields.get("both", False),
        )  # fmt: skip
        for kind in ("verbs", "nouns"):
            for text in fields.get(kind, ()):
                try:
                    yield kind, read_phrase(text), rule
                except EventTypeError as error:
                    raise EventTypeError(f"event_types/{name}.toml [rules.{rule_name}] {text!r}: {error}") from error


def _event_type(name: str, table: Mapping[str, Any]) -> EventType:
    if name.upper() not in EVENT_TYPES:
        raise EventTypeError(f"event_types/{name}.toml: no such event type; there are {', '.join(EVENT_TYPES)}")
    if table["quad_class"] not in QUAD_CLASSES:
        raise EventTypeError(f"event_types/{name}.toml: quad_class is one of {', '.join(QUAD_CLASSES)}")
    crosswalk = {key: tuple(values) for key, values in table.get("crosswalk", {}).items()}
    return EventType(name.upper(), table["quad_class"], table.get("intensity"), MappingProxyType(crosswalk))


@cache
def event_rules() -> Rules:
    """Every rule of every event type. Raises `EventTypeError`, naming the file, on a broken one.

    >>> event_rules().types["ASSAULT"].quad_class
    'material conflict'
    """
    kinds: dict[str, dict[str, list[tuple[Phrase, Rule]]]] = {"verbs": {}, "nouns": {}}
    types: dict[str, EventType] = {}
    for path in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".toml"):
            name, table = path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8"))
            types[name.upper()] = _event_type(name, table)
            for kind, phrase, rule in _rules_of(name, table):
                kinds[kind].setdefault(phrase.trigger, []).append((phrase, rule))
    by_weight = {
        kind: {
            word: tuple(sorted(found, key=lambda pair: (-pair[0].weight, pair[1].name))) for word, found in by.items()
        }
        for kind, by in kinds.items()
    }
    return Rules(MappingProxyType(by_weight["verbs"]), MappingProxyType(by_weight["nouns"]), MappingProxyType(types))
