"""What the bare present tells: a custom, a day to come, the content of a law, or what somebody always is."""

from functools import cache

from pipeline.language import Parse, Token
from pipeline.lexicon import words


@cache
def _history(name: str) -> frozenset[str]:
    return frozenset(words("status")["history"][name])


def is_law(noun: Token) -> bool:
    """Whether the noun is a text with the force of law: what it forbids is as real as its passing."""
    return noun.lemma in words("grammar")["laws"]


def is_habit(parse: Parse, i: int) -> bool:
    """Whether the verb stands in the bare present, as of what is always so: "provides", "meet every year"."""
    token = parse.tokens[i]
    if token.tag not in {"VBZ", "VBP"} or token.lemma in _history("lasting"):
        return False
    if token.dep == "relcl" and is_law(parse.tokens[token.head]):
        return False
    beside = {child.text.lower() for child in parse.children(i)}
    return not any(child.dep == "aux" for child in parse.children(i)) and not beside & _history("present")


def is_ahead(parse: Parse, i: int) -> bool:
    """Whether the bare present tells of a day to come: "the board meets tomorrow"."""
    beside = {word.text.lower() for child in parse.children(i) for word in (child, *parse.children(child.i))}
    return parse.tokens[i].tag in {"VBZ", "VBP"} and bool(beside & _history("ahead"))


def is_background(parse: Parse, i: int) -> bool:
    """Whether the bare present stands in a clause that only says who somebody is: "Egypt, which backs the army"."""
    token = parse.tokens[i]
    return token.dep == "relcl" and token.lemma not in words("grammar")["speaking"] and is_habit(parse, i)
