"""Robots that say so: by the list that `crawler-user-agents` keeps."""

from __future__ import annotations

from functools import lru_cache

from crawleruseragents import is_crawler

_LONGEST = 400


@lru_cache(maxsize=16_384)
def is_robot(user_agent: str) -> bool:
    """Whether `user_agent` is empty or names a known robot."""
    return not user_agent or bool(is_crawler(user_agent[:_LONGEST]))
