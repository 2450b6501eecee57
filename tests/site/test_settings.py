"""The settings modules, each in a process of its own."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PROGRAM = """
import json, sys
from importlib import import_module
settings = import_module(f"broadsheet.site.settings.{sys.argv[1]}")
print(json.dumps({name: getattr(settings, name) for name in sys.argv[2:]}, default=str))
"""


def load(home: Path, module: str, *names: str, **environment: str) -> tuple[dict[str, Any], str]:
    """The settings `names` of `module`, and what went wrong."""
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("BROADSHEET_", "DJANGO_")) and key not in {"HOST", "PORT"}
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, module, *names],
        env={**kept, "BROADSHEET_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return json.loads(done.stdout or "{}"), done.stderr


def test_secret_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    home = tmp_path / "var"
    first, _ = load(home, "embedded", "SECRET_KEY")
    second, _ = load(home, "embedded", "SECRET_KEY")
    secret = home / "secrets" / "secret-key"
    assert first["SECRET_KEY"] == second["SECRET_KEY"] == secret.read_text()
    assert len(first["SECRET_KEY"]) >= 50
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert stat.S_IMODE(secret.parent.stat().st_mode) == 0o700
    elsewhere, _ = load(tmp_path / "other", "embedded", "SECRET_KEY")
    assert elsewhere["SECRET_KEY"] != first["SECRET_KEY"]


def test_secret_of_the_environment_goes_first_and_leaves_no_file(tmp_path: Path) -> None:
    found, _ = load(tmp_path, "embedded", "SECRET_KEY", BROADSHEET_SECRET_KEY="k" * 60)
    assert found["SECRET_KEY"] == "k" * 60
    assert not (tmp_path / "secrets").exists()


def test_embedded_settings_answer_on_loopback(tmp_path: Path) -> None:
    found, _ = load(
        tmp_path, "embedded", "ALLOWED_HOSTS", "BROADSHEET_SITE_URL", "DEBUG", PORT="9000"
    )
    assert found["BROADSHEET_SITE_URL"] == "http://127.0.0.1:9000"
    assert set(found["ALLOWED_HOSTS"]) == {"127.0.0.1", "localhost", "[::1]"}
    assert found["DEBUG"] is False


def test_production_refuses_an_address_without_tls(tmp_path: Path) -> None:
    for url in ("", "http://news.example"):
        found, error = load(tmp_path, "production", "DEBUG", BROADSHEET_SITE_URL=url)
        assert not found
        assert "SettingError" in error
        assert "beginning with https://" in error


def test_production_insists_on_tls(tmp_path: Path) -> None:
    found, error = load(
        tmp_path,
        "production",
        "ALLOWED_HOSTS",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "DEBUG",
        BROADSHEET_SITE_URL="https://news.example",
    )
    assert error == ""
    assert found["ALLOWED_HOSTS"] == ["news.example"]
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["DEBUG"] is False


@pytest.mark.parametrize("proxy", ["yes", "no"])
def test_forwarded_headers_are_believed_of_a_proxy_only(tmp_path: Path, proxy: str) -> None:
    _, error = load(
        tmp_path,
        "production",
        "SECURE_PROXY_SSL_HEADER",
        BROADSHEET_SITE_URL="https://news.example",
        BROADSHEET_BEHIND_PROXY=proxy,
    )
    assert ("AttributeError" in error) == (proxy == "no")


def test_postgresql_address(tmp_path: Path) -> None:
    found, _ = load(
        tmp_path,
        "embedded",
        "DATABASES",
        BROADSHEET_DATABASE_URL="postgresql://press:p%40ss@db.example:5433/paper",
    )
    database = found["DATABASES"]["default"]
    assert {name: database[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "paper",
        "USER": "press",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    bounds = database["OPTIONS"]
    probed = bounds["keepalives_idle"] + bounds["keepalives_interval"] * bounds["keepalives_count"]
    assert 0 < probed <= 25 == bounds["tcp_user_timeout"] / 1000, "a dead server is given up"


def test_another_database_is_refused(tmp_path: Path) -> None:
    _, error = load(tmp_path, "embedded", "DATABASES", BROADSHEET_DATABASE_URL="mysql://x/y")
    assert "SettingError" in error
    assert "postgresql://" in error


def test_unknown_settings_module_is_named_with_those_there_are(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "password"],
        env={**os.environ, "BROADSHEET_HOME": str(tmp_path), "BROADSHEET_SETTINGS": "productoin"}
        | {"DJANGO_SETTINGS_MODULE": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Setting: BROADSHEET_SETTINGS='productoin' can't be used")
    assert "embedded or production" in done.stderr
