"""Write the README's table of what was measured, from `results/`, and from `results/quicker/` what
an earlier state of the house reached on a quicker machine: promises in milliseconds and in rates
hang on the machine, which nginx's own rate tells."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import RESULTS

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- benchmarks: written by benchmarks/readme.py from benchmarks/results -->"
END = "<!-- end of benchmarks -->"
MISSING = "not measured yet"
QUICKER = RESULTS / "quicker"


@dataclass(frozen=True)
class Row:
    """One promise: the file of results, the figures in it, and how they are said."""

    promise: str
    name: str
    figures: tuple[str, ...]
    said: str


OUTAGE = (
    "pressed_answered_over_asked",
    "torn_pages",
    "torn_plates",
    "frozen_pressed_p99_ms",
    "unpressed_rendered",
    "unpressed_refused",
    "unpressed_failed",
)
OUTAGE_SAID = (
    "{:.5f} of them; torn: {:.0f} and {:.0f} on disk; frozen, 99 of 100 within {:.0f} ms; "
    "{:,.0f} rendered, {:,.0f} refused, {:,.0f} failed"
)
LIGHTHOUSE = ("performance", "accessibility", "best-practices", "seo")
ROWS = (
    Row(
        "a second start answers within 5 seconds; the first sets up and draws the demo newspaper",
        "start",
        ("second_start_seconds", "first_start_seconds"),
        "{:.1f} and {:.0f} seconds",
    ),
    Row(
        "a story page is under 60 KB on the wire with its styles and scripts (gzip)",
        "weight",
        ("story_bytes", "front_bytes"),
        "{:,.0f} bytes the heaviest story, {:,.0f} the front",
    ),
    Row(
        "Lighthouse on a phone: 1 in accessibility, best practices and SEO, 0.98 or more in "
        "performance (median of three)",
        "lighthouse",
        tuple(f"{page}_{name}" for name in LIGHTHOUSE for page in ("front", "story")),
        "performance {:.2f} on the front, {:.2f} on a story; {:.0f} and {:.0f}, {:.0f} and {:.0f}, "
        "{:.0f} and {:.0f}",
    ),
    Row(
        "the desk's story list is no slower at 100,000 stories than at 1,000",
        "desk_list",
        ("list_large_over_small", "list_100000_ms"),
        "{:.2f} times: {:.0f} ms",
    ),
    Row(
        "the built-in reader serves a finished story at half of nginx's rate or more, a thousand "
        "stories at random at 0.42",
        "serve",
        ("reader_over_nginx", "mix_over_nginx"),
        "{:.2f}; {:.2f}",
    ),
    Row(
        "nginx on the tree of plates is as fast as on a plain folder (0.97)",
        "serve",
        ("nginx_plates_over_plain",),
        "{:.2f}",
    ),
    Row("the reader's p99 at 32 connections is within 5 ms", "serve", ("reader_p99_ms",), "{:.1f}"),
    Row(
        "published is seen: on the story within 80 ms, on the front within 100, in section, feeds "
        "and sitemap within 150 (medians), 99 of 100 within 400",
        "publish",
        ("story_median_ms", "front_median_ms", "all_median_ms", "all_p99_ms"),
        "{:.0f}, {:.0f}, {:.0f}; {:.0f} ms",
    ),
    Row(
        "the same with readers at full load beside it: 240, 300, 450; 1,200",
        "publish",
        (
            "loaded_story_median_ms",
            "loaded_front_median_ms",
            "loaded_all_median_ms",
            "loaded_all_p99_ms",
        ),
        "{:.0f}, {:.0f}, {:.0f}; {:.0f} ms",
    ),
    Row(
        "an archive of 10,000, 100,000 or a million stories makes publishing no slower than one of "
        "1,000: 1.2 times at most (`make bench-large`)",
        "publish",
        ("ten_thousand_over_thousand", "hundred_thousand_over_thousand", "million_over_thousand"),
        "{:.2f}, {:.2f} and {:.2f} times",
    ),
    Row(
        "`broadsheet seed` writes 3,000 stories a second or more",
        "publish",
        ("seeded_per_second",),
        "{:,.0f}",
    ),
    Row(
        "a day of 230 million reads with a four-fold peak, styles, scripts and hits with them, "
        "while the desk publishes: no error, 99 of 100 within 50 ms, each hit counted",
        "day",
        ("errors", "p99_ms", "peak_offered_per_second", "hits_counted_over_taken"),
        "{:.0f} errors, {:.1f} ms; at the peak {:,.0f} requests a second; {:.4f} of the hits",
    ),
    Row(
        "2,000 clients ask for one unpressed page at once: it is rendered once, all are answered",
        "stampede",
        ("renders_per_page", "answered_over_asked"),
        "{:.0f}; {:.3f} of them",
    ),
    Row(
        "a cold tree is pressed quickly, in little memory",
        "repress",
        ("pages_per_second", "worker_mb", "clock_mb"),
        "{:.0f} pages a second on one processor; {:.0f} MB a worker, {:.0f} MB the press",
    ),
    Row(
        "a beacon costs the reader hardly more than a finished page (0.8 of its rate), none is "
        "lost; of dense minutes (400,000 beacons) 200,000 a second are rolled up on one core, of "
        "sparse ones (1,000) nearly each is a row of its own; the first ten of 24 hours among a "
        "million stories with reads take 5 ms (`make bench-large`)",
        "popularity",
        (
            *("beacons_over_stories", "beacons_lost"),
            *("rolled_per_second", "day_per_second", "top_ten_ms"),
        ),
        "{:.2f}, {:.0f} lost; {:,.0f}, sparse {:,.0f}; {:.1f} ms",
    ),
    Row(
        "the first ten of a day of 1.4 million reads, here and as a union of 1,440 sorted sets in "
        "Redis; the day in this database, and in its memory",
        "popularity",
        ("day_top_ten_ms", "redis_top_ten_ms", "day_mb", "redis_mb"),
        "{:.1f} and {:.0f} ms; {:.0f} and {:.0f} MB",
    ),
    Row(
        "database gone or frozen, workers and clock killed: every finished page, every time, none "
        "torn; what must be rendered comes, or 503 with Retry-After",
        "outage",
        OUTAGE,
        OUTAGE_SAID,
    ),
    Row("the same on PostgreSQL", "outage_postgresql", OUTAGE, OUTAGE_SAID),
    Row(
        "every finished page, every time, while the disk is full too",
        "outage",
        ("disk_pressed_answered_over_asked",),
        "{:.5f} of them",
    ),
    Row(
        "a file of NewsML-G2 is read whole (items, clean bodies, resolved subjects, leftovers) "
        "within five times what bare lxml takes to parse it",
        "formats",
        (
            "newsmlg2_files_over_lxml",
            "newsmlg2_over_lxml",
            "newsmlg2_items_per_second",
            "newsmlg2_library_over_ours",
        ),
        "{:.1f} times (bytes in memory {:.1f}), {:,.0f} items a second; IPTC's own library takes "
        "{:.0f} times ours",
    ),
    Row(
        "300 wire items a second are kept, routed and looked at for near-duplicates (one a "
        "delivery, on SQLite); a dropped file is a dispatch within a second",
        "wire",
        ("items_per_second", "processor_ms_per_item", "folder_median_ms", "folder_max_ms"),
        "{:.0f} items a second, {:.1f} ms of a processor each; {:.0f} ms, at most {:.0f}",
    ),
    Row(
        "what an agency drops is in an open inbox within a second; a flash on its page, on fronts "
        "and in feeds within two; a kill at every address of the demo within five",
        "wire_alive",
        ("inbox_max_ms", "flash_all_max_ms", "kill_everywhere_max_ms", "kill_addresses"),
        "{:.0f}; {:,.0f}; {:,.0f} ms at most, {:.0f} addresses",
    ),
    Row(
        "a day of five agencies within minutes while readers read: nothing lost, nothing twice",
        "wire_day",
        ("deliveries_sent", "seconds", "lost", "twice"),
        "{:,.0f} deliveries in {:.0f} seconds: {:.0f} lost, {:.0f} twice",
    ),
    Row(
        "each view of the inbox, with a million items in the wire, within 200 ms (`make "
        "bench-large`)",
        "inbox",
        ("list_ms", "board_ms", "search_ms", "slowest_ms"),
        "the list {:.0f}, the columns {:.0f}, a search {:.0f}, the slowest {:.0f} ms",
    ),
    Row("`make bench` takes under 20 minutes", "bench", ("all_minutes",), "{:.1f} minutes"),
)


def main() -> None:
    """Fill the README's table anew."""
    README.write_text(filled(README.read_text()))


