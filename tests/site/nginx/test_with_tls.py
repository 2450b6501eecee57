"""nginx with a certificate, and nginx behind another proxy."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.server import free_port
from tests.reader.asking import PAGE
from tests.site.nginx.conftest import NAME, Behind, behind_nginx

pytestmark = pytest.mark.network

SITE = {"BROADSHEET_SETTINGS": "production", "BROADSHEET_SITE_URL": f"https://{NAME}",
        "BROADSHEET_BEHIND_PROXY": "yes"}  # fmt: skip


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    """A paper behind nginx that has a certificate of its own making."""
    here = tmp_path_factory.mktemp("tls")
    certificate = here / "fullchain.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-keyout", here / "privkey.pem", "-out", certificate, "-subj", f"/CN={NAME}"],
        check=True, capture_output=True,
    )  # fmt: skip
    tls = ssl.create_default_context(cafile=str(certificate))
    tls.check_hostname = False
    plain = free_port()
    options = ("--tls-certificate", str(certificate), "--plain-port", str(plain))
    with behind_nginx(here, *options, plain_port=plain, tls=tls, **SITE) as one:
        yield one


def test_plates_tell_browsers_to_remember_https(secure: Behind) -> None:
    answer = secure.ask("/politics/")
    assert answer.body == PAGE
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    asset = secure.ask("/static/theme/paper.css")
    assert asset.headers["strict-transport-security"] == "max-age=31536000"


def test_the_application_knows_that_it_is_https(secure: Behind) -> None:
    assert secure.ask("/desk/").asked["HTTP_X_FORWARDED_PROTO"] == "https"
    assert secure.ask("/nothing/").status == 404


def test_plain_visitors_are_sent_on(secure: Behind) -> None:
    answer = secure.ask("/politics/?q=1", port=secure.plain_port)
    assert answer.status == 301
    assert answer.headers["location"] == f"https://{NAME}:{secure.port}/politics/?q=1"
    challenge = secure.ask("/.well-known/acme-challenge/x", port=secure.plain_port)
    assert challenge.status == 404


def test_other_names_are_refused_before_and_after_the_handshake(secure: Behind) -> None:
    assert secure.tls
    for name in (None, "evil.example"):
        with (
            socket.create_connection(("127.0.0.1", secure.port), timeout=20) as plain,
            pytest.raises(ssl.SSLError, match=r"(?i)unrecognized.name"),
        ):
            secure.tls.wrap_socket(plain, server_hostname=name)
    with (
        socket.create_connection(("127.0.0.1", secure.port), timeout=20) as plain,
        secure.tls.wrap_socket(plain, server_hostname=NAME) as connection,
    ):
        connection.sendall(b"GET /politics/ HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        assert connection.recv(65536).startswith(b"HTTP/1.1 400 ")
    answer = secure.ask("/politics/", port=secure.plain_port, Host="evil.example")
    assert (answer.status, answer.headers.get("location")) == (400, None)


def test_behind_another_proxy_its_word_counts(tmp_path: Path) -> None:
    with behind_nginx(tmp_path, "--trusted-proxy", "127.0.0.0/8", **SITE) as one:
        asked = one.ask(
            "/desk/", X_Forwarded_For="198.51.100.1, 203.0.113.7", X_Forwarded_Proto="https"
        ).asked
        assert asked["HTTP_X_FORWARDED_FOR"] == "203.0.113.7"
        assert asked["HTTP_X_FORWARDED_PROTO"] == "https"
        assert one.ask("/politics/").headers["strict-transport-security"]


def test_a_proxy_that_is_not_trusted_is_not_believed(tmp_path: Path) -> None:
    with behind_nginx(tmp_path, "--trusted-proxy", "203.0.113.0/24") as one:
        asked = one.ask("/desk/", X_Forwarded_For="192.0.2.1", X_Forwarded_Proto="https").asked
        assert asked["HTTP_X_FORWARDED_FOR"] == "127.0.0.1"
        assert asked["HTTP_X_FORWARDED_PROTO"] == "http"


def test_pages_with_cache_tags_come_from_the_application(tmp_path: Path) -> None:
    with behind_nginx(tmp_path, BROADSHEET_CACHE_TAGS="yes") as one:
        assert one.ask("/politics/").headers["cache-tag"] == "story:1"
