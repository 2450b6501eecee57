"""A text as a set of numbers, one for each run of neighbouring words."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]

# Scripts without spaces between words: there each letter counts as a word.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
RUN = 3
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def shingles(text: str) -> Numbers:
    """One number for each run of three words of `text`; case and signs don't count."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter(map(crc32, map(str.encode, words)), np.uint64, len(words))
    runs = sum(
        numbers[at : len(numbers) - RUN + 1 + at] * factor for at, factor in enumerate(_FACTORS)
    )
    return mixed(np.asarray(runs, dtype=np.uint64))


def mixed(numbers: Numbers) -> Numbers:
    """The same numbers spread over all 64 bits, so that near ones are far apart."""
    numbers = numbers ^ (numbers >> np.uint64(31))
    numbers = numbers * np.uint64(0xBF58476D1CE4E5B9)
    return numbers ^ (numbers >> np.uint64(29))
