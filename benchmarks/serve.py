"""Pressed stories: the built-in reader and nginx on the same bytes, in turn, in one run.

Promised: the reader at half of nginx's rate or more, at 0.42 for stories at random; nginx from the
tree of plates at 0.97 or more of nginx from a plain folder; p99 of the reader within 5 ms.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path

from tests.browser.server import free_port

from benchmarks.homes import set_up_home
from benchmarks.report import report
from benchmarks.servers import granian, nginx
from benchmarks.servers.processes import processor_seconds, running, wait_until_idle
from benchmarks.servers.wrk import Load, load
from benchmarks.stories import story_page
from broadsheet.plates import PlateTree
from broadsheet.reader import PLATE_CACHE_CONTROL
from broadsheet.site.security import public_headers

STORIES = 1000
FOLDER = "/politics/2026/11/23"
ONE = f"{FOLDER}/story-0007/"
MIX = f"""\
math.randomseed(os.time())
request = function()
    return wrk.format("GET", string.format("{FOLDER}/story-%04d/", math.random(0, {STORIES - 1})))
end
"""


class Measured:
    """One server's runs on one kind of load."""

    def __init__(self) -> None:
        self.loads: list[Load] = []
        self.microseconds: list[float] = []

    @property
    def rate(self) -> float:
        """Answers a second, the median of the rounds."""
        return statistics.median(one.rate for one in self.loads)

    @property
    def p99_ms(self) -> float:
        """The 99th percentile, the median of the rounds."""
        return statistics.median(one.p99_ms for one in self.loads)

    def over(self, other: Measured) -> float:
        """The median of the ratios of runs that stood next to each other."""
        pairs = zip(self.loads, other.loads, strict=True)
        return statistics.median(mine.rate / theirs.rate for mine, theirs in pairs)


def main() -> None:
    """Press the stories, start the servers, load them in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        here = Path(folder)
        set_up_home(here)
        press(here)
        script = here / "mix.lua"
        script.write_text(MIX)
        ports = {name: free_port() for name in ("plain", "plates", "reader", "constant")}
        pids = start(here, ports, stack)
        check(here, ports)
        wait_until_idle(pids["reader"])
        one, mix = measure(ports, pids, script, asked.rounds, asked.seconds)
    tell(one, mix)


def press(here: Path) -> None:
    """1,000 stories as plates in `here/plates`, the same bytes in `here/plain` as nginx likes."""
    tree = PlateTree(here / "plates")
    for number in range(STORIES):
        path = f"{FOLDER}/story-{number:04}/"
        tree.press(path, story_page(number), [f"story:{number}"])
        file = tree.file(path)
        assert file is not None
        plain = here / "plain" / file.relative_to(tree.root)
        plain.parent.mkdir(parents=True)
        for ending in ("", ".gz"):
            shutil.copyfile(f"{file}{ending}", f"{plain}{ending}")


def start(here: Path, ports: dict[str, int], stack: ExitStack) -> dict[str, int]:
    """Start every server, the reader as the paper's owner starts it; their process ids."""
    pids = {}
    sent = (("Cache-Control", PLATE_CACHE_CONTROL), *public_headers())
    for name in ("plain", "plates"):
        place = here / f"nginx-{name}"
        place.mkdir()
        command = nginx.command(place, {ports[name]: here / name}, sent)
        pids[name] = stack.enter_context(running(command, ports[name], place / "log"))
    served = {
        "reader": granian.paper(here, ports["reader"]),
        "constant": granian.constant(here / f"plain{ONE}index.html.gz", ports["constant"]),
    }
    for name, (command, environment) in served.items():
        log = here / f"{name}.log"
        pids[name] = stack.enter_context(running(command, ports[name], log, environment))
    return pids


def check(here: Path, ports: dict[str, int]) -> None:
    """Every server sends the very bytes that are compared."""
    expected = (here / f"plain{ONE}index.html.gz").read_bytes()
    for name, port in ports.items():
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}{ONE}", headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(request, timeout=10) as answer:
            body = answer.read()
        if name != "constant" and body != expected:
            raise RuntimeError(f"{name} sends other bytes")


def measure(
    ports: dict[str, int], pids: dict[str, int], script: Path, rounds: int, seconds: int
) -> tuple[dict[str, Measured], dict[str, Measured]]:
    """Each server in turn, each round anew: one story, then stories at random."""
    one = {name: Measured() for name in ports}
    # Which story is asked for is all the same to a constant.
    mix = {name: Measured() for name in ports if name != "constant"}
    for round_ in range(rounds + 1):
        for kind, lua in ((one, None), (mix, script)):
            for name, port in ports.items():
                if name not in kind:
                    continue
                before = processor_seconds(pids[name])
                # The first round warms up: every story is read into memory.
                run = load(
                    f"http://127.0.0.1:{port}{ONE}", seconds=seconds if round_ else 1, script=lua
                )
                if round_:
                    taken = processor_seconds(pids[name]) - before
                    kind[name].loads.append(run)
                    kind[name].microseconds.append(taken / run.answers * 1e6)
    return one, mix


def tell(one: dict[str, Measured], mix: dict[str, Measured]) -> None:
    """Print and keep the figures."""
    figures = {
        "reader_over_nginx": one["reader"].over(one["plain"]),
        "mix_over_nginx": mix["reader"].over(mix["plain"]),
        "nginx_plates_over_plain": one["plates"].over(one["plain"]),
        "constant_over_nginx": one["constant"].over(one["plain"]),
        "reader_p99_ms": one["reader"].p99_ms,
        "mix_p99_ms": mix["reader"].p99_ms,
        "nginx_p99_ms": one["plain"].p99_ms,
    }
    for name in ("reader", "constant", "plain", "plates"):
        label = name if name in {"reader", "constant"} else f"nginx_{name}"
        figures[f"{label}_rate"] = one[name].rate
        if name in mix:
            figures[f"{label}_mix_rate"] = mix[name].rate
        figures[f"{label}_processor_us"] = statistics.median(one[name].microseconds)
    report(
        "serve",
        figures,
        {
            "reader_over_nginx": "one story, gzip, 32 connections; promised ≥ 0.5",
            "mix_over_nginx": f"{STORIES} stories at random; promised ≥ 0.42",
            "nginx_plates_over_plain": "promised ≥ 0.97",
            "constant_over_nginx": "the server with a callable that does nothing",
            "reader_p99_ms": "promised ≤ 5",
            "reader_processor_us": "of the server alone, an answer; steadier than rates",
        },
        ["nginx", "wrk"],
    )


if __name__ == "__main__":
    main()
