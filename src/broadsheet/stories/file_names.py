"""Names of uploaded files. They can't be guessed: a picture or clip of a story that is not public
yet, or not any longer, is found only by who is given its address."""

from __future__ import annotations

import re
import secrets
from typing import Any

_TOKEN = re.compile(r"^[0-9a-f]{10}-")


def unguessable(name: str) -> str:
    """`name` (without folders) behind ten random digits, which take the place of those it has."""
    return f"{secrets.token_hex(5)}-{_TOKEN.sub('', name)}"


def clip_path(clip: Any, name: str) -> str:
    """Where a clip's file goes, below MEDIA_ROOT."""
    return f"media/{unguessable(name)}"


def captions_path(clip: Any, name: str) -> str:
    """Where a clip's captions go, below MEDIA_ROOT."""
    return f"captions/{unguessable(name)}"
