"""The one door to spaCy: sentences in, tokens with their heads, tags and relations out."""

from pipeline.language.model import (
    MODEL,
    MOST_CHARACTERS,
    MOST_TOKENS,
    VERSION,
    LanguageModelError,
    forms,
    parse,
)
from pipeline.language.tokens import Parse, Token

__all__ = [
    "MODEL",
    "MOST_CHARACTERS",
    "MOST_TOKENS",
    "VERSION",
    "LanguageModelError",
    "Parse",
    "Token",
    "forms",
    "parse",
]
