"""A real paper for tests: `broadsheet serve` with the demo newspaper, in a folder of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

START_SECONDS = 900


@dataclass
class ServedPaper:
    """A running paper: its address, its folder, and the desk account that its start printed."""

    home: Path
    port: int
    process: subprocess.Popen[str] | None = None
    user: str = ""
    password: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def log(self) -> Path:
        """What it printed."""
        return self.home.parent / f"{self.home.name}-{self.port}.log"

    @property
    def url(self) -> str:
        """The site's address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers. Raises `RuntimeError` with its output if it can't."""
        self.environment = {
            **{key: value for key, value in os.environ.items() if not _ours(key)},
            "BROADSHEET_HOME": str(self.home),
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            **self.settings,
        }
        with self.log.open("w") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "broadsheet", "serve", "--json"],
                env=self.environment,
                stdout=out,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        self._wait()
        for line in self.log.read_text().splitlines():
            if line.startswith("{") and "password" in (said := json.loads(line)):
                self.user, self.password = said["user"], said["password"]

    def status(self, path: str, seconds: float = 120) -> int:
        """What a reader is told who comes back while it is 503: workers that start are busy."""
        until = time.monotonic() + seconds
        while (found := self.get(path)[0]) == 503 and time.monotonic() < until:
            time.sleep(0.5)
        return found

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self.process is not None
            if self.process.poll() is not None:
                raise RuntimeError(f"The paper did not start:\n{self.log.read_text()[-3000:]}")
            try:
                with urllib.request.urlopen(f"{self.url}/robots.txt", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError(f"The paper did not answer in time:\n{self.log.read_text()[-3000:]}")

    def stop(self) -> int:
        """Stop it as Ctrl-C does, which reaches every process of the group; the exit status."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(timeout=30)

    def run(self, *arguments: str, check: bool = True) -> list[dict[str, Any]]:
        """Run `broadsheet ARGUMENTS --json` on the same folder; its lines."""
        done = subprocess.run(
            [sys.executable, "-m", "broadsheet", *arguments, "--json"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        if check and done.returncode:
            raise RuntimeError(f"{arguments} failed:\n{done.stdout}\n{done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    def shell(self, code: str) -> str:
        """Run Python on the same folder, as `broadsheet manage shell` does; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "broadsheet", "manage", "shell", "--no-imports", "-c", code],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"The shell failed:\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def kill(self, path: str) -> None:
        """Kill the story at `path`, as the desk's action does."""
        self.shell(
            "from broadsheet.desk.actions.kill_story import KillStory\n"
            "from broadsheet.stories.models import Story\n"
            f"KillStory(Story.objects.get(path={path!r}), 'A test').execute()"
        )
        self.wait_until(lambda: path in json.loads(self.get("/killed.json")[2])["gone"])

    def wait_until(self, done: Callable[[], bool], seconds: float = 120) -> None:
        """Ask again and again until `done`: the press works beside us. Raises `TimeoutError`."""
        until = time.monotonic() + seconds
        while not done():
            if time.monotonic() > until:
                raise TimeoutError
            time.sleep(0.1)

    def get(self, path: str, **asked: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (small letters) and body of a path, redirects not followed.

        `asked` are request headers, with `_` for `-`.
        """

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_: Any) -> None:
                return None

        opener = urllib.request.build_opener(Stay)
        request = urllib.request.Request(
            path if "://" in path else f"{self.url}{path}",
            headers={name.replace("_", "-"): value for name, value in asked.items()},
        )
        try:
            answer = opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            headers = {key.lower(): value for key, value in answer.headers.items()}
            return answer.status, headers, answer.read()


def _ours(name: str) -> bool:
    return name.startswith(("BROADSHEET_", "DJANGO_")) or name in {"HOST", "PORT"}


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
