"""What others do about near-duplicates, on the same paragraphs: MinHash with locality-sensitive hashing."""

from collections.abc import Callable, Iterable

from datasketch import MinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH

THRESHOLD = 0.5
PERMUTATIONS = 128
BANDS = 32


def words_of(text: str) -> list[str]:
    """Word triples, folded."""
    words = "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()
    return [" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))]


def with_datasketch(texts: list[str]) -> list[str]:
    """Groups as datasketch joins them."""
    index, prints = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS), list[MinHash]()
    for at, text in enumerate(texts):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch([triple.encode() for triple in words_of(text)])
        prints.append(sketch)
        index.insert(at, sketch)
    return grouped(len(texts), lambda at: index.query(prints[at]), lambda a, b: prints[a].jaccard(prints[b]))


def with_rensa(texts: list[str]) -> list[str]:
    """Groups as rensa joins them."""
    index, prints = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=BANDS), list[RMinHash]()
    for at, text in enumerate(texts):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update(words_of(text))
        prints.append(sketch)
        index.insert(at, sketch)
    return grouped(len(texts), lambda at: index.query(prints[at]), lambda a, b: prints[a].jaccard(prints[b]))


def grouped(count: int, alike: Callable[[int], Iterable[int]], likeness: Callable[[int, int], float]) -> list[str]:
    """Each text with the first of those it is alike to, links followed."""
    roots = list(range(count))
    for at in range(count):
        near = [other for other in alike(at) if other < at and likeness(at, other) >= THRESHOLD]
        roots[at] = roots[min(near)] if near else at
    return [str(root) for root in roots]
