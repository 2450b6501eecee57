"""`broadsheet serve` from outside: a second start, a taken port, Ctrl-C, two on one folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.browser.server import ServedPaper, free_port

pytestmark = [pytest.mark.network, pytest.mark.xdist_group("command line")]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, prepare: Callable[[Path], None]) -> Path:
    """A folder that was set up once, without the demo."""
    folder = tmp_path_factory.mktemp("house") / "var"
    prepare(folder)
    paper = _paper(folder)
    paper.start()
    assert paper.user == "desk"
    assert len(paper.password) == 19
    assert paper.stop() == 0
    return folder


@pytest.fixture
def papers(home: Path) -> Iterator[list[ServedPaper]]:
    """Papers that a test has started on that folder; all are stopped in the end."""
    started: list[ServedPaper] = []
    yield started
    for paper in started:
        if paper.process is not None and paper.process.poll() is None:
            paper.stop()


def _paper(home: Path) -> ServedPaper:
    return ServedPaper(home, free_port(), settings={"BROADSHEET_DEMO": "no"})


def test_second_start_answers_and_sets_nothing_up_again(
    home: Path, papers: list[ServedPaper]
) -> None:
    stamp = home / "setup.stamp"
    before = stamp.stat().st_mtime_ns
    paper = _paper(home)
    papers.append(paper)
    paper.start()
    assert paper.status("/") == 200
    assert paper.status("/desk/login/") == 200
    assert paper.password == ""
    assert stamp.stat().st_mtime_ns == before


@pytest.mark.parametrize("when", ["before Django is loaded", "when it is"])
def test_ctrl_c_stops_it_cleanly_and_leaves_no_process(
    home: Path, papers: list[ServedPaper], when: str
) -> None:
    paper = _paper(home)
    papers.append(paper)
    paper.start()
    assert paper.process is not None
    group = os.getpgid(paper.process.pid)
    if when == "when it is":
        # Each from another worker, as a rule: connections are shared out.
        assert {paper.status("/search/?q=loaded") for _ in range(8)} == {200}
    assert paper.stop() == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(group, 0)
    said = paper.log.read_text()
    assert "Traceback" not in said
    # None had to be killed, and nothing else alarms whoever starts it.
    assert "WARNING" not in said


def test_taken_port_is_said_in_a_sentence(home: Path, papers: list[ServedPaper]) -> None:
    paper = _paper(home)
    papers.append(paper)
    paper.start()
    second = subprocess.run(
        [sys.executable, "-m", "broadsheet", "serve"],
        env=paper.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert f"Can't listen on 127.0.0.1:{paper.port}" in second.stderr
    assert "Traceback" not in second.stderr
    assert paper.status("/") == 200


def test_two_first_starts_on_one_folder_are_safe(
    tmp_path: Path, fonts: Path, papers: list[ServedPaper]
) -> None:
    shutil.copytree(fonts, tmp_path / "var" / "made")
    papers += [_paper(tmp_path / "var"), _paper(tmp_path / "var")]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(ServedPaper.start, papers))
    assert [paper.status("/") for paper in papers] == [200, 200]
    assert sorted(paper.user for paper in papers) == ["", "desk"]
    assert [paper.stop() for paper in papers] == [0, 0]


def test_check_finds_nothing_broken(home: Path, papers: list[ServedPaper]) -> None:
    paper = _paper(home)
    papers.append(paper)
    paper.start()
    findings = paper.run("check")
    assert findings
    assert {finding["state"] for finding in findings} <= {"ok", "warn"}, findings


def test_bad_setting_is_said_in_a_sentence(home: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "broadsheet", "serve"],
        env={**os.environ, "BROADSHEET_HOME": str(home), "PORT": "ninety"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 2
    assert "PORT" in told.stderr
    assert "Traceback" not in told.stderr
