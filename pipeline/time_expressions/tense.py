"""Which way a clause leans: to what has happened, or to what is to come; from its verbs, as far as words tell."""

from pipeline.lexicon import words
from pipeline.time_expressions.tokens import Tokens

LEAN = {kind: frozenset(found) for kind, found in words("tense")["lean"].items()}
REACH = 14
"""Tokens on either side in which a verb still speaks for a date."""


def lean(tokens: Tokens, start: int, end: int) -> int:
    """-1 where the words beside tokens `start` to `end` speak of the past, 1 of the future, 0 where they say nothing.

    >>> from pipeline.time_expressions.tokens import tokenise
    >>> lean(tokenise("The trial is set to begin on Wednesday"), 7, 8)
    1
    >>> lean(tokenise("It closed on Wednesday"), 3, 4)
    -1
    """
    before = range(start - 1, max(-1, start - 1 - REACH), -1)
    return _first_lean(tokens, before) or _first_lean(tokens, range(end, min(len(tokens), end + REACH)))


def _first_lean(tokens: Tokens, places: range) -> int:
    """The lean of the first place that has one; none beyond the end of the sentence."""
    for at in places:
        if tokens.lower[at][0] in "\n.!?;":
            return 0
        found = _leans(tokens, at)
        if found:
            return found
    return 0


def _leans(tokens: Tokens, at: int) -> int:
    word = tokens.lower[at]
    if word in LEAN["infinitive"]:
        return _infinitive(tokens, at) if _opens_infinitive(tokens, at) else 0
    if word in LEAN["ahead"]:
        return -1 if tokens.word(at - 1) in LEAN["was"] else 1
    past = word in LEAN["back"] or _is_past_by_shape(tokens, at)
    if not past:
        return 0
    before = tokens.lower[max(0, at - 4) : at]
    if (
        before
        and before[-1] in LEAN["helper"]
        and any(one in LEAN["ahead"] or one in LEAN["infinitive"] for one in before[:-1])
    ):
        return 1
    return -1


def _opens_infinitive(tokens: Tokens, at: int) -> bool:
    """Whether `to` stands before a verb, and not before a name, a number or a thing."""
    after = tokens.word(at + 1)
    return after.isalpha() and not tokens.capital(at + 1) and after not in NO_VERB


NO_VERB = frozenset(words("around_dates")["around"]["no_verb"])


def _is_past_by_shape(tokens: Tokens, at: int) -> bool:
    """Whether the word ends as past verbs do, and is no part of a compound: a two-tiered board."""
    word = tokens.lower[at]
    shaped = word.endswith("ed") and len(word) > 3 and word not in LEAN["not_verbs"]
    return shaped and not (tokens.glued(at) and tokens.word(at - 1) in HYPHENS)


HYPHENS = frozenset("-–")


def _infinitive(tokens: Tokens, at: int) -> int:
    """1 where what governs `to` commits to it (agreed to, is to, to be), -1 where it was done (tried to), else 0."""
    before = tokens.word(at - 1)
    if before in LEAN["commits"] or before in LEAN["ahead"] or tokens.word(at + 1) in LEAN["helper"]:
        return 1
    return -1 if before in LEAN["back"] or _is_past_by_shape(tokens, at - 1) else 0
