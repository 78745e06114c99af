"""Which sentences can tell an act: those that hold a word of some phrase together with what the phrase needs.

A sentence without any is not parsed, which is what parsing costs.
"""

import re
from functools import cache

from pipeline.event_rules import event_rules
from pipeline.language import forms

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@cache
def _forms() -> frozenset[str]:
    """Every form of every word that triggers a phrase."""
    rules = event_rules()
    verbs = {form for word in rules.verbs for form in forms(word, "verb")}
    nouns = {form for word in rules.nouns for form in forms(word, "noun")}
    return frozenset(verbs | nouns) - {
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "have",
        "has",
        "had",
        "having",
    }


def may_tell(text: str) -> bool:
    """Whether the sentence holds a word that may tell an act.

    >>> may_tell("Rebels shelled the town."), may_tell("The sky over the valley is blue.")
    (True, False)
    """
    return any(word in _forms() for word in WORD.findall(text.lower()))
