"""What firms do among themselves, and words of force that only paint: no acts of states, bodies and crowds.

A sentence speaks of business by its nouns; in such a one only a state, an office or a body of known kind acts.
"""

from collections.abc import Iterable
from functools import cache

from pipeline.actors import Party
from pipeline.acts.draft import Draft
from pipeline.acts.nouns import Nouns, words_of
from pipeline.gazetteer import Kind, world
from pipeline.lexicon import words

STATES = frozenset({Kind.COUNTRY, Kind.ADJECTIVE, Kind.PEOPLE, Kind.CAPITAL})
PRIVATE = frozenset({"BUS", "MED", None})
# Types of what employers and workers do to one another in words.
BARGAINED = frozenset({"AGREE", "CONSULT", "CONCEDE", "REQUEST", "REJECT"})
# Types that people and crowds do in any trade, and the harm that comes to them.
HUMAN = frozenset({"PROTEST", "CASUALTY"})


@cache
def _class(name: str) -> frozenset[str]:
    return frozenset(words("noun_classes")[name])


def is_private_matter(reading: Nouns, draft: Draft) -> bool:
    """Whether the act is one of business in a sentence of business, with nobody on its side who is more than a firm.

    >>> from pipeline.acts.drafting import drafts
    >>> from pipeline.acts.frames import Reading
    >>> from pipeline.language import parse
    >>> told = next(parse(["The shares enabled Acme to renew its assault on Harcourt."]))
    >>> drafts(Reading(told, lambda i: ()))
    []
    """
    if draft.rule.event_type in HUMAN or draft.rule.context == "legal" or not speaks_of_business(reading):
        return False
    if is_labour_matter(reading, draft):
        return False
    sides = draft.actors or draft.recipients
    return not any(is_state_or_office(party) and not _is_board(party) for party in sides)


def speaks_of_business(reading: Nouns) -> bool:
    """Whether a noun of the sentence is one of trade in firms and papers: shares, a bid, a merger."""
    return any(token.lemma.lower() in _class("commerce") for token in reading.parse.tokens if token.pos != "VERB")


def is_labour_matter(reading: Nouns, draft: Draft) -> bool:
    """Whether the act is one of words between employers and those who work for them: a wage offer, talks in a strike.

    >>> from pipeline.acts.drafting import drafts
    >>> from pipeline.acts.frames import Reading
    >>> from pipeline.actors import Party
    >>> from pipeline.language import parse
    >>> told = next(parse(["Employers offered the strikers a higher wage."]))
    >>> firm = Party("Employers", None, "FRA", "BUS", 0, 9)
    >>> [draft.rule.event_type for draft in drafts(Reading(told, lambda i: (firm,) if i == 0 else ()))]
    ['AGREE']
    """
    if draft.rule.event_type not in BARGAINED:
        return False
    nouns = (token.lemma.lower() for token in reading.parse.tokens if token.pos == "NOUN")
    return any(noun in _class("labour") for noun in nouns)


def is_state_or_office(party: Party) -> bool:
    """Whether it is a state or of a kind that acts in public."""
    if party.sector is not None:
        return party.sector not in PRIVATE
    name = world().get(party.entity or party.name)
    return name is not None and name.kind in STATES


def _is_board(party: Party) -> bool:
    """Whether it goes by a word for those who run or own firms."""
    return party.code is None and party.name.rsplit(" ", 1)[-1].lower() in _class("business")


def is_figure_of_speech(reading: Nouns, trigger: int) -> bool:
    """Whether the word with the one before it is a set phrase: "price war", "heart attack", "strike price"."""
    pairs: Iterable[str] = words_of(reading.parse, reading.parse.tokens[trigger])
    return any(pair in _class("figure_of_speech") for pair in pairs)
