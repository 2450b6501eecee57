"""The inks: every picture is printed in one set of a paper and seven inks."""

from __future__ import annotations

from dataclasses import dataclass

Ink = tuple[int, int, int]


def _ink(code: str) -> Ink:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(first: Ink, second: Ink, share: float) -> Ink:
    """`first` with `share` (0 to 1) of `second` in it."""
    a, b, c = (round(x + (y - x) * share) for x, y in zip(first, second, strict=True))
    return a, b, c


@dataclass(frozen=True)
class Palette:
    """The paper, five inks from light to dark, a spot colour and the colour of light."""

    paper: Ink
    pale: Ink
    wash: Ink
    mid: Ink
    deep: Ink
    key: Ink
    spot: Ink
    glow: Ink

    def depth(self, nearness: float) -> Ink:
        """The ink of something far (0) to near (1): air lightens what is far."""
        steps = (self.pale, self.wash, self.mid, self.deep, self.key)
        place = min(max(nearness, 0.0), 1.0) * (len(steps) - 1)
        low = min(int(place), len(steps) - 2)
        return mix(steps[low], steps[low + 1], place - low)


def _palette(codes: str) -> Palette:
    return Palette(*(_ink(code) for code in codes.split()))


# In the order paper, pale, wash, mid, deep, key, spot, glow.
PALETTES: dict[str, Palette] = {
    "dawn": _palette("f7ecd8 f3d2ad dfa07f 7c949b 2f5266 13212d d4472b ffe6ad"),
    "day": _palette("f6f0e1 d3e1da 93b9b6 4c838c 21536a 11222d d5512e f4c65a"),
    "dusk": _palette("f5e5cf f2bd8c d67b5a 8b5a70 3c3a5f 161729 e6a035 ffdc90"),
    "night": _palette("efe6d0 7f9aaa 4a6b86 2b4a69 172f4b 0a1421 dd633a f8d67f"),
    "storm": _palette("ece8dc c6cac1 909e9c 5d7176 32454e 12191e c9492c efdca0"),
    "fog": _palette("f2ede2 dcdad0 b9bfb9 87968f 4b5f63 1b272c c65a35 f6dfa2"),
    "autumn": _palette("f6ead2 eed4a2 d9a355 a4663a 573d33 1e1917 b4352a f8da8e"),
    "spring": _palette("f5f0dc dfe6c6 a8bf8c 66906d 2c5a50 12241f d5542f f5d169"),
    "winter": _palette("f4f1e8 dde6e8 b1c5ce 7a98aa 3c5b73 14202c cf4a32 f6e0a8"),
    "parlour": _palette("f6e9cf ecd0a0 cf9a63 8f5a45 443336 191518 a93428 fadf96"),
    "study": _palette("f3ead4 dcd6b8 a9b08f 5f7a70 2d4a4d 11201f c2522f f4d488"),
    "velvet": _palette("f4e4d0 e8b79a c46a5a 8a3848 46223a 170f1c d99a3c fbdc98"),
}
