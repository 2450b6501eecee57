"""Settings read from the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from wagtail.contrib.frontend_cache import backends

from broadsheet.site import cdns
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


@pytest.mark.parametrize(
    ("text", "backends"),
    [
        ("", []),
        ('{"BACKEND": "cloudflare", "ZONEID": "z", "BEARER_TOKEN": "t"}', ["CloudflareBackend"]),
        (
            '[{"BACKEND": "cloudfront", "DISTRIBUTION_ID": "d"}, {"BACKEND": "mine.MyCache"}]',
            ["CloudfrontBackend", "MyCache"],
        ),
        (
            '{"BACKEND": "azure-front-door", "RESOURCE_GROUP_NAME": "g", "FRONT_DOOR_NAME": "f"}',
            ["AzureFrontDoorBackend"],
        ),
        ('{"BACKEND": "mine.MyCache", "X": 1}', ["MyCache"]),
    ],
)
def test_cdns_are_read(monkeypatch: pytest.MonkeyPatch, text: str, backends: list[str]) -> None:
    monkeypatch.setenv("BROADSHEET_PURGE_CDN", text)
    found = read("BROADSHEET_PURGE_CDN")
    assert [each["BACKEND"].rpartition(".")[2] for each in found.values()] == backends


@pytest.mark.parametrize("name", ["cloudflare", "cloudfront", "azure-front-door", "azure-cdn"])
def test_every_cdn_is_one_that_wagtail_knows(name: str) -> None:
    backend, _needed = cdns._CDNS[name]
    assert hasattr(backends, backend)


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("s3cret", "it is no JSON"),
        ('["s3cret"]', "write {"),
        ('{"ZONEID": "s3cret"}', "write {"),
        ('{"BACKEND": "clodflare", "ZONEID": "s3cret"}', "one of cloudflare, cloudfront"),
        ('{"BACKEND": "cloudflare", "BEARER_TOKEN": "s3cret"}', "cloudflare lacks ZONEID"),
    ],
)
def test_what_is_wrong_with_a_cdn_is_told_without_its_secrets(
    monkeypatch: pytest.MonkeyPatch, text: str, advice: str
) -> None:
    monkeypatch.setenv("BROADSHEET_PURGE_CDN", text)
    with pytest.raises(SettingError) as refused:
        read("BROADSHEET_PURGE_CDN")
    assert str(refused.value).startswith("BROADSHEET_PURGE_CDN can't be used: ")
    assert advice in str(refused.value)
    assert "s3cret" not in str(refused.value)
