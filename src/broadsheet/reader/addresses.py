"""What was asked for: the path decoded, the query without what only counts visits."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

# Parameters that newsletters, networks and advertisers append; no page reads them.
TRACKING = frozenset(
    {
        "_ga", "_gl", "_hsenc", "_hsmi", "dclid", "dm_i", "ef_id", "epik", "fb_action_ids",
        "fb_action_types", "fb_ref", "fb_source", "fbclid", "gad_campaignid", "gad_source",
        "gbraid", "gclid", "gclsrc", "hsCtaTracking", "igsh", "igshid", "li_fat_id", "mc_cid",
        "mc_eid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "msclkid", "oly_anon_id",
        "oly_enc_id", "rb_clickid", "s_cid", "s_kwcid", "sc_campaign", "sc_channel", "sc_content",
        "sc_medium", "sc_outcome", "sc_geo", "sc_country", "spm", "srsltid", "sscid", "trk",
        "trkCampaign", "ttclid", "twclid", "vero_conv", "vero_id", "wbraid", "wickedid", "wt_mc",
        "yclid", "ysclid",
    }
)  # fmt: skip
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "itm_", "at_")


class Malformed(ValueError):
    """The path can't be an address: broken UTF-8, control characters, or no slash to begin with."""


def decoded(path_info: str) -> str:
    """The path of a WSGI `PATH_INFO`, whose letters stand for bytes (PEP 3333). May raise.

    An empty path is `/` (RFC 9110 section 4.2.3).
    """
    if not path_info:
        return "/"
    try:
        path = path_info.encode("latin-1").decode("utf-8")
    except UnicodeError as error:
        raise Malformed("broken UTF-8") from error
    if any(letter < " " or letter == "\x7f" for letter in path):
        raise Malformed("control characters")
    if not path.startswith("/"):
        raise Malformed("no slash")
    return path


def split_absolute(path_info: str) -> tuple[str, str] | None:
    """Authority and path of an absolute-form target (RFC 9112 section 3.2.2), else `None`."""
    if not path_info[:8].lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(path_info)
    except ValueError:
        return None
    return parts.netloc, parts.path


def is_dotted(path: str) -> bool:
    """Whether `path` has `.` or `..` segments, which clients remove themselves (RFC 3986 5.2.4)."""
    return "/." in path and any(part in {".", ".."} for part in path.split("/"))


def collapsed(path: str) -> str:
    """`path` with every run of slashes made one."""
    while "//" in path:
        path = path.replace("//", "/")
    return path


def quoted(path: str) -> str:
    """The decoded `path` as it is written in `Location`."""
    return quote(path, safe=_SAFE)


def quoted_location(location: str) -> str:
    """An address that may be encoded in part, a whole one too, as it is written in `Location`."""
    return quote(location, safe=f"{_SAFE}%?#[]")


_SAFE = "/:@!$&'()*+,;=~-._"


def without_tracking(query: str) -> str:
    """`query` without the parameters that only count visits; the others as they stand."""
    if not query:
        return ""
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name = part.partition("=")[0]
    return name in TRACKING or name.startswith(TRACKING_PREFIXES)
