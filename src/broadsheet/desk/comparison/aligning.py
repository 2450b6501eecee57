"""Which piece of one version is which of another, changed or not."""

from __future__ import annotations

from difflib import SequenceMatcher

from broadsheet.desk.comparison.pieces import TEXT, Piece

# Two paragraphs with half their words in common are one that was changed.
ALIKE = 0.5
# Beyond this many pairs a stretch counts as rewritten: nobody compares it line by line.
_PAIRS = 2500


def align(before: list[Piece], after: list[Piece]) -> dict[int, int]:
    """Index in `before` -> index in `after`, both rising: the same pieces, and those between that
    are alike enough to be changed ones."""
    matcher = SequenceMatcher(
        None, [one.sameness for one in before], [one.sameness for one in after], autojunk=False
    )
    found: dict[int, int] = {}
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found.update(zip(range(i1, i2), range(j1, j2), strict=True))
        elif tag == "replace" and (i2 - i1) * (j2 - j1) <= _PAIRS:
            pairs = _best_pairs(before[i1:i2], after[j1:j2])
            found.update((i1 + i, j1 + j) for i, j in pairs)
    return found


def _best_pairs(before: list[Piece], after: list[Piece]) -> list[tuple[int, int]]:
    """The rising pairs of alike pieces with the largest likeness in sum."""
    # best[i][j]: the largest sum that before[i:] and after[j:] allow.
    likeness = [[_likeness(one, other) for other in after] for one in before]
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            paired = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(before) and j < len(after):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: Piece, other: Piece) -> float:
    """From 0 (no pair) to 1, by words; by characters where there are no blanks between words."""
    if one.kind != other.kind:
        return 0.0
    if one.kind != TEXT:
        return 1.0
    mine, theirs = one.words, other.words
    if " " in mine or " " in theirs:
        matcher = SequenceMatcher(None, mine.split(), theirs.split(), autojunk=False)
    else:
        matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= ALIKE else 0.0
