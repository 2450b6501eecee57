"""Links to our own site that nothing answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.models import Person, Story, StoryAddress, Topic

_ANCHOR = re.compile(r"<a\s[^>]*>", re.I)
_ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)


def dead_links(story: Story) -> Iterator[Warning]:
    """Each link in the story's text that leads to nothing on our own site."""
    for field in ("body", "entries"):
        for attributes in _anchors(getattr(story, field)):
            target = dead_target(attributes)
            if target:
                yield Warning(
                    "dead-link",
                    _("The link to %(target)s leads to nothing.") % {"target": target},
                    field,
                    target,
                )


def dead_target(attributes: dict[str, str]) -> str:
    """What a link with these attributes points to, if nothing of ours answers; else empty."""
    if attributes.get("linktype") == "page":
        key = attributes.get("id", "")
        alive = key.isdigit() and Page.objects.live().filter(pk=int(key)).exists()
        return "" if alive else _("page %(id)s") % {"id": key}
    path = own_path(attributes.get("href", ""))
    return path if path and not answers(path) else ""


def own_path(href: str) -> str:
    """The path of `href` where it leads to our own site; empty where it leads elsewhere."""
    parts = urlsplit(href)
    ours = urlsplit(settings.BROADSHEET_SITE_URL).netloc
    if parts.scheme not in {"", "http", "https"} or (parts.netloc and parts.netloc != ours):
        return ""
    return unicodedata.normalize("NFC", unquote(parts.path))


def answers(path: str) -> bool:
    """Whether a page, a story or a view of ours answers `path` to readers."""
    try:
        match = resolve(path if path.endswith("/") or "." in path else f"{path}/")
    except Resolver404:
        return False
    match match.url_name:
        case "story" | "story_page":
            return _story_answers(match)
        case "topic":
            return Topic.objects.filter(slug=match.kwargs["slug"]).exists()
        case "person":
            return Person.objects.filter(slug=match.kwargs["slug"]).exists()
        case "wagtail_serve":
            return _page_answers(match)
    return True


def _story_answers(match: ResolverMatch) -> bool:
    address = StoryAddress.objects.filter(path=f"/{match.kwargs['path']}/").first()
    return bool(address and address.story and address.story.is_public())


def _page_answers(match: ResolverMatch) -> bool:
    root = Site.get_site_root_paths()[0].root_path if Site.get_site_root_paths() else "/"
    path = root + (match.args[0] if match.args else "")
    return Page.objects.live().filter(url_path=path if path.endswith("/") else f"{path}/").exists()


def _anchors(stream: Any) -> Iterator[dict[str, str]]:
    for text in _strings(getattr(stream, "raw_data", []) or []):
        for anchor in _ANCHOR.findall(text):
            yield {
                name.lower(): unescape(double or single)
                for name, double, single in _ATTRIBUTE.findall(anchor)
            }


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif value and not isinstance(value, (int, float, bool)):
        for inner in value:
            yield from _strings(inner)
