"""The other commands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.contrib.auth import get_user_model

from broadsheet import __version__
from broadsheet.site import health
from broadsheet.site.cli import broadsheet, main
from broadsheet.site.setup.accounts import ALPHABET
from tests.conftest import TestPaper
from tests.factories import UserFactory, publish
from tests.site.cli.conftest import Run, lines


def names(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """What one types for `group` and for each command in it, and in the groups in it."""
    yield before
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from names(command, (*before, name))
        else:
            yield (*before, name)


@pytest.mark.parametrize("typed", list(names(broadsheet)), ids=" ".join)
def test_help_shows_an_example_that_begins_as_one_types_it(
    run: Run, typed: tuple[str, ...]
) -> None:
    result = run(*typed, "--help")
    assert result.exit_code == 0
    examples = re.search(r"Examples?:\n((?:  +broadsheet .+\n)+)", result.stdout)
    assert examples, result.stdout
    wanted = ["broadsheet", *(typed or ("serve",))]
    for line in examples[1].splitlines():
        assert line.split()[: len(wanted)] == wanted


def test_version(run: Run) -> None:
    assert __version__ in run("--version").stdout


def test_unknown_command_is_refused(run: Run) -> None:
    assert run("print").exit_code == 2


def test_bad_setting_ends_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PORT", "eighty")
    monkeypatch.setattr("sys.argv", ["broadsheet", "serve"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("Setting: PORT='eighty' can't be used")


def test_a_paper_that_was_never_set_up_ends_with_a_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "BROADSHEET_HOME": str(tmp_path), "BROADSHEET_DATABASE_URL": ""}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "broadsheet", "password"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert "run `broadsheet setup`" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
class TestPassword:
    def test_new_password_is_printed_once_and_kept_hashed(self, run: Run) -> None:
        user = UserFactory(username="desk", is_active=False)
        (line,) = lines(run("password", "--json"))
        assert set(line) == {"user", "password"}
        assert re.fullmatch(rf"(?:[{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}", line["password"])
        user.refresh_from_db()
        assert user.check_password(line["password"])
        assert user.is_active
        assert line["password"] not in user.password

    def test_of_another_account(self, run: Run) -> None:
        UserFactory(username="reporter")
        result = run("password", "--user", "reporter")
        password = result.stdout.split()[-1]
        assert get_user_model().objects.get(username="reporter").check_password(password)

    def test_unknown_account_lists_those_there_are(self, run: Run) -> None:
        UserFactory(username="reporter")
        result = run("password", "--user", "nobody")
        assert result.exit_code == 1
        assert "Accounts: reporter." in result.stderr


@pytest.mark.django_db
class TestDemo:
    def test_refuses_where_there_is_a_paper(self, run: Run, paper: TestPaper) -> None:
        result = run("demo")
        assert result.exit_code == 1
        assert "There is a paper already" in result.stderr
        assert "BROADSHEET_HOME" in result.stderr


@pytest.mark.django_db
class TestCheck:
    @pytest.fixture(autouse=True)
    def _home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
        """A home that is set up."""
        monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path))
        secret = tmp_path / "secrets" / "secret-key"
        secret.parent.mkdir()
        secret.write_text("x")
        secret.chmod(0o600)
        settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
        (tmp_path / "staticfiles.json").write_text("{}")

    def test_a_sound_paper(self, run: Run, paper: TestPaper) -> None:
        publish(paper.politics)
        UserFactory(is_superuser=True)
        result = run("check", "--json")
        found = {line["name"]: line for line in lines(result)}
        assert [line for line in found.values() if line["state"] == "fail"] == []
        assert result.exit_code == 0
        assert "stories are public" in found["editions"]["message"]
        assert all(set(line) == {"name", "state", "message", "advice"} for line in found.values())

    def test_sentences(self, run: Run, paper: TestPaper) -> None:
        result = run("check")
        assert result.exit_code == 1
        assert "FAIL accounts: no administrator\n     Run `broadsheet manage" in result.stdout
        assert "ok   settings: embedded, all readable" in result.stdout

    def test_without_an_edition(self, run: Run) -> None:
        found = {line["name"]: line for line in lines(run("check", "--json"))}
        assert (found["editions"]["state"], found["editions"]["message"]) == ("fail", "none")

    def test_secret_that_others_can_read(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "secrets" / "secret-key").chmod(0o644)
        found = {line["name"]: line for line in lines(run("check", "--json"))}
        assert found["secret key"]["state"] == "fail"
        assert found["secret key"]["advice"].startswith("chmod 600")

    def test_bad_settings_stop_before_the_database(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PORT", "99999")
        monkeypatch.setenv("BROADSHEET_SITE_URL", "news.example")
        result = run("check", "--json")
        found = lines(result)
        assert result.exit_code == 1
        assert {line["name"] for line in found} == {"PORT", "BROADSHEET_SITE_URL"}
        assert "between 1 and 65535" in found[-1]["message"] + found[0]["message"]

    def test_misspelt_and_unknown_settings(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("BROADSHEET_HOEM", "/tmp")
        monkeypatch.setenv("BROADSHEET_SETTINGS", "productoin")
        found = lines(run("check", "--json"))
        assert any("BROADSHEET_HOEM" in line["message"] for line in found)
        assert any("productoin" in line["message"] and line["state"] == "fail" for line in found)

    def test_little_disk_is_noted(
        self, run: Run, paper: TestPaper, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(health, "LOW_DISK", 10**18)
        assert "note disk:" in run("check").stdout
