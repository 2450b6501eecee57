"""`broadsheet nginx`."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.site.cli.nginx import application
from tests.site.cli.conftest import Run


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path))
    monkeypatch.setenv("BROADSHEET_SITE_URL", "https://news.example")


def test_the_name_is_the_sites(run: Run) -> None:
    assert "server_name news.example;" in run("nginx").stdout


def test_two_papers_share_an_nginx(run: Run) -> None:
    one, other = (run("nginx", "--server-name", name).stdout for name in ("a.example", "b.example"))
    assert "upstream broadsheet_a_example {" in one
    assert "upstream broadsheet_b_example {" in other
    assert "a_example" not in other


def test_the_key_lies_beside_the_certificate(run: Run) -> None:
    text = run("nginx", "--tls-certificate", "/etc/tls/fullchain.pem").stdout
    assert 'ssl_certificate_key "/etc/tls/privkey.pem";' in text
    assert "listen 443 ssl http2;" in text
    assert "listen [::]:80;" in text


def test_a_key_alone_is_refused(run: Run) -> None:
    assert run("nginx", "--tls-key", "/etc/tls/privkey.pem").exit_code == 2


@pytest.mark.parametrize(
    "options",
    [
        ("--server-name", "news example; }"),
        ("--address", "everywhere"),
        ("--trusted-proxy", "10.0.0.0/99"),
        ("--port", "0"),
    ],
)
def test_what_would_break_the_configuration_is_refused(run: Run, options: tuple[str, str]) -> None:
    result = run("nginx", *options)
    assert result.exit_code == 2
    assert options[0] in result.stderr


def test_a_folder_that_nginx_would_misread_is_refused(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path / "$uri"))
    result = run("nginx")
    assert result.exit_code == 1
    assert "can't stand in nginx's configuration" in result.stderr


@pytest.mark.parametrize(
    ("host", "near"),
    [("127.0.0.1", "127.0.0.1:8000"), ("0.0.0.0", "127.0.0.1:8000"), ("::", "[::1]:8000")],
)
def test_where_the_application_is(host: str, near: str) -> None:
    assert application(host, 8000) == near
