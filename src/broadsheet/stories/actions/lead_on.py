"""Let the old address of a topic or person lead on to the new one."""

from __future__ import annotations

from urllib.parse import unquote

from django.conf import settings
from wagtail.contrib.redirects.models import Redirect


def lead_on(before: str, after: str) -> None:
    """Make the path `before`, and whatever led to it, lead to `after`; nothing leads on to itself.

    Both are percent-encoded, as Django writes them. For pages of the tree Wagtail does the same.
    """
    if before == after:
        return
    # Decoded: the column has no room for a long name of which each letter takes nine.
    old, new = (f"{settings.BROADSHEET_SITE_URL}{unquote(path)}" for path in (before, after))
    automatic = Redirect.objects.filter(automatically_created=True, site=None)
    automatic.filter(old_path=Redirect.normalise_path(after)).delete()
    automatic.filter(redirect_link=old).update(redirect_link=new)
    automatic.update_or_create(
        old_path=Redirect.normalise_path(before),
        defaults={"redirect_link": new, "automatically_created": True, "site": None},
    )
