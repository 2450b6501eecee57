"""The CDNs that are told which pages have changed: how they are named, and what they must know."""

from __future__ import annotations

import json
from typing import Any

_BACKENDS = "wagtail.contrib.frontend_cache.backends"
# Name -> Wagtail's backend, and the options it can't do without.
_CDNS = {
    "cloudflare": ("CloudflareBackend", ("ZONEID",)),
    "cloudfront": ("CloudfrontBackend", ("DISTRIBUTION_ID",)),
    "azure-front-door": ("AzureFrontDoorBackend", ("RESOURCE_GROUP_NAME", "FRONT_DOOR_NAME")),
    "azure-cdn": (
        "AzureCdnBackend",
        ("RESOURCE_GROUP_NAME", "CDN_PROFILE_NAME", "CDN_ENDPOINT_NAME"),
    ),
}
EXAMPLE = '{"BACKEND": "cloudflare", "ZONEID": "…", "BEARER_TOKEN": "…"}'


def read_cdns(text: str) -> dict[str, dict[str, Any]]:
    """Wagtail's `WAGTAILFRONTENDCACHE`, from one JSON object or a list of them.

    Raises `ValueError`, which says nothing of the values: some are secret.
    """
    if not text:
        return {}
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is no JSON ({error}); write {EXAMPLE}") from None
    cdns = found if isinstance(found, list) else [found]
    if not all(isinstance(each, dict) and isinstance(each.get("BACKEND"), str) for each in cdns):
        raise ValueError(f"write {EXAMPLE}, or a list of such objects")
    return {f"{each['BACKEND']} {n}": _cdn(each) for n, each in enumerate(cdns, start=1)}


def _cdn(options: dict[str, Any]) -> dict[str, Any]:
    name = options["BACKEND"]
    if "." in name:
        return options
    if name not in _CDNS:
        raise ValueError(
            f"there is no {name!r}: BACKEND is one of {', '.join(_CDNS)}, or the dotted path of a "
            "class of your own"
        )
    backend, needed = _CDNS[name]
    if lacking := [option for option in needed if not options.get(option)]:
        raise ValueError(f"{name} lacks {', '.join(lacking)}")
    return {**options, "BACKEND": f"{_BACKENDS}.{backend}"}
