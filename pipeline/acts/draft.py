"""An act as one word of a sentence tells it."""

from dataclasses import dataclass
from functools import cache

from pipeline.actors import Party
from pipeline.acts.event_rules import Phrase, Rule, Slot
from pipeline.acts.status import Status
from pipeline.clauses import Clause
from pipeline.language import Parse, Token
from pipeline.lexicon import words

VIOLENT = frozenset({"ASSAULT", "CASUALTY"})
ANYONE = Slot(frozenset({"person", "organisation", "fighters", "crowd", "troops", "police"}), frozenset())
BUSINESS = Slot(frozenset({"business"}), frozenset())


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
    others: tuple[int, ...] = ()


@cache
def grammar(name: str) -> frozenset[str]:
    """The words of a table of `knowledge/grammar.toml`."""
    return frozenset(words("grammar")[name])


def is_alternative(parse: Parse, verb: Token) -> bool:
    """Whether the verb says what else those are in for who do not do as they are told: "or face sanctions"."""
    either = any(child.dep == "cc" and child.text.lower() == "or" for child in parse.children(verb.head))
    return either and verb.dep == "conj" and verb.tag == "VB" and verb.lemma in grammar("facing")


def is_bare_toll(parse: Parse, draft: Draft) -> bool:
    """Whether it tells an act only with a number: "casualties", "deaths", "the soldiers who died"."""
    above = parse.tokens[parse.tokens[draft.trigger].head]
    tallied = parse.tokens[parse.tokens[above.head].head].lemma in grammar("tallies")
    behind = parse.tokens[draft.trigger].dep in {"relcl", "acl"} and not tallied
    bare = draft.clause.is_noun or behind or draft.phrase.weight == 0
    return draft.rule.event_type == "CASUALTY" and bare
