"""The words of `event_types/*.toml` as rules: phrases, the frame that each needs, and what it is then.

A phrase is written as it is said, with holes for classes of nouns (`knowledge/noun_classes.toml`):

    release <prisoner>              a verb and what its object must be
    pull out of <territory>         with its particle and what follows its preposition
    pay visit to                    a light verb with its noun
    <police> disperse <crowd>       who must do it
    take !<advice>                  what its object must not be
    give ~in                        with a particle that is no preposition
    roll into|onto                  with one or the other
    agree +to                       with an infinitive; further asks below
    hunger_strike                   a noun with the word before it

What else may be asked with `+`: `that` a clause, `ing` a participle, `alone` no object, `mutual` several doers,
`passive` no doer, `help` a purpose of help, `happens` a noun of which a verb only says that it happens, `other` an
infinitive with its own doer, `must` and `should` a clause that says what has to be, `cooperative` and `hostile` an
infinitive that tells such an act, `untold` what the speaker himself did or will do, a name of
`knowledge/contents.toml` a clause that tells one of its phrases ("said Iran had lied"), and else an infinitive of
that verb or event type.

The same words serve nouns that tell an act: `withdrawal <troops>` reads "the withdrawal of troops" and "troop
withdrawal". The longest reading stands: more holes filled, then more words.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from types import MappingProxyType
from typing import Any

from pipeline.lexicon import words
from pipeline.tables import EVENT_TYPES, QUAD_CLASSES

FOLDER = files("pipeline") / "event_types"
DEFAULT_RECIPIENT = ("object", "dative", "to", "with", "against", "on", "at", "for", "from", "in")
CLASSES = re.compile(r"<([^>]*)>")
FORMS = {"to", "that", "ing"}
NAMED = {"party", "country", "place"}
KEYS = {
    "mode",
    "context",
    "verbs",
    "nouns",
    "recipient",
    "actor",
    "both",
    "status",
    "measure",
    "jointly",
    "official",
    "refusal_of",
    "threat_of",
}


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
        slots = (*self.objects, *(slot for _, slot in self.obliques), *((self.subject,) if self.subject else ()))
        literal = sum(bool(slot.words) and not slot.classes for slot in slots)
        literal += sum(all("_" in word for word in slot.words) for slot in slots if slot.words)
        words_said = len(self.particles) + 4 * (self.before is not None) + literal
        kinds = sum(4 if kind in FORMS else 6 for kind in self.complements)
        return 4 * len(slots) + (self.subject is not None) + 2 * words_said + kinds


@dataclass(frozen=True, slots=True)
class Rule:
    """What the phrases under one name mean: type, mode, context, and who is the recipient.

    `status` is that of an act which the words only report as willed; `measure` what a number of those concerned
    counts; `jointly` the rule that holds when parties of several countries act together; `official` asks for a doer
    of known kind or country.
    """

    name: str
    event_type: str
    mode: str | None
    context: str | None
    recipient: tuple[str, ...]
    actor: tuple[str, ...]
    both: bool
    status: str | None
    measure: str | None
    jointly: str | None
    official: bool


@dataclass(frozen=True, slots=True)
class EventType:
    """One file of `event_types/`."""

    name: str
    quad_class: str
    intensity: float | None
    crosswalk: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rules:
    """All phrases by the word that triggers them, verbs and nouns apart.

    `refusals` and `threats` hold, by event type, what an act of that type is when its doer says that he will not do
    it, or will unless.
    """

    verbs: Mapping[str, tuple[tuple[Phrase, Rule], ...]]
    nouns: Mapping[str, tuple[tuple[Phrase, Rule], ...]]
    types: Mapping[str, EventType]
    refusals: Mapping[str, Rule]
    threats: Mapping[str, Rule]
    by_name: Mapping[str, Rule]


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
        if part.lstrip("~") in prepositions:
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


def _rule(name: str, table: Mapping[str, Any], rule_name: str, fields: Mapping[str, Any]) -> Rule:
    unknown = set(fields) - KEYS
    if unknown:
        where = f"event_types/{name}.toml [rules.{rule_name}]"
        raise EventTypeError(f"{where}: {sorted(unknown)}; known are {sorted(KEYS)}")
    return Rule(
        f"{name}.{rule_name}",
        name.upper(),
        fields.get("mode"),
        fields.get("context", table.get("context")),
        _listed(fields.get("recipient"), _listed(table.get("recipient"), DEFAULT_RECIPIENT)),
        _listed(fields.get("actor"), ("subject",)),
        fields.get("both", False),
        fields.get("status"),
        fields.get("measure"),
        fields.get("jointly"),
        fields.get("official", False),
    )


def spelled_out(text: str) -> Iterator[str]:
    """The phrase with each of its choices between prepositions made.

    >>> list(spelled_out("roll into|onto <target>"))
    ['roll into <target>', 'roll onto <target>']
    """
    prepositions = frozenset(words("grammar")["prepositions"])
    choices = [
        options if len(options) > 1 and all(word.lstrip("~") in prepositions for word in options) else [part]
        for part in text.split()
        for options in [part.split("|")]
    ]
    yield from (" ".join(chosen) for chosen in product(*choices))


def _phrases(name: str, rule: Rule, texts: Iterable[str]) -> Iterator[tuple[Phrase, Rule]]:
    for text in (one for whole in texts for one in spelled_out(whole)):
        try:
            yield read_phrase(text), rule
        except EventTypeError as error:
            raise EventTypeError(f"event_types/{name}.toml [{rule.name}] {text!r}: {error}") from error


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
    found: dict[str, dict[str, list[tuple[Phrase, Rule]]]] = {"verbs": {}, "nouns": {}}
    types: dict[str, EventType] = {}
    by_name: dict[str, Rule] = {}
    turned: dict[str, dict[str, Rule]] = {"refusal_of": {}, "threat_of": {}}
    for name, table in _files():
        types[name.upper()] = _event_type(name, table)
        for rule_name, fields in table.get("rules", {}).items():
            rule = _rule(name, table, rule_name, fields)
            by_name[rule.name] = rule
            for kind, by_trigger in found.items():
                for phrase, _ in _phrases(name, rule, fields.get(kind, ())):
                    by_trigger.setdefault(phrase.trigger, []).append((phrase, rule))
            for kind, by_type in turned.items():
                by_type.update(dict.fromkeys(fields.get(kind, ()), rule))
    return Rules(
        _by_weight(found["verbs"]), _by_weight(found["nouns"]), MappingProxyType(types),
        MappingProxyType(turned["refusal_of"]), MappingProxyType(turned["threat_of"]),
        MappingProxyType(by_name),
    )  # fmt: skip


@cache
def contents() -> Mapping[str, tuple[Phrase, ...]]:
    """By name, the phrases one of which the clause behind a verb of saying tells.

    >>> any(phrase.trigger == "lie" for phrase in contents()["misdeed"])
    True
    """
    tables = words("contents")
    return MappingProxyType({
        name: tuple(read_phrase(text) for text in tables[table.get("like", name)]["phrases"])
        for name, table in tables.items()
    })  # fmt: skip


def _files() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(FOLDER.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".toml"):
            yield path.name.removesuffix(".toml"), tomllib.loads(path.read_text(encoding="utf-8"))


def _by_weight(
    found: Mapping[str, list[tuple[Phrase, Rule]]],
) -> Mapping[str, tuple[tuple[Phrase, Rule], ...]]:
    """By trigger, the phrases from the heaviest down."""
    ordered = {word: sorted(pairs, key=lambda pair: (-pair[0].weight, pair[1].name)) for word, pairs in found.items()}
    return MappingProxyType({word: tuple(pairs) for word, pairs in ordered.items()})
