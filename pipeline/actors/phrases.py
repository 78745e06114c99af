"""The words of a noun phrase that name somebody, without articles, numbers and small words before them."""

from pipeline.actors.nations import HYPHENS
from pipeline.actors.sectors import lists
from pipeline.language import Parse, Token

LEADING = ("det", "nummod", "quantmod", "predet", "advmod", "case", "punct", "cc")
LEADING_TAGS = ("CD", "PRP$", "DT", "JJS", ",", "IN")
QUOTES = ('"', "'", "``", "''", "“", "”", "‘", "’")


def core_of(parse: Parse, head: Token) -> tuple[int, int, int]:
    """The first token of a phrase's own words and the span from there to its head, articles and numbers left out."""
    first = head.i
    for token in reversed(parse.tokens[: head.i]):
        if not _before(parse, token, head) or _cuts(parse, token):
            break
        first = token.i
    while first < head.i and _leads(parse.tokens[first]):
        first += 1
    return first, parse.tokens[first].start, head.end


def _leads(token: Token) -> bool:
    """Whether a word stands before the name of a group and is no part of it."""
    small = token.text.lower() in lists("quantifiers")["words"]
    return small or token.dep in LEADING or token.tag in LEADING_TAGS


def _cuts(parse: Parse, token: Token) -> bool:
    """Whether a mark parts a phrase from what stands before it; a hyphen inside a word does not."""
    if token.pos != "PUNCT" or token.text in QUOTES:
        return False
    inside = token.text in HYPHENS and parse.text[token.start - 1 : token.start] != " "
    return not inside and token.text != ","


def _before(parse: Parse, token: Token, head: Token) -> bool:
    """Whether a token left of the head stands inside its phrase."""
    at = token
    while at.i != head.i:
        if at.is_root or at.dep in ("relcl", "acl", "prep", "advcl", "ccomp", "nsubj", "nsubjpass"):
            return False
        if parse.tokens[at.head].i == head.i and at.dep == "conj":
            return False
        at = parse.tokens[at.head]
    return True
