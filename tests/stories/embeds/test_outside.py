"""The careful GET, against a server that misbehaves in every way."""

from __future__ import annotations

import ssl
import time

import pytest

from broadsheet.stories.embeds.outside import Answer, Unreachable, fetch, is_public
from tests.stories.embeds.provider import LoopbackProvider, Reply


def get(provider: LoopbackProvider, path: str = "/oembed", **how: object) -> Answer:
    options = {"limit": 1000, "seconds": 2.0, "is_allowed": lambda _ip: True, **how}
    return fetch(provider.url(path), context=provider.context, **options)  # type: ignore[arg-type]


def code_of(provider: LoopbackProvider, **how: object) -> str:
    with pytest.raises(Unreachable) as caught:
        get(provider, **how)
    return caught.value.code


def test_an_answer_comes_back_with_its_type(provider: LoopbackProvider) -> None:
    provider.replies["/oembed"] = Reply(b'{"a": 1}')
    assert get(provider) == Answer(b'{"a": 1}', "application/json")


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=404), "gone"),
        (Reply(status=401), "gone"),
        (Reply(status=500), "refused"),
        (Reply(b"x" * 1001), "large"),
        (Reply(b"x" * 500, drip=0.05), "silent"),
        (Reply(status=302, location="/oembed"), "refused"),
        (Reply(status=302), "refused"),
        (Reply(status=302, location="http://localhost/"), "address"),
        (Reply(status=302, location="https://10.0.0.1/admin"), "elsewhere"),
        (Reply(status=302, location="https://elsewhere.example/page.html"), "elsewhere"),
        (Reply(status=302, location="file:///etc/passwd"), "address"),
    ],
)
def test_what_is_no_use_is_named(provider: LoopbackProvider, reply: Reply, code: str) -> None:
    provider.replies["/oembed"] = reply
    started = time.monotonic()
    assert code_of(provider, seconds=1.0) == code
    assert time.monotonic() - started < 15, "what drips takes 25 seconds"


def test_a_redirect_on_the_same_host_is_followed(provider: LoopbackProvider) -> None:
    provider.replies["/oembed"] = Reply(status=301, location="/v2/oembed?x=1")
    provider.replies["/v2/oembed"] = Reply(b"{}")
    assert get(provider).body == b"{}"
    assert provider.asked == ["/oembed", "/v2/oembed?x=1"]


def test_a_private_address_is_refused_before_anything_is_sent(provider: LoopbackProvider) -> None:
    assert code_of(provider, is_allowed=is_public) == "address"
    assert provider.asked == []


def test_an_unknown_certificate_is_refused(provider: LoopbackProvider) -> None:
    provider.replies["/oembed"] = Reply(b"{}")
    with pytest.raises(Unreachable, match="silent"):
        fetch(
            provider.url(),
            limit=1000,
            is_allowed=lambda _ip: True,
            context=ssl.create_default_context(),
        )
    assert provider.asked == []


@pytest.mark.parametrize(
    "url",
    ["http://localhost/", "https://", "https://a:b@c.example/", "https://[x/", "ftp://a.example/"],
)
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(Unreachable, match="address"):
        fetch(url, limit=10)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "ff02::1"),
        *("::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::"),
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "64:ff9b::101:101"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)
