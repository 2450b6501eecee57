"""Settings read from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from broadsheet.site.environment import VARIABLES, SettingError, read


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("PORT", "9000", 9000),
        ("PORT", " 9000 ", 9000),
        ("PORT", "", 8000),
        ("BROADSHEET_WORKERS", "1", 1),
        ("BROADSHEET_DEMO", "", True),
        ("BROADSHEET_DEMO", "No", False),
        ("BROADSHEET_DEMO", "off", False),
        ("BROADSHEET_BEHIND_PROXY", "1", True),
        ("BROADSHEET_SITE_URL", "https://news.example/", "https://news.example"),
        ("BROADSHEET_SITE_URL", "", ""),
        ("BROADSHEET_ALLOWED_HOSTS", "a.example, b.example,,", ["a.example", "b.example"]),
        ("BROADSHEET_ALLOWED_HOSTS", "", []),
        ("BROADSHEET_LOG_LEVEL", "debug", "DEBUG"),
        ("BROADSHEET_HOME", "~/paper", Path.home() / "paper"),
    ],
)
def test_what_is_written_is_read(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, value: Any
) -> None:
    monkeypatch.setenv(name, text)
    assert read(name) == value


@pytest.mark.parametrize(
    ("name", "text", "advice"),
    [
        ("PORT", "eighty", "between 1 and 65535"),
        ("PORT", "0", "between 1 and 65535"),
        ("PORT", "65536", "between 1 and 65535"),
        ("PORT", "-1", "between 1 and 65535"),
        ("PORT", "²", "between 1 and 65535"),
        ("BROADSHEET_WORKERS", "0", "from 1 on"),
        ("BROADSHEET_WORKERS", "2.5", "from 1 on"),
        ("BROADSHEET_DEMO", "perhaps", "yes or no"),
        ("BROADSHEET_SITE_URL", "news.example", "https://news.example"),
        ("BROADSHEET_SITE_URL", "ftp://news.example", "https://news.example"),
        ("BROADSHEET_SITE_URL", "https://", "https://news.example"),
        ("BROADSHEET_SITE_URL", "https://news.example/paper", "without a path"),
        ("BROADSHEET_SITE_URL", "https://news.example:port", "https://news.example"),
        ("BROADSHEET_LOG_LEVEL", "loud", "DEBUG, INFO"),
    ],
)
def test_what_cannot_be_used_is_told_with_advice(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, advice: str
) -> None:
    monkeypatch.setenv(name, text)
    with pytest.raises(SettingError) as refused:
        read(name)
    assert str(refused.value).startswith(f"{name}='{text}' can't be used: ")
    assert advice in str(refused.value)


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_every_default_can_be_used(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name, raising=False)
    read(name)
    assert VARIABLES[name].help.endswith(".")
