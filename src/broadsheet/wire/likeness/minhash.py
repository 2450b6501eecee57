"""A set of shingles as a signature of fixed length, and how alike signatures are.

MinHash (Broder 1997): the share of places in which two signatures agree estimates the share of
shingles that the sets have in common (their Jaccard index). One byte of each place is kept (Li and
König 2010, b-bit minwise hashing): places agree by chance once in 256 times, which is subtracted.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadsheet.wire.likeness.shingles import Numbers, mixed

Signature = npt.NDArray[np.uint8]

PLACES = 64
_BY_CHANCE = 1 / 256
_SOURCE = np.random.default_rng(1605)
_FACTORS = (_SOURCE.integers(1, 2**63, PLACES, dtype=np.uint64) | np.uint64(1))[:, np.newaxis]
_OFFSETS = _SOURCE.integers(0, 2**63, PLACES, dtype=np.uint64)[:, np.newaxis]


def signature(shingles: Numbers) -> Signature:
    """The signature of a set that is not empty."""
    least = np.full(PLACES, np.iinfo(np.uint64).max, dtype=np.uint64)
    # In pieces, so that a long text needs no more memory than a short one.
    for begin in range(0, len(shingles), 512):
        hashes = shingles[begin : begin + 512] * _FACTORS
        hashes += _OFFSETS
        np.minimum(least, hashes.min(axis=1), out=least)
    return (mixed(least) >> np.uint64(56)).astype(np.uint8)


def alike(mine: Signature, others: Signature) -> npt.NDArray[np.float64]:
    """How alike `mine` is to each column of `others`: about 0 to 1.

    Columns, since what stands one after the other is compared and added several at once.
    """
    agree = (others == mine[:, np.newaxis]).view(np.uint8).sum(axis=0, dtype=np.uint8) / PLACES
    shares: npt.NDArray[np.float64] = (agree - _BY_CHANCE) / (1 - _BY_CHANCE)
    return shares
