"""What two aligned texts tell differently: a fact on one side without its equal on the other."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from pipeline.repeats.alignment import Aligned, Side
from pipeline.repeats.draft import Flags, Places
from pipeline.repeats.gaps import Loose, loose_tokens, slight_gaps
from pipeline.repeats.mixing import Hashes, chained
from pipeline.repeats.tokens import Tokens

Marked = npt.NDArray[np.uint8] | Hashes


@dataclass(frozen=True, slots=True)
class Marks:
    """What the guard looks at, for each token of the texts."""

    critical: Flags
    question: npt.NDArray[np.uint8]
    answer: npt.NDArray[np.uint8]
    certainty: npt.NDArray[np.uint8]
    auxiliary: Flags


def marks_of(tokens: Tokens, critical: Flags) -> Marks:
    """The marks of all tokens."""
    columns = ("question", "answer", "certainty", "auxiliary")
    return Marks(critical, *(tokens.words[name].to_numpy()[tokens.word] for name in columns))


def differing(tokens: Tokens, marks: Marks, aligned: Aligned, one: Side, other: Side) -> tuple[Places, Places]:
    """Pair and token of every word that makes the two texts of a pair tell different facts."""
    n_gaps = len(aligned.pair) + int(max(one.pair.max(initial=0), other.pair.max(initial=0))) + 1
    slight = slight_gaps(aligned, one, other, n_gaps)
    loose = [loose_tokens(tokens, one, other, n_gaps), loose_tokens(tokens, other, one, n_gaps)]
    pairs, places = list[Places](), list[Places]()
    for mine, yours in (loose, loose[::-1]):
        facts = np.flatnonzero(marks.critical[mine.at])
        told = (
            _without_equal(tokens.token, mine, yours, facts, n_gaps),
            _without_equal(marks.certainty, mine, yours, _degrees(marks, mine, slight), n_gaps),
            _contrary(mine, yours, marks.question, marks.answer),
            _contrary(mine, yours, np.minimum(marks.certainty, 1), marks.certainty),
        )
        rows = np.unique(np.concatenate(told))
        pairs.append(mine.pair[rows])
        places.append(mine.at[rows])
    return np.concatenate(pairs), np.concatenate(places)


def _degrees(marks: Marks, mine: Loose, slight: Flags) -> Places:
    """Rows that tell a degree of certainty and count even if the other side tells none.

    A lone auxiliary does not: without it the verb would read otherwise too.
    """
    alone = np.bincount(mine.gap, minlength=len(slight)) == 1
    telling = (marks.certainty[mine.at] > 0) & slight[mine.gap] & ~(marks.auxiliary[mine.at] & alone[mine.gap])
    return np.flatnonzero(telling)


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
