"""Embedded pages of which we know no title, or whose provider had nothing useful to say."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from broadsheet.desk.warnings.warning import Warning
from broadsheet.stories.actions.ask_about_embeds import embed_values
from broadsheet.stories.embeds.providers import endpoint_for
from broadsheet.stories.models import Embed, Story

_AGAIN = gettext_lazy("Save again in a minute, or type its title.")
_BY_HAND = gettext_lazy("Look whether the address is right, and type its title.")
TROUBLES: dict[str, tuple[str | Promise, str | Promise]] = {
    "silent": (gettext_lazy("its provider can't be reached"), _AGAIN),
    "refused": (gettext_lazy("its provider gives no answer now"), _AGAIN),
    "large": (gettext_lazy("its provider's answer is too large"), _BY_HAND),
    "unreadable": (gettext_lazy("its provider's answer can't be read"), _BY_HAND),
    "gone": (gettext_lazy("its provider shows it to nobody"), _BY_HAND),
    "elsewhere": (gettext_lazy("its provider sends us elsewhere"), _BY_HAND),
    "address": (gettext_lazy("its provider isn't on the public network"), _BY_HAND),
}


def embeds(story: Story) -> Iterator[Warning]:
    """Each embed that will be printed as a bare link, or whose page is gone."""
    for value in embed_values(story.body):
        url = value["url"]
        known = Embed.objects.known(url)
        trouble = known.trouble if known else ""
        untitled = not value["title"] and not (known and (known.title or known.author))
        if trouble and (untitled or trouble == "gone"):
            why, what = TROUBLES[trouble]
            words = {"url": url, "why": why, "what": what}
            yield _about(url, _("The embed %(url)s: %(why)s. %(what)s") % words)
        elif untitled and endpoint_for(url):
            words = {"url": url, "what": _AGAIN}
            yield _about(
                url, _("The embed %(url)s: nobody was asked about it yet. %(what)s") % words
            )
        elif untitled:
            yield _about(
                url,
                _("The embed %(url)s has no title, and nobody can be asked for it. Type one.")
                % {"url": url},
            )


def _about(url: str, message: str) -> Warning:
    return Warning("embed", message, "body", url)
