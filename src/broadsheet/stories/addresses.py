"""Addresses of stories: `/<section>/<yyyy>/<mm>/<dd>/<slug>/`, stable for ever."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.text import slugify

from broadsheet.theme.ruby import without_ruby

if TYPE_CHECKING:
    from broadsheet.stories.models import Story

SLUG_LENGTH = 90
# First parts of addresses that the paper itself needs; no page may stand there.
RESERVED = frozenset(
    {
        "archive",
        "desk",
        "documents",
        "get-the-app",
        "media",
        "more",
        "most-popular",
        "offline",
        "page",
        "people",
        "rails",
        "read",
        "saved",
        "search",
        "sitemaps",
        "static",
        "topics",
        "wire",
    }
)
_DATED = re.compile(r"^(?P<section>/.*?)(?P<date>\d{4}/\d\d/\d\d)/(?P<slug>[^/]+)/$")


def slug_for(headline: str) -> str:
    """A slug (NFC, any script, at most 90 characters, cut between words) for a headline."""
    text = unicodedata.normalize("NFC", without_ruby(headline)).replace("’", "").replace("'", "")
    slug = slugify(text, allow_unicode=True)
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rsplit("-", 1)[0][:SLUG_LENGTH]
    return slug.strip("-_") or "story"


def address_of(story: Story) -> str:
    """The path that `story` should have now.

    The date is that of the printed publication in the edition's zone; once given, it stays.
    """
    section_path = story.section.path_in_site
    known = _DATED.match(story.path)
    if known and known["section"] == section_path and _same_slug(known["slug"], story.slug):
        return story.path
    if story.published_at is None:
        raise ValueError("a story without a publication time has no address")
    date = known["date"] if known else story.edition.local(story.published_at).strftime("%Y/%m/%d")
    return f"{section_path}{date}/{story.slug}/"


def _same_slug(in_path: str, slug: str) -> bool:
    return in_path == slug or re.fullmatch(re.escape(slug) + r"-\d+", in_path) is not None
