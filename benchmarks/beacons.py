"""Streams of beacons for measuring: logs as the reader writes them, requests as browsers send."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from broadsheet.plates.hit_logs import DTYPE, Records
from broadsheet.plates.hits import FOLDER, MARK

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"
HOSTS = [b"", b"search.example", b"social.example", b"mail.example", b"portal.example"]


def stream(minute: int, number: int, stories: int, seed: int) -> Records:
    """`number` beacons of one minute (since 1970) for stories 1 to `stories`, most for few.

    One in twenty is a visitor's second of the story and minute.
    """
    lot = np.random.default_rng(seed)
    records = np.zeros(number, DTYPE)
    records["arrived"] = records["own"] = minute * 60 + np.sort(lot.integers(0, 60, number))
    shares = np.cumsum(1 / np.arange(1, stories + 1))
    records["story"] = 1 + np.searchsorted(shares, lot.random(number) * shares[-1])
    records["visitor"] = lot.integers(0, 2**63, number)
    again = number // 20
    for column in ("story", "visitor"):
        records[column][-again:] = records[column][:again]
    records["number"] = 1
    records["mark"] = MARK
    records["host"] = np.array(HOSTS)[lot.integers(0, len(HOSTS), number)]
    return records


def write(home: Path, minute: int, records: Records, processes: int = 2) -> None:
    """Lay `records` down as the logs of several processes of one machine."""
    folder = home / FOLDER / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    for process in range(processes):
        part = records[process::processes]
        part.tofile(folder / f"{minute}-{process}-0-0.hits")


def story_script(folder: str, stories: int, seconds: float) -> str:
    """For wrk, at most `seconds` long: stories at random."""
    path = f'string.format("{folder}/story-%04d/", math.random(0, {stories - 1}))'
    return _script(f'wrk.format("GET", {path})', seconds)


def beacon_script(stories: int, seconds: float) -> str:
    """For wrk, at most `seconds` long: beacons for stories at random, through a proxy, from as many
    addresses as come.
    """
    return _script(
        f'wrk.format("POST", "/read/" .. math.random(1, {stories}) .. "?f=search.example", {{'
        f'["User-Agent"] = "{BROWSER}", ["Accept-Encoding"] = "gzip", '
        '["Origin"] = "http://" .. wrk.host .. ":" .. wrk.port, '
        '["Sec-Fetch-Site"] = "same-origin", ["Content-Length"] = "0", '
        '["X-Forwarded-For"] = "10." .. math.random(0, 255) .. "." .. math.random(0, 255) '
        '.. "." .. math.random(0, 255)})',
        seconds,
    )


# More than any reader here answers in a second, of each of wrk's two threads.
MADE_A_SECOND = 30_000


def _script(body: str, seconds: float) -> str:
    return _SCRIPT.format(body=body, number=round(MADE_A_SECOND * seconds))


# Made ahead, so that the load takes little of the processors that the server runs on; so many that
# none comes twice in a run.
_SCRIPT = """\
local made, at = {{}}, 0
function init()
    math.randomseed(os.time() + tonumber(tostring({{}}):sub(8)))
    for number = 1, {number} do made[number] = {body} end
end
function request()
    at = at % #made + 1
    return made[at]
end
"""
