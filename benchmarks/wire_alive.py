"""A living wire: how soon what an agency drops into its folder is in the inbox; a flash on its
page, on fronts and in feeds; and a kill everywhere, at every public address of the demo.

Promised: one second, two seconds, five seconds.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from PIL import Image
from tests.browser.crawl import crawl
from tests.browser.server import ServedPaper

from benchmarks import wire_desk
from benchmarks.newsroom import Newsroom
from benchmarks.papers import running_paper, wait_until_quiet
from benchmarks.publish import PATIENCE, PAUSE, watch
from benchmarks.report import percentile, report
from benchmarks.servers.asking import Connection
from benchmarks.wire_desk import Desk

# How often an open inbox asks whether something has come (desk/inbox.js).
BEAT = 0.4
WORD = "quillonzephyr"
BODY = "".join(f"<p>Paragraph {n}: the tide turned at {n} and the bell rang.</p>" for n in range(8))
EXPLAINED = {
    "inbox_median_ms": "from the file's last rename until an open inbox shows it",
    "inbox_max_ms": "promised ≤ 1,000",
    "flash_story_median_ms": "from the file's last rename to the pressed story",
    "flash_all_median_ms": "to story, home, section and both feeds",
    "flash_all_max_ms": "promised ≤ 2,000",
    "kill_gone_median_ms": "from the notice's last rename to 410 at the story's own address",
    "kill_everywhere_max_ms": "to absence from every address; promised ≤ 5,000",
    "kill_addresses": "that were looked at, twice",
    "kill_showed_it": "of them, that showed the story before",
    "load_average": "of the machine, one minute, before and without the benchmark",
}


class Agency:
    """Drops items into the folder of the agency that `wire_desk` has brought in."""

    def __init__(self, desk: Desk) -> None:
        self.folder = desk.folder
        self.sent = 0

    def drop(self, **fields: Any) -> float:
        """Drop one ninjs item, as careful uploads do; when (monotonic) it had its last name."""
        self.sent += 1
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        content = {"type": "text", "version": "1", "language": "en", "body_xhtml": BODY}
        content |= {"versioncreated": now, **fields}
        path = self.folder / "in" / f"{self.sent}.json"
        path.with_suffix(".tmp").write_text(json.dumps(content))
        moment = time.monotonic()
        path.with_suffix(".tmp").rename(path)
        return moment

    def drop_picture(self, name: str) -> None:
        """Drop a picture, of which no other has the content, beside the items to come."""
        stream = io.BytesIO()
        noise = Image.effect_noise((1280, 853), 40).convert("RGB")
        noise.save(stream, "JPEG", quality=80)
        (self.folder / "media" / name).write_bytes(stream.getvalue())


def main() -> None:
    """Let a demo newspaper run, and let an agency deliver to it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=30)
    parser.add_argument("--flashes", type=int, default=10)
    parser.add_argument("--kills", type=int, default=2)
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    with (
        tempfile.TemporaryDirectory() as folder,
        running_paper(Path(folder), BROADSHEET_DEMO="yes") as (paper, newsroom),
    ):
        desk = newsroom(wire_desk.bring_in_agency, str(Path(folder) / "drop"))
        agency = Agency(desk)
        print("  the demo stands", flush=True)
        addresses = everything(paper, newsroom)
        wait_until_quiet(newsroom)
        print(f"  {len(addresses)} addresses are pressed", flush=True)
        figures = {
            **to_inbox(paper.port, agency, desk, asked.items),
            **to_readers(paper.port, newsroom, agency, desk, asked.flashes),
            **to_nowhere(paper, newsroom, agency, desk, addresses, asked.kills),
        }
    report("wire_alive", {**figures, "load_average": load}, EXPLAINED)


def everything(paper: ServedPaper, newsroom: Newsroom) -> list[str]:
    """Every public address of the paper: those it knows of, and those that its pages link to."""
    found = set(newsroom(wire_desk.public_addresses)) | set(crawl(paper).answers)
    return sorted(found)