def filled(text: str) -> str:
    """`text` with the table that the results make between its two marks."""
    before, _begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"README.md lacks {BEGIN} or {END}")
    return f"{before}{BEGIN}\n{table()}{END}{after}"


def table(folder: Path = RESULTS, quicker: Path = QUICKER) -> str:
    """The table's lines, each ended."""
    lines = [
        f"| promise | by `make bench`{speed(folder)} | earlier{speed(quicker)} |",
        "| --- | --- | --- |",
    ]
    lines += [
        f"| {row.promise} | {measured(row, folder)} | {measured(row, quicker, '–')} |"
        for row in ROWS
    ]
    return "".join(f"{line}\n" for line in lines)


def speed(folder: Path) -> str:
    """When, and on how quick a machine, that in `folder` was measured."""
    file = folder / "serve.json"
    if not file.exists():
        return ""
    kept = json.loads(file.read_text())
    when, rate = kept["when"][:10], kept["nginx_plain_rate"]
    return f", {when}: nginx sends {rate:,.0f} plain files a second"


def measured(row: Row, folder: Path, missing: str = MISSING) -> str:
    """What `row` says, or `missing` where nobody has measured it."""
    file = folder / f"{row.name}.json"
    if not file.exists():
        return missing
    kept = json.loads(file.read_text())
    if any(name not in kept for name in row.figures):
        return missing
    return row.said.format(*(kept[name] for name in row.figures))


if __name__ == "__main__":
    main()
