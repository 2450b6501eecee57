"""Which oEmbed endpoint answers for a page (oembed.com, section 2.1)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlencode, urlsplit, urlunsplit

from wagtail.embeds.oembed_providers import all_providers

# Sites that Wagtail's register lacks.
_FURTHER = (
    {
        "endpoint": "https://www.tiktok.com/oembed",
        "urls": [r"^https://(?:www\.|m\.)?tiktok\.com/@[^/?#]+/(?:video|photo)/\d+"],
    },
    {
        "endpoint": "https://embed.bsky.app/oembed",
        "urls": [r"^https://bsky\.app/profile/[^/?#]+/post/[^/?#]+$"],
    },
)
# What a few endpoints need to be asked beside the address.
_ASKED = {"publish.twitter.com": {"omit_script": "1", "dnt": "true"}}


@lru_cache(maxsize=1)
def register() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Endpoints and the addresses they answer for: ours, then those of Wagtail that speak HTTPS."""
    return tuple(
        (
            provider["endpoint"].replace("{format}", "json"),
            tuple(re.compile(pattern) for pattern in provider["urls"]),
        )
        for provider in (*_FURTHER, *all_providers)
        if provider["endpoint"].startswith("https://")
    )


def endpoint_for(url: str) -> str | None:
    """The whole address to ask about the page at `url`; `None` where no provider is known."""
    for endpoint, patterns in register():
        if any(pattern.match(url) for pattern in patterns):
            parts = urlsplit(endpoint)
            asked = {"url": url, "format": "json", **_ASKED.get(parts.hostname or "", {})}
            return urlunsplit(parts._replace(query=urlencode(asked)))
    return None
