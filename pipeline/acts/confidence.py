"""How sure a reading is: signs that it may be shaky, each with its weight in `knowledge/confidence.toml`.

The weights are those of a logistic regression on coded texts; `tests/gold/RELIABILITY.md` says which, and how true the
stated confidence is of texts that it was not fitted on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, log2

from pipeline.actors import Party
from pipeline.acts.draft import ANYONE, BUSINESS, Draft
from pipeline.acts.event_rules import Phrase, Rule, event_rules
from pipeline.acts.frames import Reading
from pipeline.acts.parties import is_abstract
from pipeline.lexicon import words

MONEY = frozenset({"$", "%", "£", "€"})
QUOTES = frozenset({"``", "''"})
HEAVY, LONG, DEEP, MANY = 12, 64, 8, 4
"""A phrase's weight, a sentence's words, a trigger's depth and a sentence's acts from which more says no more."""
LEAST, MOST = 0.01, 0.99
Sign = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Beside:
    """What the sentence gives an act, how it is written, and how many acts it tells."""

    is_dated: bool
    is_placed: bool
    is_counted: bool
    is_attributed: bool
    is_headline: bool
    n_acts: int


def signs_of(reading: Reading, draft: Draft, beside: Beside) -> dict[str, float]:
    """What shows how shaky the reading of an act is, each sign from 0 to 1; those that are 0 are left out.

    >>> from pipeline.acts import drafts
    >>> from pipeline.language import parse
    >>> reading = Reading(next(parse(["Syria attacked."])), lambda i: (Party("Syria", "Syria", "SYR", None, 0, 5),))
    >>> signs = signs_of(reading, drafts(reading)[0], Beside(False, False, False, False, False, 1))
    >>> signs["is_main"], signs["no_recipient"], "is_noun" in signs
    (1.0, 1.0, False)
    """
    groups = _of_phrase(reading, draft), _of_parties(reading, draft), _of_sentence(reading, draft), _of(beside)
    return {name: float(value) for group in groups for name, value in group if value}


def confidence(signs: Mapping[str, float]) -> float:
    """The probability that a reading with these signs is right.

    >>> confidence({"is_main": 1.0}) > confidence({"no_actor": 1.0, "is_deep": 1.0})
    True
    """
    weights = words("confidence")["mention"]
    odds = weights["always"] + sum(weights.get(name, 0.0) * value for name, value in signs.items())
    return round(min(max(1 / (1 + exp(-odds)), LEAST), MOST), 2)


def _of_phrase(reading: Reading, draft: Draft) -> Iterator[Sign]:
    """How much the words ask for, and how many other acts they may tell."""
    told = _told_by(draft)
    kinds = {rule.event_type for _, rule in told}
    rivals = {rule.event_type for phrase, rule in told if reading.fits(draft.trigger, phrase)}
    yield "is_noun", draft.clause.is_noun
    yield "is_bare", draft.phrase.weight == 0
    yield "is_heavy", min(draft.phrase.weight, HEAVY) / HEAVY
    yield "many_senses", min(log2(len(kinds) or 1), 3) / 3
    yield "many_phrases", min(log2(len(told) or 1), 5) / 5
    yield "has_rivals", len(rivals) > 1
    yield "has_mode", draft.mode is not None
    yield "is_passive", draft.clause.passive
    yield "is_told_twice", bool(draft.others)
    yield f"is_{draft.status.value}", 1


def _told_by(draft: Draft) -> Sequence[tuple[Phrase, Rule]]:
    """All phrases that the word may be read by."""
    rules = event_rules()
    return (rules.nouns if draft.clause.is_noun else rules.verbs).get(draft.phrase.trigger, ())


def _of_parties(reading: Reading, draft: Draft) -> Iterator[Sign]:
    """Who is known to take part, and whether those in their place can act at all."""
    parties, clause = (*draft.actors, *draft.recipients), draft.clause
    yield "no_actor", not draft.actors
    yield "no_recipient", not draft.recipients
    yield "coded_actor", any(party.code for party in draft.actors)
    yield "coded_recipient", any(party.code for party in draft.recipients)
    yield "state_actor", any(party.code and party.sector in (None, "GOV") for party in draft.actors)
    yield "unknown_actor", bool(draft.actors) and not any(_is_known(party) for party in draft.actors)
    yield "many_actors", len(draft.actors) > 1
    yield "business_party", any(party.sector == "BUS" for party in parties)
    yield "business_words", any(reading.fills(noun, BUSINESS) for noun in clause.arguments)
    yield "abstract_doer", any(is_abstract(reading, noun) for noun in clause.subjects)
    yield "abstract_object", any(is_abstract(reading, noun) for noun in clause.objects)
    yield "doer_not_read", bool(clause.subjects) and not draft.actors
    yield "object_is_somebody", any(reading.fills(noun, ANYONE) for noun in clause.objects)


def _is_known(party: Party) -> bool:
    return party.code is not None or party.sector is not None


def _of_sentence(reading: Reading, draft: Draft) -> Iterator[Sign]:
    """Where in its sentence the word stands, and what kind of sentence it is."""
    tokens = reading.parse.tokens
    token = tokens[draft.trigger]
    above = list(islice(reading.parse.ancestors(token.i), DEEP))
    numbers = sum(word.pos == "NUM" for word in tokens)
    yield "is_main", token.is_root
    yield "is_past", token.tag == "VBD"
    yield "is_deep", len(above) / DEEP
    yield "is_long", min(log2(len(tokens)) / log2(LONG), 1)
    yield "is_all_numbers", min(4 * numbers / len(tokens), 1)
    yield "has_money", any(word.text in MONEY for word in tokens)
    yield "is_quoted", sum(word.tag in QUOTES for word in tokens[: token.i]) % 2
    yield "is_question", tokens[-1].text == "?"


def _of(beside: Beside) -> Iterator[Sign]:
    yield "is_dated", beside.is_dated
    yield "is_placed", beside.is_placed
    yield "is_counted", beside.is_counted
    yield "is_attributed", beside.is_attributed
    yield "is_headline", beside.is_headline
    yield "many_acts", min(beside.n_acts - 1, MANY) / MANY
