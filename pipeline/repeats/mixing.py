"""Stable 64-bit mixing of whole arrays."""

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
FIRST = np.uint64(0xBF58476D1CE4E5B9)
SECOND = np.uint64(0x94D049BB133111EB)


def mixed(values: Hashes) -> Hashes:
    """Each value scattered over all 64 bits (the finaliser of SplitMix64, Steele et al. 2014).

    >>> bool((mixed(np.arange(3, dtype=np.uint64)) % np.uint64(2)).max())
    True
    """
    with np.errstate(over="ignore"):
        x = values + GOLDEN
        x ^= x >> np.uint64(30)
        x *= FIRST
        x ^= x >> np.uint64(27)
        x *= SECOND
        x ^= x >> np.uint64(31)
    return x


def chained(before: Hashes, after: Hashes) -> Hashes:
    """One hash of two in order.

    >>> one, two = np.array([1], np.uint64), np.array([2], np.uint64)
    >>> bool(chained(one, two) == chained(two, one))
    False
    """
    with np.errstate(over="ignore"):
        return mixed(before * SECOND + after)
