"""What two aligned texts tell differently: a fact on one side without its equal on the other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.repeats.alignment import Aligned, Side
from pipeline.repeats.critical import critical_tokens
from pipeline.repeats.draft import Flags, Places
from pipeline.repeats.gaps import Loose, loose_tokens, slight_gaps
from pipeline.repeats.mixing import Hashes, chained
from pipeline.repeats.tokens import Tokens
from pipeline.repeats.vocabulary import Kind

Marked = npt.NDArray[np.uint8] | Hashes


@dataclass(frozen=True, slots=True)
class Marks:
    """What the guard looks at, for each token: `fact` are the critical ones that are no names, `maybe` may be names."""

    critical: Flags
    fact: Flags
    maybe: Flags
    question: npt.NDArray[np.uint8]
    answer: npt.NDArray[np.uint8]
    certainty: npt.NDArray[np.uint8]
    auxiliary: Flags


def marks_of(tokens: Tokens) -> Marks:
    """The marks of all tokens."""
    columns = ("question", "answer", "certainty", "auxiliary")
    critical, maybe = critical_tokens(tokens)
    fact = critical & (tokens.kind != Kind.WORD)
    return Marks(critical, fact, maybe, *(tokens.words[name].to_numpy()[tokens.word] for name in columns))


@dataclass(frozen=True, slots=True)
class Found:
    """Words by the pair they stand in and their place in the tokens."""

    pair: Places
    at: Places


def differences(tokens: Tokens, marks: Marks, aligned: Aligned, one: Side, other: Side) -> tuple[Found, Found]:
    """The words that make the two texts of a pair tell different facts, and the facts that one merely tells more."""
    n_gaps = len(aligned.pair) + int(max(one.pair.max(initial=0), other.pair.max(initial=0))) + 1
    slight = slight_gaps(aligned, one, other, n_gaps)
    mine, my_more, my_close = loose_tokens(tokens, one, other, n_gaps)
    yours, your_more, your_close = loose_tokens(tokens, other, one, n_gaps)
    told = [_differing(tokens, marks, *sides, slight) for sides in ((mine, yours), (yours, mine))]
    more = [_rows(added, np.flatnonzero(marks.fact[added.at])) for added in (my_more, your_more)]
    names = marks.critical & ~tokens.opens
    more += [_rows(added, np.flatnonzero(names[added.at])) for added in (my_close, your_close)]
    return _both(told), _both(more)


def _both(found: list[Found]) -> Found:
    return Found(np.concatenate([part.pair for part in found]), np.concatenate([part.at for part in found]))


def _rows(loose: Loose, rows: Places) -> Found:
    return Found(loose.pair[rows], loose.at[rows])


def _differing(tokens: Tokens, marks: Marks, mine: Loose, yours: Loose, slight: Flags) -> Found:
    facts = np.flatnonzero(marks.critical[mine.at])
    told = (
        _without_equal(tokens.token, mine, yours, _exchanged(marks, mine, yours, len(slight)), len(slight)),
        _without_equal(tokens.token, mine, yours, facts, len(slight)),
        _without_equal(marks.certainty, mine, yours, _degrees(marks, mine, slight), len(slight)),
        _contrary(mine, yours, marks.question, marks.answer),
        _contrary(mine, yours, np.minimum(marks.certainty, 1), marks.certainty),
    )
    return _rows(mine, np.unique(np.concatenate(told)))


def _degrees(marks: Marks, mine: Loose, slight: Flags) -> Places:
    """Rows that tell a degree of certainty and count even if the other side tells none.

    A lone auxiliary does not: without it the verb would read otherwise too.
    """
    alone = np.bincount(mine.gap, minlength=len(slight)) == 1
    telling = (marks.certainty[mine.at] > 0) & slight[mine.gap] & ~(marks.auxiliary[mine.at] & alone[mine.gap])
    return np.flatnonzero(telling)


def _exchanged(marks: Marks, mine: Loose, yours: Loose, n_gaps: int) -> Places:
    """Rows of `mine` that may be names, where the other side has what may be another in the same gap."""
    named = np.zeros(n_gaps, bool)
    named[yours.gap[(marks.maybe | (marks.critical & ~marks.fact))[yours.at]]] = True
    return np.flatnonzero(marks.maybe[mine.at] & named[mine.gap])


def _without_equal(what: Marked, mine: Loose, yours: Loose, rows: Places, n_gaps: int) -> Places:
    """Those rows of `mine` for which the other side has nothing equal in the same gap."""
    asked = np.zeros(n_gaps, bool)
    asked[mine.gap[rows]] = True
    answers = np.flatnonzero(asked[yours.gap])
    equal = np.isin(
        _keyed(mine.gap[rows], what[mine.at[rows]]), _keyed(yours.gap[answers], what[yours.at[answers]]), kind="sort"
    )
    return rows[~equal]


def _contrary(mine: Loose, yours: Loose, question: Marked, answer: Marked) -> Places:
    """Rows of `mine` that answer a question which the other side answers in the same wide gap, and only otherwise."""
    my_rows, your_rows = np.flatnonzero(question[mine.at]), np.flatnonzero(question[yours.at])
    my_gap, your_gap = mine.wide[my_rows], yours.wide[your_rows]
    my_question = _keyed(my_gap, question[mine.at[my_rows]])
    your_question = _keyed(your_gap, question[yours.at[your_rows]])
    my_answer = chained(my_question, answer[mine.at[my_rows]].astype(np.uint64))
    agreed = my_question[np.isin(my_answer, chained(your_question, answer[yours.at[your_rows]].astype(np.uint64)))]
    return my_rows[np.isin(my_question, your_question) & ~np.isin(my_question, agreed)]


def _keyed(gap: Places, what: Marked) -> Hashes:
    return chained(gap.astype(np.uint64), what.astype(np.uint64))
