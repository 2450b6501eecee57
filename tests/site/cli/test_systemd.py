"""`broadsheet systemd`: units that systemd takes."""

from __future__ import annotations

import configparser
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.cli.conftest import Run


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder for the paper."""
    monkeypatch.setenv("BROADSHEET_HOME", str(tmp_path))
    return tmp_path


def parsed(text: str) -> configparser.ConfigParser:
    """A unit's sections; one that says something twice is refused."""
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read_string(text)
    return unit


def test_the_web_part_starts_no_clock(run: Run, home: Path) -> None:
    unit = parsed(run("systemd", "web", "--directory", "/srv/paper", "--user", "paper").stdout)
    service = unit["Service"]
    assert service["ExecStart"].endswith("/bin/broadsheet serve --no-clock")
    assert (service["User"], service["WorkingDirectory"]) == ("paper", "/srv/paper")
    assert service["ReadWritePaths"] == str(home)
    assert "broadsheet-clock.service" in unit["Unit"]["Wants"]


def test_the_clock_is_a_unit_of_its_own(run: Run) -> None:
    service = parsed(run("systemd", "clock").stdout)["Service"]
    assert service["ExecStart"].endswith("/bin/broadsheet clock")
    assert service["Restart"] == "always"


def test_the_program_is_the_one_that_runs(run: Run) -> None:
    command = parsed(run("systemd", "clock").stdout)["Service"]["ExecStart"]
    assert Path(command.split()[0]).parent == Path(sys.executable).parent


@pytest.mark.parametrize("which", ["web", "clock"])
def test_both_are_boxed_in(run: Run, which: str) -> None:
    service = parsed(run("systemd", which).stdout)["Service"]
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""


def test_without_a_name_both_are_printed(run: Run) -> None:
    text = run("systemd").stdout
    assert text.startswith("# broadsheet.service\n")
    assert "\n# broadsheet-clock.service\n" in text


def test_a_home_below_home_can_be_reached(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        parsed(run("systemd", "web", "--directory", "/home/x/paper").stdout)["Service"][
            "ProtectHome"
        ]
        == "no"
    )


@pytest.mark.parametrize("directory", ["/srv/my paper", "/srv/100%", "/srv/a\nb"])
def test_a_folder_that_systemd_would_misread_is_refused(run: Run, directory: str) -> None:
    result = run("systemd", "web", "--directory", directory)
    assert result.exit_code == 1
    assert "can't stand in a unit" in result.stderr


def test_an_account_is_one_word(run: Run) -> None:
    assert run("systemd", "web", "--user", "root\nExecStartPre=x").exit_code == 2


def test_systemd_takes_them(run: Run, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("SKIPPED: systemd-analyze is not installed")
    files = [tmp_path / "broadsheet.service", tmp_path / "broadsheet-clock.service"]
    for which, file in zip(("web", "clock"), files, strict=True):
        file.write_text(run("systemd", which, "--user", "root", "--directory", "/").stdout)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "broadsheet" in line]
    assert ours == []
