"""A text as a set of numbers, one for each run of neighbouring words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from zlib import crc32

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]

# Of ASCII these stand in words, in small letters. What is not ASCII is looked at apart.
_IN_WORDS = bytes(code if code > 127 or chr(code).isalnum() else ord(" ") for code in range(256))
# Scripts without spaces between words: there each letter counts as a word.
_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W_\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
RUN = 3
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def shingles(text: str) -> Numbers:
    """One number for each run of three words of `text`; case and signs don't count."""
    words = _words(unicodedata.normalize("NFKC", text).lower())
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter(map(crc32, words), np.uint64, len(words))
    runs = sum(
        numbers[at : len(numbers) - RUN + 1 + at] * factor for at, factor in enumerate(_FACTORS)
    )
    return mixed(np.asarray(runs, dtype=np.uint64))


def _words(text: str) -> list[bytes]:
    """The words of `text`, in UTF-8. Most end at ASCII, for which no expression has to look."""
    pieces = text.encode(errors="replace").translate(_IN_WORDS).split()
    if text.isascii():
        return pieces
    return [
        word
        for piece in pieces
        for word in ((piece,) if piece.isascii() else _words_within(piece.decode()))
    ]


def _words_within(piece: str) -> Iterator[bytes]:
    return map(str.encode, _WORD.findall(piece))


def mixed(numbers: Numbers) -> Numbers:
    """The same numbers spread over all 64 bits, so that near ones are far apart."""
    numbers = numbers ^ (numbers >> np.uint64(31))
    numbers = numbers * np.uint64(0xBF58476D1CE4E5B9)
    return numbers ^ (numbers >> np.uint64(29))
