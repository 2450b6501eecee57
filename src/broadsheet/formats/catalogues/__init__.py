"""Controlled vocabularies: what the aliases in qcodes stand for, and how topics are ordered."""

from __future__ import annotations

from collections.abc import Mapping

from broadsheet.formats.catalogues.iptc import NEWSCODES, SCHEMES
from broadsheet.formats.catalogues.topics import ancestry, broader

__all__ = ["NEWSCODES", "SCHEMES", "ancestry", "broader", "qcode_of", "uri_of"]

_ALIASES = {uri: alias for alias, uri in SCHEMES.items()}
_NONE: Mapping[str, str] = {}


def uri_of(qcode: str, declared: Mapping[str, str] = _NONE) -> str | None:
    """The URI that ``qcode`` stands for, or None if nobody knows its alias.

    The first colon ends the alias; the code is put behind the scheme's URI as it is (NewsML-G2
    2.35, QCodes). ``declared`` (alias to URI) is what the delivery itself says, and wins.
    """
    alias, colon, code = qcode.partition(":")
    scheme = declared.get(alias) or SCHEMES.get(alias)
    return scheme + code if scheme and colon and code else None


def qcode_of(uri: str) -> str | None:
    """The qcode by which IPTC's catalogue would write ``uri``, or None."""
    end = max(uri.rfind("/"), uri.rfind("#")) + 1
    alias = _ALIASES.get(uri[:end])
    return f"{alias}:{uri[end:]}" if alias and uri[end:] else None
