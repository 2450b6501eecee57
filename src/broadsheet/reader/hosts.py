"""At whose door a request knocks: the host, and whether it came over https."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_MOST = 1024


class Hosts:
    """The hosts that are answered; `known` holds the `Host` headers already found good."""

    def __init__(self, allowed: Iterable[str]) -> None:
        self.known: set[str] = set()
        allowed = {pattern.lower() for pattern in allowed}
        self._all = "*" in allowed
        self._names = {pattern.lstrip(".") for pattern in allowed}
        self._domains = tuple(pattern for pattern in allowed if pattern.startswith("."))

    def allow(self, header: str) -> bool:
        """Whether `Host: header` is one of ours, by Django's rules for ALLOWED_HOSTS."""
        if header in self.known:
            return True
        name = _name(header)
        good = bool(name) and (
            self._all or name in self._names or bool(self._domains and name.endswith(self._domains))
        )
        if good and len(self.known) < _MOST:
            self.known.add(header)
        return good


def _name(header: str) -> str:
    """The host without its port, in small letters; empty for what can't be one."""
    header = header.lower()
    if header.startswith("["):
        name, bracket, port = header.partition("]")
        if not bracket or not _is_port(port):
            return ""
        return f"{name}]" if set(name[1:]) <= set("0123456789abcdef:.") else ""
    name, colon, port = header.partition(":")
    if not _is_port(colon + port) or not set(name) <= _LETTERS:
        return ""
    return name.removesuffix(".")


def _is_port(text: str) -> bool:
    return not text or (text[0] == ":" and (text[1:].isdecimal() or text == ":"))


_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-._")


def is_secure(environ: WSGIEnvironment, *, trust_forwarded: bool) -> bool:
    """Whether the client speaks https to us, or to the proxy that we trust to say so."""
    if trust_forwarded and "HTTP_X_FORWARDED_PROTO" in environ:
        said: str = environ["HTTP_X_FORWARDED_PROTO"]
        return said.partition(",")[0].strip().lower() == "https"
    return bool(environ["wsgi.url_scheme"] == "https")
