"""Story pages of a plausible size for measuring: 30 KB of HTML, about 9 KB compressed."""

from __future__ import annotations

from itertools import accumulate
from random import Random

SYLLABLES = (
    "ba", "cor", "dan", "el", "fi", "gra", "ho", "in", "jo", "ka", "lem", "mi", "nor", "o", "pa",
    "qui", "ra", "sel", "ti", "u", "ver", "wa", "xen", "yo", "zu", "ma", "re", "to", "lan", "der",
)  # fmt: skip
WORDS = 3000
LENGTH = 30_000


def story_page(number: int) -> bytes:
    """The page of story `number`: the same each time, another for each number."""
    random = Random(number)

    def some(count: int) -> str:
        return " ".join(random.choices(_WORDS, cum_weights=_WEIGHTS, k=count))

    headline = some(8).capitalize()
    links = "".join(
        f'<li><a href="/politics/2026/11/23/story-{random.randrange(1000):04}/">{some(7)}</a></li>'
        for _ in range(40)
    )
    head = (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{headline}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/static/theme/css/paper.0123456789ab.css"></head>'
        f"<body><main><h1>{headline}</h1>"
    )
    parts = [head]
    size = len(parts[0]) + len(links)
    while size < LENGTH:
        parts.append(f"<p>{some(random.randint(30, 70)).capitalize()}.</p>\n")
        size += len(parts[-1])
    return "".join([*parts, f"</main><nav><ul>{links}</ul></nav></body></html>"]).encode()


def _words() -> list[str]:
    random = Random(0)
    return ["".join(random.choices(SYLLABLES, k=random.randint(1, 4))) for _ in range(WORDS)]


_WORDS = _words()
# As in a language, a few words are most of what is said.
_WEIGHTS = list(accumulate(1 / (place + 4) for place in range(WORDS)))
