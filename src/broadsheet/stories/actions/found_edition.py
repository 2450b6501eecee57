"""Found an edition: its row, its home front, and (for the first) the site's root."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from broadsheet.stories.models import Edition, HomeFront

DEFAULT_SLOTS: list[dict[str, Any]] = [
    {"type": "lead", "value": {"title": "", "count": 4, "pinned": []}},
    {"type": "strip", "value": {"title": "", "count": 4, "pinned": []}},
    {"type": "list", "value": {"title": "", "count": 10, "pinned": []}},
    {"type": "photo", "value": {"title": "", "count": 4, "pinned": []}},
    {"type": "video", "value": {"title": "", "count": 3, "pinned": []}},
    {"type": "sections", "value": {"count": 4}},
]


@transaction.atomic
def found_edition(
    *, code: str, name: str, language: str, is_default: bool = False, **fields: Any
) -> Edition:
    """A new edition with its home front. The default edition's front is the root of the site."""
    edition = Edition(code=code, name=name, language=language, is_default=is_default, **fields)
    edition.full_clean()
    edition.save()
    front = HomeFront(
        title=name, slug=code, edition=edition, slots=DEFAULT_SLOTS, show_in_menus=False
    )
    if is_default:
        root = Page.get_first_root_node()
        root.add_child(instance=front)
        address = urlsplit(settings.BROADSHEET_SITE_URL)
        site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
        replaced = site.root_page if site.root_page_id else None
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.site_name = name
        site.root_page = front
        site.save()
        if replaced is not None and replaced.specific_class is Page:
            replaced.delete()
    else:
        HomeFront.objects.get(edition__is_default=True).add_child(instance=front)
    return edition