def to_inbox(port: int, agency: Agency, desk: Desk, count: int) -> dict[str, float]:
    """How long items take into an open inbox, which asks as `desk/inbox.js` does."""
    chance = random.Random(5)
    times = []
    with Connection(port) as connection:
        asking = {"Cookie": desk.cookie}
        before = connection.get("/desk/wire/pulse/", **asking)
        assert before.status == 200, before
        for number in range(count):
            time.sleep(chance.random() * BEAT)
            headline = f"Item {number} has come to the desk"
            began = agency.drop(uri=f"tag:inbox,{number}", headline=headline, urgency=5)
            while True:
                beat = connection.get("/desk/wire/pulse/", **asking)
                if beat.body != before.body:
                    before = beat
                    rows = connection.get("/desk/wire/rows/", **asking)
                    if headline.encode() in rows.body:
                        break
                time.sleep(BEAT)
            times.append((time.monotonic() - began) * 1000)
    return {
        "inbox_median_ms": percentile(times, 0.5),
        "inbox_p90_ms": percentile(times, 0.9),
        "inbox_max_ms": max(times),
    }


def to_readers(
    port: int, newsroom: Newsroom, agency: Agency, desk: Desk, count: int
) -> dict[str, float]:
    """How long flashes take to story, fronts and feeds."""
    stories, everywhere = [], []
    for number in range(count):
        wait_until_quiet(newsroom)
        time.sleep(0.3)
        headline = f"Flash {number} lights the harbour"
        day = newsroom(wire_desk.day_in_section, datetime.now(UTC))
        watched = {
            "story": f"{desk.section}{day}/flash-{number}-lights-the-harbour/",
            "front": desk.home,
            "section": desk.section,
            "feed": f"{desk.home}rss.xml",
            "section feed": f"{desk.section}rss.xml",
        }
        began = agency.drop(uri=f"tag:flash,{number}", headline=headline, urgency=1)
        with Connection(port) as connection:
            seen = watch(connection, watched, headline.encode())
        stories.append((seen["story"] - began) * 1000)
        everywhere.append((max(seen.values()) - began) * 1000)
    return {
        "flash_story_median_ms": percentile(stories, 0.5),
        "flash_all_median_ms": percentile(everywhere, 0.5),
        "flash_all_max_ms": max(everywhere),
    }


def to_nowhere(
    paper: ServedPaper,
    newsroom: Newsroom,
    agency: Agency,
    desk: Desk,
    known: list[str],
    count: int,
) -> dict[str, float]:
    """How long kills take until nothing of the story is left at any address."""
    gone, everywhere, showed = [], [], []
    addresses: set[str] = set()
    for number in range(count):
        mark = f"{WORD}{chr(97 + number)}"
        fields = {"uri": f"tag:kill,{number}", "headline": f"{mark} rings the bell of Almery"}
        day = newsroom(wire_desk.day_in_section, datetime.now(UTC))
        story = f"{desk.section}{day}/{mark}-rings-the-bell-of-almery/"
        agency.drop_picture(f"{mark}.jpg")
        agency.drop(
            **fields,
            urgency=1,
            subject=[{"code": "medtop:11000000", "name": "politics"}],
            associations={"main": picture(mark)},
        )
        with Connection(paper.port) as connection:
            watch(connection, {"story": story, "picture": story}, f"{mark}-".encode())
        pictures = with_pictures(newsroom, fields["uri"])
        searches = [f"{desk.home}search/?q={quote(words)}" for words in ("bell almery", "rings")]
        feeds = newsroom(wire_desk.topic_feeds, fields["uri"])
        with Connection(paper.port) as connection:
            # Nobody waits for a topic's feed as for the others: it is stale until it is read.
            watch(connection, {feed: feed for feed in feeds[:1]}, mark.encode())
        listed = [*known, story, *newsroom(wire_desk.public_addresses), *feeds, *searches]
        asked = [path for path in dict.fromkeys(listed) if path != "/killed.json"]
        addresses |= {*asked, *pictures}
        showing = showing_now(paper.port, asked, mark)
        assert {story, desk.home, desk.section, searches[0], *feeds[:1]} <= set(showing), showing
        showed.append(len(showing) + len(pictures))
        wait_until_quiet(newsroom)
        began = agency.drop(**fields, version="2", pubstatus="canceled")
        with Connection(paper.port) as connection:
            own = until_gone(connection, [story], pictures, mark, began)
            rest = until_gone(connection, showing, pictures, mark, began)
            # What showed nothing before must not show it now; and each again, once more.
            again = showing_now(paper.port, asked, mark)
            rest |= until_gone(connection, again, [], mark, began)
            killed = json.loads(connection.get("/killed.json").body)["gone"]
        assert story in killed, killed
        left = on_disk(paper.home, mark)
        assert not left, left
        gone.append(own[story] * 1000)
        everywhere.append(max(rest.values()) * 1000)
        print("  last to go:", *sorted(rest, key=lambda path: -rest[path])[:3])
    return {
        "kill_gone_median_ms": percentile(gone, 0.5),
        "kill_everywhere_median_ms": percentile(everywhere, 0.5),
        "kill_everywhere_max_ms": max(everywhere),
        "kill_addresses": len(addresses),
        "kill_showed_it": max(showed),
    }


