"""Documentation that can't rot: every setting, command, option and action is described."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from broadsheet.desk.wire_outcome import Outcome
from broadsheet.site.cli import broadsheet
from broadsheet.site.environment import VARIABLES

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
COMMANDS = (DOCS / "reference" / "commands.md").read_text()
SETTINGS = (DOCS / "reference" / "settings.md").read_text()


@pytest.mark.parametrize("name", VARIABLES)
def test_every_setting_is_described_as_it_is(name: str) -> None:
    variable = VARIABLES[name]
    row = next((line for line in SETTINGS.splitlines() if line.startswith(f"| `{name}` |")), "")
    assert variable.help in row
    assert not variable.default or f"`{variable.default}`" in row


def test_no_setting_is_described_that_nobody_reads() -> None:
    described = set(re.findall(r"^\| `([A-Z][A-Z_]+)` \|", SETTINGS, re.M))
    assert described == set(VARIABLES)


@pytest.mark.parametrize("name", broadsheet.commands)
def test_every_command_is_described_and_has_an_example(name: str) -> None:
    assert f"## broadsheet {name}\n" in COMMANDS
    command = broadsheet.commands[name]
    assert re.search(r"Examples?:", command.help or "")


def test_every_option_of_intake_is_described() -> None:
    for parameter in broadsheet.commands["intake"].params:
        if isinstance(parameter, click.Option) and parameter.name != "as_json":
            assert parameter.opts[0] in COMMANDS


def test_every_action_of_intake_is_described() -> None:
    assert all(f"| `{outcome}` |" in COMMANDS for outcome in Outcome)


def test_links_between_documents_lead_somewhere() -> None:
    broken = []
    for page in [*DOCS.rglob("*.md"), *ROOT.glob("*.md")]:
        targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())
        broken += [
            f"{page.relative_to(ROOT)} → {target}"
            for target in targets
            if not (page.parent / target).exists()
        ]
    assert broken == []


def test_changelog_has_an_unreleased_part() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()
