"""The careful GET, against a server that misbehaves in every way."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from typing import Any

import pytest

from broadsheet.wire.transports import fetching
from broadsheet.wire.transports.fetching import Fetched, NotFetched, fetch
from tests.wire.transports.agency import Agency, Reply

pytestmark = pytest.mark.network


def get(agency: Agency, path: str = "/wire", **how: Any) -> Fetched:
    return fetch(agency.url(path), **{"allow_private": True, "seconds": 3.0, **how})


def reason(agency: Agency, reply: Reply, **how: Any) -> str:
    agency.replies["/wire"] = reply
    with pytest.raises(NotFetched) as caught:
        get(agency, **how)
    return str(caught.value)


def test_an_answer_comes_back_with_what_it_says_of_itself(agency: Agency) -> None:
    agency.replies["/wire"] = Reply(b"tide", headers={"ETag": '"1"', "Last-Modified": "Mon"})
    assert get(agency) == Fetched(200, b"tide", '"1"', "Mon")
    ((_, headers),) = agency.asked
    assert headers["accept-encoding"] == "gzip"
    assert "authorization" not in headers


def test_a_packed_answer_is_unpacked(agency: Agency) -> None:
    agency.replies["/wire"] = Reply(gzip.compress(b"tide"), headers={"Content-Encoding": "gzip"})
    assert get(agency).body == b"tide"


def test_a_bomb_bursts_outside(agency: Agency) -> None:
    bomb = gzip.compress(b"\0" * 40_000_000)
    assert len(bomb) < 50_000
    said = reason(agency, Reply(bomb, headers={"Content-Encoding": "gzip"}), largest=1024**2)
    assert said == "the answer is larger than 1 MiB"


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=404), "404"),
        (Reply(status=500), "500"),
        (Reply(b"x" * (1024**2 + 1)), "larger than 1 MiB"),
        (Reply(b"x" * 10, short=5), "no answer"),
        (Reply(zlib.compress(b"x"), headers={"Content-Encoding": "br"}), "packed as br"),
        (Reply(b"never packed", headers={"Content-Encoding": "gzip"}), "can't be unpacked"),
        (
            Reply(gzip.compress(b"x" * 999)[:-9], headers={"Content-Encoding": "gzip"}),
            "stopped in the middle",
        ),
        (Reply(status=302, headers={"Location": "/wire"}), "too many redirects"),
        (Reply(status=302, headers={"Location": "ftp://127.0.0.1/x"}), "only http"),
        (Reply(status=302, headers={"Location": "http://[broken"}), "no a"),
    ],
)
def test_what_is_no_use_is_named(agency: Agency, reply: Reply, said: str) -> None:
    assert said in reason(agency, reply, largest=1024**2)


@pytest.mark.parametrize("reply", [Reply(b"x" * 900, drip=0.05), Reply(drip_headers=0.05)])
def test_who_drips_does_not_outlast_the_deadline(agency: Agency, reply: Reply) -> None:
    began = time.monotonic()
    assert "in time" in reason(agency, reply, seconds=0.6)
    assert time.monotonic() - began < 15, "what drips takes 45 seconds"


def test_redirects_are_followed(agency: Agency) -> None:
    agency.replies["/wire"] = Reply(status=301, headers={"Location": "/v2?x=1"})
    agency.replies["/v2?x=1"] = Reply(b"tide")
    assert get(agency).body == b"tide"


def test_a_private_address_is_refused_before_anything_is_sent(agency: Agency) -> None:
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(NotFetched, match="private network"):
            fetch(agency.url(host=host))
    assert agency.asked == []


def test_a_redirect_into_a_private_network_is_refused(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host passes for a public one; the second does not."""
    agency.replies["/wire"] = Reply(
        status=302, headers={"Location": f"http://metadata.example:{agency.port}/secret"}
    )
    lead_to_loopback(monkeypatch)
    monkeypatch.setattr(
        "broadsheet.wire.transports.network.is_public", lambda address: address == "127.0.0.1"
    )
    with pytest.raises(NotFetched, match=r"metadata\.example leads into a private network"):
        fetch(f"http://agency.example:{agency.port}/wire")
    assert [path for path, _ in agency.asked] == ["/wire"]


def test_a_name_is_resolved_once_for_each_connection(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency.replies["/wire"] = Reply(b"tide")
    asked = lead_to_loopback(monkeypatch)
    fetch(f"http://agency.example:{agency.port}/wire", allow_private=True)
    assert asked == ["agency.example"]


def test_credentials_go_to_their_own_host_alone(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead_to_loopback(monkeypatch)
    monkeypatch.setattr("broadsheet.wire.transports.network.is_public", lambda address: True)
    agency.replies["/wire"] = Reply(
        status=302, headers={"Location": f"http://other.example:{agency.port}/v2"}
    )
    agency.replies["/v2"] = Reply(b"tide")
    fetch(f"http://desk:pier@agency.example:{agency.port}/wire")
    (_, first), (_, second) = agency.asked
    assert first["authorization"] == "Basic ZGVzazpwaWVy"
    assert "authorization" not in second


@pytest.mark.parametrize("address", ["", "tide", "file:///etc/passwd", "gopher://x", "http://"])
def test_only_web_addresses_are_asked(address: str) -> None:
    with pytest.raises(NotFetched):
        fetch(address, allow_private=True)


def test_a_redirect_never_leads_from_https_to_http() -> None:
    url = fetching._url("https://agency.example/wire")
    with pytest.raises(NotFetched, match="from https to http"):
        fetching._next(url, "http://agency.example/wire")


def test_nobody_there_is_said_so() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(NotFetched, match="no answer"):
            fetch(f"http://127.0.0.1:{port}/", allow_private=True)


def lead_to_loopback(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every name of `.example` is this machine, `metadata.example` a neighbour; who was asked."""
    asked = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, port: int, *rest: Any, **more: Any) -> Any:
        if not host.endswith(".example"):
            return real(host, port, *rest, **more)
        asked.append(host)
        address = "10.0.0.7" if host.startswith("metadata") else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("broadsheet.wire.transports.network.socket.getaddrinfo", getaddrinfo)
    return asked