def picture(name: str) -> dict[str, Any]:
    """A picture of ninjs that was dropped as `name`.jpg."""
    return {
        "type": "picture",
        "uri": f"tag:picture,{name}",
        "headline": f"{name} in the evening",
        "renditions": {"original": {"href": f"{name}.jpg", "mimetype": "image/jpeg"}},
    }


def with_pictures(newsroom: Newsroom, guid: str) -> list[str]:
    """The addresses of the story's picture, once its files have been made."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found: list[str] = newsroom(wire_desk.picture_addresses, guid)
        wait_until_quiet(newsroom)
        complete = any(address.endswith(".avif") for address in found)
        if complete and found == newsroom(wire_desk.picture_addresses, guid):
            return found
        time.sleep(0.5)
    raise TimeoutError(f"{guid} has no pictures")


def showing_now(port: int, paths: Iterable[str], mark: str) -> list[str]:
    """Those of `paths` at which readers find `mark` now."""
    paths = list(paths)

    def look(some: list[str]) -> list[str]:
        with Connection(port) as connection:
            return [path for path in some if shows(connection, path, mark)]

    with ThreadPoolExecutor(4) as pool:
        return [path for some in pool.map(look, (paths[n::4] for n in range(4))) for path in some]


def until_gone(
    connection: Connection,
    paths: Iterable[str],
    pictures: Iterable[str],
    mark: str,
    began: float,
) -> dict[str, float]:
    """Seconds from `began` until each of `paths` has nothing of `mark`, and no picture is there."""
    seen: dict[str, float] = {}
    left = dict.fromkeys([*paths, *pictures])
    while left:
        if time.monotonic() > began + PATIENCE:
            raise TimeoutError(f"{list(left)} still show {mark}")
        for path in list(left):
            there = connection.get(path).status == 200 if path in pictures else None
            if there or (there is None and shows(connection, path, mark)):
                continue
            seen[path] = time.monotonic() - began
            del left[path]
        time.sleep(PAUSE)
    return seen


def shows(connection: Connection, path: str, mark: str) -> bool:
    """Whether `mark` is anywhere in what `path` answers; 410 pages of stories included."""
    answer = connection.get(quote(path, safe="/?=&%:@+,;~"))
    return mark.encode() in answer.body.lower()


def on_disk(home: Path, mark: str) -> list[str]:
    """Plates, which a web server in front serves without asking us, that still show `mark`."""
    return [
        str(file)
        for file in (home / "plates").rglob("*")
        if file.is_file()
        and file.suffix in {".html", ".xml"}
        and mark.encode() in file.read_bytes().lower()
    ]


if __name__ == "__main__":
    main()
