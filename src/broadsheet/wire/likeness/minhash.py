"""A set of shingles as a signature of fixed length, and how alike two signatures are.

MinHash (Broder 1997): the share of places in which two signatures agree estimates the share of
shingles that the sets have in common (their Jaccard index).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from broadsheet.wire.likeness.shingles import Numbers, mixed

Signature = npt.NDArray[np.uint32]

BANDS = 40
ROWS = 3
PLACES = BANDS * ROWS
_PLACE = np.random.default_rng(1605)
_FACTORS = _PLACE.integers(1, 2**63, PLACES, dtype=np.uint64) | np.uint64(1)
_OFFSETS = _PLACE.integers(0, 2**63, PLACES, dtype=np.uint64)
_POWERS = np.array([0x100000001B3**power % 2**64 for power in range(ROWS)], dtype=np.uint64)


def signature(shingles: Numbers) -> Signature:
    """The signature of a set that is not empty."""
    least = np.full(PLACES, np.iinfo(np.uint64).max, dtype=np.uint64)
    # In pieces, so that a long text needs no more memory than a short one.
    for begin in range(0, len(shingles), 512):
        piece = shingles[begin : begin + 512]
        hashes = piece[np.newaxis, :] * _FACTORS[:, np.newaxis] + _OFFSETS[:, np.newaxis]
        np.minimum(least, hashes.min(axis=1), out=least)
    return (mixed(least) >> np.uint64(32)).astype(np.uint32)


def alike(mine: Signature, others: npt.NDArray[np.uint32]) -> npt.NDArray[np.float64]:
    """How alike `mine` is to each row of `others`: 0 to 1."""
    shares: npt.NDArray[np.float64] = (others == mine).mean(axis=1)
    return shares


def bands(mine: Signature, language: str) -> list[int]:
    """One number for each band of the signature; texts in other languages share none.

    Two sets that have half of their shingles in common share at least one of the bands with a
    probability of 0.995; with a quarter, of 0.47; with a twentieth, of 0.005.
    """
    seed = np.uint64(int.from_bytes(language.partition("-")[0].lower().encode()[:8], "big"))
    rows = mine.reshape(BANDS, ROWS).astype(np.uint64)
    numbers = (rows * _POWERS).sum(axis=1, dtype=np.uint64)
    numbers = mixed(mixed(numbers + np.arange(BANDS, dtype=np.uint64)) ^ seed)
    return [int(number) for number in numbers.view(np.int64)]
