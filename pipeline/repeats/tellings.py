"""From pairs that tell the same to first tellings: each repeat is verified with its own, never chained to it."""

from collections import defaultdict

import numpy as np

from pipeline.repeats.draft import Places


def first_tellings(later: Places, earlier: Places, n_texts: int) -> tuple[Places, list[tuple[int, int]]]:
    """The first telling of each text (itself if none), and pairs that still have to be verified to join one.

    Texts count in order of telling. A text repeats the earliest text that repeats nothing and was verified with it.

    >>> roots, asked = first_tellings(np.array([1, 2]), np.array([0, 1]), 3)
    >>> roots.tolist(), asked
    ([0, 0, 2], [(2, 0)])
    """
    alike = defaultdict[int, list[int]](list)
    for text, before in zip(later.tolist(), earlier.tolist(), strict=True):
        alike[text].append(before)
    roots, asked = np.arange(n_texts), list[tuple[int, int]]()
    for text in sorted(alike):
        known = sorted(alike[text])
        first = next((before for before in known if roots[before] == before), None)
        if first is not None:
            roots[text] = first
        else:
            asked += [(text, int(root)) for root in sorted({int(roots[before]) for before in known})]
    return roots, asked
