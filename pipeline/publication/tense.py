"""Whether a sentence tells a date as past or as to come: by the verb that the date hangs on, and by no other word."""

from pipeline.language import Parse, Token
from pipeline.lexicon import words

FINITE_PAST, PARTICIPLE, INFINITIVE, MODAL = "VBD", "VBN", "VB", "MD"
VERBS = frozenset(("VERB", "AUX"))
HELPERS = frozenset(("aux", "auxpass"))
TIMES = frozenset(("npadvmod", "tmod"))
REPORTED = frozenset(("ccomp", "conj"))
NAMES = frozenset(("PROPN", "NOUN", "ADP"))
CONDITION = "mark"


def told(parse: Parse, start: int, end: int) -> int:
    """-1 where what the span dates has happened, 1 where it is firmly to come, 0 where the sentence leaves it open.

    >>> from pipeline.language import parse
    >>> said = next(parse(["The court met on May 3 and will rule on June 5."]))
    >>> told(said, 17, 22), told(said, 40, 46)
    (-1, 1)
    """
    over = _over(parse, start, end)
    if over is None:
        return 0
    if over.pos not in VERBS:
        return -1 if over.lemma.lower() in words("publication")["telling_nouns"] else 0
    below = parse.children(over.i)
    if over.lemma in words("publication")["planning_verbs"] or any(_is_condition(child) for child in below):
        return 0
    helpers = [child for child in below if child.dep in HELPERS]
    if any(helper.tag == MODAL for helper in helpers):
        return 1 if helpers[0].text.lower() in words("publication")["firm_modals"] else 0
    if over.tag == FINITE_PAST:
        return -1
    past = any(helper.text.lower() in words("publication")["past_helpers"] for helper in helpers)
    return -1 if over.tag == PARTICIPLE and past else 0


def in_main_clause(parse: Parse, start: int, end: int) -> bool:
    """Whether what the span dates is what the sentence reports, and not told by the way."""
    over = _over(parse, start, end)
    if over is None or over.pos not in VERBS:
        return over is not None and over.lemma.lower() in words("publication")["telling_nouns"]
    return all(one.is_root or one.dep in REPORTED for one in (over, *parse.ancestors(over.i)))


def _is_condition(token: Token) -> bool:
    return token.dep == CONDITION and token.lemma in words("publication")["conditions"]


def _over(parse: Parse, start: int, end: int) -> Token | None:
    """What the span hangs on as a time: a verb or noun; null where it is itself a subject, an object or part of one."""
    inside = [token for token in parse.tokens if start <= token.start < end]
    top = next((token for token in inside if not (start <= parse.tokens[token.head].start < end)), None)
    if top is None or top.is_root:
        return None
    over = parse.tokens[top.head]
    if over.is_root or over.text.lower() not in words("publication")["time_prepositions"]:
        return over if top.dep in TIMES else None
    noun = parse.tokens[over.head]
    while noun.pos in NAMES and not noun.is_root and noun.lemma.lower() not in words("publication")["telling_nouns"]:
        noun = parse.tokens[noun.head]
        if noun.pos in VERBS:
            return None
    return noun
