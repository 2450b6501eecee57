"""Words and lines of nginx's configuration language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import indent


class Unquotable(ValueError):
    """A text that can't stand in a configuration of nginx: it would be read as a variable."""


def quoted(text: str) -> str:
    """`text` as one word. Raises `Unquotable` for `$`, which nothing escapes, and line breaks."""
    if "$" in text or "\n" in text:
        raise Unquotable(f"{text!r} can't stand in nginx's configuration")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def headers(pairs: Iterable[tuple[str, str]], *, always: bool = False) -> str:
    """An `add_header` line for each of `pairs`; with `always` for refusals too."""
    end = " always;" if always else ";"
    return "\n".join(f"add_header {name} {quoted(value)}{end}" for name, value in pairs)


def block(head: str, *parts: str) -> str:
    """`head { … }` with `parts` inside, each on lines of its own."""
    inside = "\n".join(part for part in parts if part)
    return f"{head} {{\n{indent(inside, '    ')}\n}}"


def any_of(words: Iterable[str]) -> str:
    """A regular expression for one of `words` as they stand."""
    return "|".join(re.escape(word) for word in sorted(words))
