"""Where a story can be sent: plain links, no script of anyone's."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class ShareLink:
    """One way to share: `key` names it in style sheets and tests, `label` is what readers see."""

    key: str
    label: str | StrPromise
    url: str


def share_links(url: str, title: str) -> list[ShareLink]:
    """Links that share the page at `url` (absolute) under `title`.

    In the order in which they stand: LINE, Weibo, X, Facebook, WhatsApp, e-mail. WeChat has no
    address of its own: it scans the QR code that the page makes.
    """
    page = quote(url, safe="")
    words = quote(title, safe="")
    both = quote(f"{title}\n{url}", safe="")
    return [
        ShareLink("line", "LINE", f"https://social-plugins.line.me/lineit/share?url={page}"),
        ShareLink(
            "weibo",
            _("Weibo"),
            f"https://service.weibo.com/share/share.php?url={page}&title={words}",
        ),
        ShareLink("x", "X", f"https://x.com/intent/post?url={page}&text={words}"),
        ShareLink("facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?u={page}"),
        ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?text={both}"),
        ShareLink("email", _("E-mail"), f"mailto:?subject={words}&body={both}"),
    ]
