"""Beacons at the reader's door."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import time_machine

from broadsheet.plates.hit_logs import Records, logs, read
from broadsheet.plates.hits import Apart, Flag
from tests.reader.asking import Answer, Paper

NOW = 1_795_521_600
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"


class Door:
    """A reader that counts, asked by browsers."""

    def __init__(self, root: Path, **options: Any) -> None:
        self.folder = root / "hits"
        self.paper = Paper(root, {"hits": self.folder, "trust_forwarded_for": True, **options})

    def ask(self, path: str = "/read/7", method: str = "POST", **headers: str) -> Answer:
        """Ask as a browser does, from 192.0.2.1 unless told otherwise."""
        headers = {"user_agent": BROWSER, "x_forwarded_for": "192.0.2.1", **headers}
        return self.paper.ask(path, method, **headers)

    def records(self) -> Records:
        """All that was written."""
        reads = self.paper.reader._reads
        assert reads is not None
        reads._log.flush()
        return np.concatenate([read(log) for log in logs(self.folder, 1 << 40)])

    def apart(self) -> dict[str, int]:
        """What was counted apart, with `READ` for reads."""
        found: dict[str, int] = {}
        for one in self.records().tolist():
            name = "READ" if one[2] else Apart(one[5]).name
            found[name] = found.get(name, 0) + one[4]
        return found


@pytest.fixture
def door(tmp_path: Path) -> Any:
    """A reader that counts, at noon."""
    with time_machine.travel(NOW, tick=False):
        yield Door(tmp_path)


def test_a_beacon_is_answered_with_nothing_and_written_down(door: Door) -> None:
    answer = door.ask("/read/42?f=search.example")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers == {"cache-control": "no-store"}
    (record,) = door.records()
    assert (record["story"], record["number"], record["flags"]) == (42, 1, 0)
    assert record["arrived"] == record["own"] == NOW
    assert record["host"] == b"search.example"
    assert door.paper.passed_on == []


def test_a_picture_counts_without_javascript(door: Door) -> None:
    answer = door.ask("/read/42.gif", "GET")
    assert answer.status == 200
    assert answer.headers["content-type"] == "image/gif"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.body.startswith(b"GIF89a")
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert door.records()["flags"].tolist() == [Flag.PICTURE]
    assert door.ask("/read/42.gif", "HEAD").body == b""
    assert len(door.records()) == 1


def test_only_what_is_a_beacon_is_one(door: Door) -> None:
    assert door.ask("/read/7", "GET").status == 405
    assert door.ask("/read/7.gif").status == 405
    for path in ("/read/", "/read/x", "/read/0", "/read/-1", "/read/7/", "/read/1e3", "/read/٧",
                 "/read/1234567890123456789", "/read/7?t=x", "/read/7?f=" + "a" * 600):  # fmt: skip
        assert door.ask(path).status in {400, 404}, path
    assert set(door.apart()) == {"MALFORMED"}
    assert door.ask("/reading/").headers["allow"] == "GET, HEAD, OPTIONS", "a page like any other"


def test_a_visitor_is_the_same_only_within_a_story_and_a_minute(door: Door) -> None:
    for path, who in (("/read/7", "192.0.2.1"), ("/read/7", "192.0.2.1"), ("/read/7", "192.0.2.2"),
                      ("/read/8", "192.0.2.1")):  # fmt: skip
        door.ask(path, x_forwarded_for=who)
    door.ask(f"/read/7?t={NOW - 60}")
    first, again, other, another_story, another_minute = door.records()["visitor"].tolist()
    assert first == again
    assert len({first, other, another_story, another_minute}) == 4


def test_a_proxy_is_believed_in_its_last_word_and_only_where_it_stands(
    door: Door, tmp_path: Path
) -> None:
    door.ask(x_forwarded_for="198.51.100.9, 192.0.2.1")
    door.ask(x_forwarded_for="203.0.113.77,192.0.2.1")
    assert len(set(door.records()["visitor"].tolist())) == 1
    alone = Door(tmp_path / "alone", trust_forwarded_for=False)
    alone.ask(x_forwarded_for="198.51.100.9")
    alone.ask(x_forwarded_for="203.0.113.77")
    assert len(set(alone.records()["visitor"].tolist())) == 1


def test_of_ipv6_a_household_is_one_address(door: Door) -> None:
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2", "2001:db8:1:3::1"):
        door.ask(x_forwarded_for=address)
    assert len(set(door.records()["visitor"].tolist())) == 2


def test_late_reads_keep_their_own_time_for_a_day(door: Door) -> None:
    door.ask(f"/read/7?t={NOW - 86_400}")
    door.ask(f"/read/7?t={NOW + 100}")
    records = door.records()
    assert records["own"].tolist() == [NOW - 86_400, NOW]
    assert records["flags"].tolist() == [Flag.LATE, Flag.LATE]
    for second in (NOW - 86_401, NOW + 121, 0):
        assert door.ask(f"/read/8?t={second}").status == 204
    assert door.apart() == {"READ": 2, "FORGED": 3}


def test_late_reads_say_how_old_they_are(door: Door) -> None:
    for age in (0, 90, 86_400):
        door.ask(f"/read/7?a={age}")
    # How long ago counts, whatever a clock says.
    door.ask(f"/read/7?t={NOW - 5}&a=60")
    records = door.records()
    assert records["own"].tolist() == [NOW, NOW - 90, NOW - 86_400, NOW - 60]
    assert set(records["flags"].tolist()) == {Flag.LATE}
    door.ask("/read/8?a=86401")
    assert door.ask("/read/8?a=-1").status == 404
    assert door.ask("/read/8?a=").status == 404
    assert door.apart() == {"READ": 4, "FORGED": 1, "MALFORMED": 2}


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"user_agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
         "ROBOT"),
        ({"user_agent": "curl/8.5.0"}, "ROBOT"),
        ({"user_agent": ""}, "ROBOT"),
        ({"sec_fetch_site": "cross-site"}, "FORGED"),
        ({"origin": "https://elsewhere.example"}, "FORGED"),
        ({"origin": "null"}, "FORGED"),
        ({"sec_fetch_site": "same-origin", "origin": "null"}, "READ"),
        ({"sec_purpose": "prefetch;prerender"}, "PRERENDERED"),
        ({"sec_fetch_site": "same-origin", "origin": "https://paper.example"}, "READ"),
    ],
)  # fmt: skip
def test_what_is_no_read_is_counted_apart_and_answered_alike(
    door: Door, headers: dict[str, str], reason: str
) -> None:
    assert door.ask(**headers).status == 204
    assert door.apart() == {reason: 1}


@pytest.mark.parametrize("host", ["", "x y", "<b>", "%00", "-", "a..b", "a" * 254, "é.example"])
def test_what_is_no_host_is_left_out(door: Door, host: str) -> None:
    door.ask(f"/read/7?f={host}")
    assert door.records()["host"].tolist() == [b""]


def test_of_a_long_host_the_end_is_kept(door: Door) -> None:
    door.ask("/read/7?f=WWW.Search.Example:8080")
    door.ask("/read/8?f=a-very-long-name-of-a-server.somewhere.in.example")
    assert door.records()["host"].tolist() == [b"search.example", b"somewhere.in.example"]


def test_one_address_moves_a_story_six_times_in_any_24_hours(door: Door) -> None:
    # Around midnight and any full hour: what counts is how long ago the others were.
    for hour in range(72):
        with time_machine.travel(NOW + 3600 * hour, tick=False):
            for number in range(20):
                door.ask(user_agent=f"{BROWSER} {number}")
    arrived = [one["arrived"] for one in door.records() if one["story"]]
    assert len(arrived) >= 12
    for moment in arrived:
        assert sum(moment <= one < moment + 86_400 for one in arrived) <= 6
    assert door.apart() == {"READ": len(arrived), "FLOOD": 1440 - len(arrived)}


def test_what_counts_from_an_address_is_shared_by_the_processes(tmp_path: Path) -> None:
    doors = [Door(tmp_path / name, processes=3) for name in ("one", "two", "three")]
    for door in doors:
        for number in range(100):
            door.ask(user_agent=f"{BROWSER} {number}")
        assert door.apart() == {"READ": 2, "FLOOD": 98}


def test_a_hundred_thousand_beacons_of_one_address_move_nothing(door: Door) -> None:
    for number in range(100_000):
        # Nine of ten for stories that are none: they make nobody forget the tenth.
        story = 10 + number if number % 10 else 7
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/read/{story}",
            "HTTP_HOST": "paper.example",
            "HTTP_X_FORWARDED_FOR": "192.0.2.1",
            "HTTP_USER_AGENT": f"{BROWSER} {number % 1000}",
            "wsgi.url_scheme": "http",
        }
        door.paper.reader(environ, lambda status, headers, *_: None)  # type: ignore[arg-type]
    assert [one["story"] for one in door.records()].count(7) == 6
    assert door.apart() == {"READ": 600, "FLOOD": 99_400}


def test_a_crawl_is_cut_short(door: Door) -> None:
    for story in range(1, 1000):
        door.ask(f"/read/{story}")
    assert door.apart() == {"READ": 600, "FLOOD": 399}


def test_a_page_that_reloads_itself_costs_its_neighbours_nothing(door: Door) -> None:
    for _ in range(1000):
        door.ask("/read/1")
    door.ask("/read/2")
    assert door.apart() == {"READ": 7, "FLOOD": 994}


def test_a_paper_may_count_all(tmp_path: Path) -> None:
    door = Door(tmp_path, reads_per_address=0)
    for _ in range(1000):
        door.ask()
    assert door.apart() == {"READ": 1000}
