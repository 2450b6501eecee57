"""Hosts and https."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.reader.hosts import Hosts, is_secure

OURS = Hosts(["Paper.example", ".group.example", "[::1]", "127.0.0.1"])


@pytest.mark.parametrize(
    "host",
    [
        "paper.example",
        "PAPER.example:8000",
        "paper.example.",
        "group.example",
        "en.group.example:80",
        "[::1]:8000",
        "[::1]",
        "127.0.0.1:8000",
    ],
)
def test_ours(host: str) -> None:
    assert OURS.allow(host)
    assert OURS.allow(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "other.example",
        "notgroup.example",
        "en.paper.example",
        "paper.example:80:80",
        "paper.example:http",
        "paper.example/",
        "paper.example@other.example",
        "other.example#.group.example",
        "[::1",
        "[::1]x",
        "paper.example\r\nX: y",
        "paper.example,other.example",
    ],
)
def test_others(host: str) -> None:
    assert not OURS.allow(host)


def test_a_star_allows_any_host_that_can_be_one() -> None:
    every = Hosts(["*"])
    assert every.allow("anything.example:81")
    assert not every.allow("")
    assert not every.allow("a b")


def test_what_is_remembered_is_bounded() -> None:
    every = Hosts(["*"])
    for number in range(5000):
        assert every.allow(f"h{number}.example")
    assert len(every.known) <= 1024


@given(st.text(max_size=80))
def test_any_header_is_judged(text: str) -> None:
    if OURS.allow(text):
        name = text.lower().rpartition(":")[0] or text.lower()
        assert any(ours in text.lower() for ours in ("paper.example", "group.example", "1")), name


def test_https_is_believed_from_the_server_or_a_trusted_proxy() -> None:
    plain = {"wsgi.url_scheme": "http", "HTTP_X_FORWARDED_PROTO": "https"}
    assert not is_secure(plain, trust_forwarded=False)
    assert is_secure(plain, trust_forwarded=True)
    assert is_secure({"wsgi.url_scheme": "https"}, trust_forwarded=True)
    assert not is_secure(
        {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "http"}, trust_forwarded=True
    )
