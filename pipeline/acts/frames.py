"""Whether a phrase of `event_types/` fits a clause: who and what must fill its holes, and which fits best."""

from collections.abc import Iterable, Iterator, Set
from functools import cache

from pipeline.actors import Party
from pipeline.acts.event_rules import Phrase, Rule, Slot, contents, event_rules
from pipeline.acts.nouns import MODIFIERS, Nouns, Parties, Places, is_set_phrase, words_before, words_of
from pipeline.acts.occurring import verb_of_happening, with_happening
from pipeline.clauses import Clause, noun_clause, of_nouns, verb_clause
from pipeline.language import Parse, Token
from pipeline.lexicon import words

BESIDE = frozenset({"acomp", "oprd", "advmod", "npadvmod", "attr", "dobj", "neg", "prt", "dep", "xcomp", "nsubjpass"})
SOMEBODY = Slot(frozenset({"person", "organisation", "official"}), frozenset())
QUADS = {"cooperation": "cooperative", "conflict": "hostile"}
CONTENT = frozenset({"ccomp", "xcomp"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
INFINITIVE = frozenset({"xcomp", "ccomp", "acl", "advcl"})


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(words("grammar")[name])


@cache
def _unspoken() -> frozenset[str]:
    return frozenset(words("reporting")["unspoken"])


@cache
def _normative() -> frozenset[str]:
    return frozenset(words("status")["normative"]) - {"can", "ca"}


@cache
def _future() -> frozenset[str]:
    return frozenset(words("status")["future"])


@cache
def _possible() -> frozenset[str]:
    return frozenset(words("status")["possible"])


def _has_kind(parties: Iterable[Party]) -> bool:
    return any(party.sector for party in parties)


def is_negative(phrase: Phrase) -> bool:
    """Whether one of its holes asks for a word that denies."""
    return any(slot.words & frozenset(words("status")["negators"]) for slot in phrase.objects)


class Reading(Nouns):
    """One parsed sentence while it is coded: clauses, classes of nouns, the best phrase for each word."""

    def __init__(
        self, parse: Parse, parties: Parties, times: Set[int] = frozenset(), places: Places | None = None
    ) -> None:
        super().__init__(parse, parties, times, places)
        self._clauses: dict[int, Clause] = {}
        self._best: dict[int, tuple[Phrase, Rule] | None] = {}

    def clause(self, i: int) -> Clause:
        """The clause of the verb or noun at `i`."""
        if i not in self._clauses:
            token = self.parse.tokens[i]
            verbal = token.pos in {"VERB", "AUX"}
            self._clauses[i] = verb_clause(self.parse, i) if verbal else self._noun_clause(token)
        return self._clauses[i]

    def _noun_clause(self, noun: Token) -> Clause:
        told = noun_clause(self.parse, noun.i, noun.lemma.lower() in _set("suffered"))
        return with_happening(self.parse, told)

    def best(self, i: int) -> tuple[Phrase, Rule] | None:
        """The heaviest phrase that fits the word at `i`; null when none does."""
        if i not in self._best:
            self._best[i] = None
            self._best[i] = next((pair for pair in self._candidates(i) if self.fits(i, pair[0])), None)
        return self._best[i]

    def _candidates(self, i: int) -> tuple[tuple[Phrase, Rule], ...]:
        token, rules = self.parse.tokens[i], event_rules()
        lemma = token.lemma.lower()
        if token.dep in MODIFIERS:
            return self._roving(token, lemma)
        if token.pos in {"VERB", "AUX"}:
            return rules.verbs.get(lemma, ())
        if token.pos == "NOUN" and not is_set_phrase(self.parse, token):
            return rules.nouns.get(lemma, ())
        return ()

    def _roving(self, token: Token, lemma: str) -> tuple[tuple[Phrase, Rule], ...]:
        """The phrases of a participle that says what those behind it are on the road for: "visiting ministers"."""
        if token.tag != "VBG" or lemma not in _set("roving"):
            return ()
        return tuple(pair for pair in event_rules().verbs.get(lemma, ()) if pair[0].subject and not pair[0].objects)

    def fits(self, i: int, phrase: Phrase) -> bool:
        """Whether the clause of the word at `i` has all that the phrase asks for."""
        clause = self.clause(i)
        if phrase.before is not None and phrase.before not in words_before(self.parse, i):
            return False
        if self._has_other_particle(i, phrase):
            return False
        if not phrase.particles <= clause.particles | self._behind(clause).keys():
            return False
        if phrase.subject and not any(self.fills(noun, phrase.subject) for noun in self._doers(clause)):
            return False
        fits = self.may_fill if phrase.subject else self.fills
        return (
            all(
                self._has_object(clause, slot) or any(fits(noun, slot) for noun in clause.objects)
                for slot in phrase.objects
            )
            and all(any(fits(noun, slot) for noun in self._after(clause, word)) for word, slot in phrase.obliques)
            and all(self._has_complement(clause, kind) for kind in phrase.complements)
        )

    def _has_other_particle(self, i: int, phrase: Phrase) -> bool:
        """Whether a light verb has a particle that the phrase does not ask for: "make up demand" makes none."""
        if self.parse.tokens[i].lemma not in _set("light"):
            return False
        asked = phrase.particles | {word for word, _ in phrase.obliques}
        return any(c.dep == "prt" and c.text.lower() not in asked for c in self.parse.children(i))

    def _doers(self, clause: Clause) -> tuple[int, ...]:
        """The subjects; of a noun also the names before it: "the Israeli strike"."""
        if not clause.is_noun:
            return clause.subjects
        before = [child.i for child in self.parse.children(clause.head) if child.dep in MODIFIERS]
        return (*clause.subjects, *before)

    def _after(self, clause: Clause, word: str) -> tuple[int, ...]:
        """The nouns behind a preposition, or the objects of a verb with that particle: "call off the strike"."""
        adverbs = {c.text.lower() for c in self.parse.children(clause.head) if c.dep in {"prt", "advmod"}}
        behind = self._behind(clause).get(word, ())
        return (*clause.after(word), *behind, *(clause.objects if word in adverbs else ()))

    def _behind(self, clause: Clause) -> dict[str, tuple[int, ...]]:
        """The nouns that hang by "of" on the object of a verb: "took control of the town"."""
        if clause.is_noun:
            return {}
        return {"of": found} if (found := tuple(of_nouns(self.parse, clause.objects))) else {}

    def _has_object(self, clause: Clause, slot: Slot) -> bool:
        if slot.refused:
            return bool(clause.objects) and all(self.fills(noun, slot) for noun in clause.objects)
        if any(self.fills(noun, slot) for noun in clause.objects):
            return True
        beside = [child for child in self.parse.children(clause.head) if child.dep in BESIDE or child.tag == "VBG"]
        plain = [child for child in beside if not self.is_set_phrase(child.i)]
        return bool(slot.words & {name for child in plain for name in words_of(self.parse, child)})

    def _has_complement(self, clause: Clause, kind: str) -> bool:
        if kind == "alone":
            return not clause.passive and not clause.objects
        if kind == "mutual":
            return self._are_several(clause)
        if kind == "passive":
            return clause.passive and not clause.subjects
        if kind == "happens":
            return verb_of_happening(self.parse, clause.head) is not None
        if kind == "help":
            return any(True for _ in self.helped(clause))
        below = list(self.complements(clause))
        if kind == "that":
            return any(self._is_finite(token) for token in below)
        if kind == "ing":
            return any(token.tag == "VBG" and token.dep in {"xcomp", "ccomp", "pcomp"} for token in below)
        if kind == "must":
            return any(self._is_obliged(token, kind) and self._is_bidden(token) for token in below)
        if kind == "other":
            return any(self.is_infinitive(token) and self._has_own_subject(token) for token in below)
        if kind == "should":
            return any(self._is_wished(token) and self._is_bidden(token) for token in below)
        if kind == "untold":
            return any(self._is_news(token) for token in below)
        if kind in contents():
            return any(self._has_content(token, kind) for token in below)
        infinitives = [token for token in below if self.is_infinitive(token)]
        if kind == "to":
            return any(token.lemma.lower() not in _unspoken() for token in infinitives)
        chained = [token for token in below if token.tag == "VBG" and token.dep == "xcomp"]
        return any(self._tells(token, kind) for token in (*infinitives, *chained))

    def _has_content(self, token: Token, kind: str) -> bool:
        """Whether a clause that is told tells one of those phrases, of somebody else than him who says it."""
        table = words("contents")[kind]
        children = self.parse.children(token.i)
        auxiliaries = {child.text.lower() for child in children if child.dep == "aux"}
        to_come = self.is_infinitive(token) or bool(auxiliaries & _future())
        if to_come != table["future"] or not (to_come or self._is_finite(token)) or auxiliaries & _possible():
            return False
        doers = [child for child in children if child.dep in SUBJECTS]
        if any(child.text.lower() in table["not_of"] for child in doers):
            return False
        if table["of_somebody"] and not self._is_bidden(token):
            return False
        negated = any(child.dep == "neg" for child in children)
        return any(
            phrase.trigger == token.lemma.lower() and negated == is_negative(phrase) and self.fits(token.i, phrase)
            for phrase in contents()[kind]
        )

    def _is_news(self, token: Token) -> bool:
        """Whether a clause tells what the speaker himself has done or will do, which no phrase knows."""
        children = self.parse.children(token.i)
        done = any(child.dep == "aux" and child.text.lower() in {*_future(), *_set("perfect")} for child in children)
        own = any(child.dep in SUBJECTS and child.pos == "PRON" for child in children)
        return done and own and self._is_finite(token) and self.best(token.i) is None

    def _are_several(self, clause: Clause) -> bool:
        """Whether several act, so that what they do they do to one another: "the two armies talked"."""
        doers = {(party.name, party.code) for noun in clause.subjects for party in self.parties(noun)}
        return len(doers) > 1

    def _tells(self, token: Token, kind: str) -> bool:
        """Whether the infinitive is that verb, or tells an event of that type, or uses means for it."""
        if token.lemma.lower() == kind:
            return True
        below = [
            child for child in self.parse.children(token.i) if child.dep in INFINITIVE and self.is_infinitive(child)
        ]
        if token.lemma.lower() in _set("using") and any(self._tells(child, kind) for child in below):
            return True
        pair = self.best(token.i)
        if pair is None:
            return False
        if kind == "hostile" and pair[1].event_type in {"ACCUSE", "REQUEST"}:
            return False
        quad_class = event_rules().types[pair[1].event_type].quad_class
        return kind in {pair[1].event_type.lower(), QUADS.get(quad_class.split()[-1])}

    def _is_obliged(self, token: Token, word: str) -> bool:
        """Whether a clause says what has to be: "Iran must leave", "needs to leave"."""
        children = self.parse.children(token.i)
        needed = [child for child in children if child.dep == "xcomp" and self.is_infinitive(child)]
        if token.lemma in _set("obliging") and needed:
            return token.dep == "ccomp" and not any(child.dep in {"aux", "neg"} for child in children)
        return any(child.dep == "aux" and child.lemma == word for child in children)

    def _is_bidden(self, token: Token) -> bool:
        """Whether the clause says what somebody must do, not what must happen."""
        return any(
            self.parse.tokens[noun].pos == "PROPN" or self.fills(noun, SOMEBODY) or _has_kind(self.parties(noun))
            for noun in self.clause(token.i).subjects
        )

    def _is_wished(self, token: Token) -> bool:
        """Whether a clause says what should be: "insisted that Iran comply", "that Iran must comply"."""
        modals = {child.text.lower() for child in self.parse.children(token.i) if child.dep == "aux"}
        if token.dep != "ccomp" or "to" in modals:
            return False
        return bool(modals & _normative()) or (token.tag == "VB" and not modals)

    def _has_own_subject(self, token: Token) -> bool:
        return any(child.dep == "nsubj" for child in self.parse.children(token.i))

    def _is_finite(self, token: Token) -> bool:
        """Whether it is a clause of its own: "that they would open", "that he leave"."""
        if token.dep not in {"ccomp", "acl"} or self.is_infinitive(token):
            return False
        if token.dep == "acl" and not any(child.dep == "mark" for child in self.parse.children(token.i)):
            return False
        helped = any(child.dep in {"aux", "auxpass"} for child in self.parse.children(token.i))
        return helped or (token.tag != "VBG" and (token.tag != "VB" or self._has_own_subject(token)))

    def is_infinitive(self, token: Token) -> bool:
        """Whether it is told as what is to be: "to lift", "to be lifted"."""
        marks = {child.lemma.lower() for child in self.parse.children(token.i) if child.dep == "aux"}
        return token.tag in {"VB", "VBN"} and "to" in marks

    def complements(self, clause: Clause) -> Iterator[Token]:
        """The clauses below this one; also those behind an adjective ("is willing to …") or a verb of aspect."""
        for i in clause.complements:
            token = self.parse.tokens[i]
            yield token
            if token.dep == "acomp" or token.lemma in _set("aspect"):
                yield from (child for child in self.parse.children(i) if child.dep in INFINITIVE)

    def _doers_below(self, verb: Token) -> tuple[int, ...]:
        """The doers of what the verb helps to do: "help Russia win"."""
        below = [child for child in self.parse.children(verb.i) if child.dep in CONTENT and child.tag == "VB"]
        return tuple(noun for child in below for noun in self.clause(child.i).subjects)

    def helped(self, clause: Clause) -> Iterator[int]:
        """Whom an act is said to help: "to assist Russia", "in support of Russia"."""
        for token in self.complements(clause):
            if token.lemma.lower() in _set("helping"):
                yield from verb_clause(self.parse, token.i).objects or self._doers_below(token)
        for _, noun in clause.obliques:
            if self.parse.tokens[noun].lemma.lower() in _set("support_nouns"):
                yield from noun_clause(self.parse, noun).after("of")
                yield from noun_clause(self.parse, noun).after("for")
