"""What set-up remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadsheet.site.setup import stamp as module
from broadsheet.site.setup.stamp import Stamp


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small package to watch."""
    root = tmp_path / "package"
    for name in ("theme/static/a.css", "stories/migrations/0001.py", "stories/views.py"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    monkeypatch.setattr(module, "PACKAGE", root)
    monkeypatch.delenv("BROADSHEET_DATABASE_URL", raising=False)
    return root


def test_nothing_is_set_up_yet(package: Path, tmp_path: Path) -> None:
    assert not Stamp(tmp_path).is_current()


def test_set_up_once_is_set_up(package: Path, tmp_path: Path) -> None:
    Stamp(tmp_path).write()
    assert Stamp(tmp_path).is_current()


@pytest.mark.parametrize("name", ["theme/static/a.css", "stories/migrations/0001.py"])
def test_what_set_up_builds_from_makes_it_old(package: Path, tmp_path: Path, name: str) -> None:
    Stamp(tmp_path).write()
    (package / name).write_text("changed")
    assert not Stamp(tmp_path).is_current()


def test_new_files_make_it_old(package: Path, tmp_path: Path) -> None:
    Stamp(tmp_path).write()
    (package / "stories/migrations/0002.py").write_text("")
    assert not Stamp(tmp_path).is_current()


def test_code_and_its_compiled_form_do_not(package: Path, tmp_path: Path) -> None:
    Stamp(tmp_path).write()
    (package / "stories/views.py").write_text("changed")
    (package / "stories/migrations/0001.pyc").write_text("compiled")
    assert Stamp(tmp_path).is_current()


def test_another_database_or_version_makes_it_old(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Stamp(tmp_path).write()
    with monkeypatch.context() as patched:
        patched.setenv("BROADSHEET_DATABASE_URL", "postgresql://db/paper")
        assert not Stamp(tmp_path).is_current()
    with monkeypatch.context() as patched:
        patched.setattr(module, "__version__", "99")
        assert not Stamp(tmp_path).is_current()
    assert Stamp(tmp_path).is_current()
