"""What `broadsheet check` looks at in the counting of reads. Needs Django and a database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from broadsheet.plates.hits import MOST_BYTES
from broadsheet.popularity.health import reads_health
from broadsheet.site.health import Finding

# An hour of a busy paper; the reader itself stops at a multiple of it.
MANY_MEGABYTES = 512


def reads_findings(home: Path) -> Iterator[Finding]:
    """Whether reads are counted, and whether too much waits on the disk."""
    now = reads_health(home)
    if now.until is None:
        yield Finding("reads", "ok", "none was counted yet")
    elif now.is_stale:
        yield Finding(
            "reads",
            "warn",
            f"counted until {now.until:%Y-%m-%d %H:%M} UTC only: the rail hides itself",
            "Is `broadsheet clock` running? `broadsheet serve` starts one.",
        )
    else:
        yield Finding("reads", "ok", f"{now.reads_of_an_hour:,} in the last hour")
    for node, until in now.behind.items():
        yield Finding(
            "reads of a machine",
            "warn",
            f"those of {node} are counted until {until:%Y-%m-%d %H:%M} UTC only: "
            "the rail hides itself",
            "Does `broadsheet reads roll-up` run there every minute? Where the machine is gone for "
            f"good: `broadsheet reads forget {node}`.",
        )
    if now.passed_over:
        yield Finding(
            "reads passed over",
            "warn",
            f"{len(now.passed_over):,} logs can't be read, {now.passed_over[0]} first",
            "Look at the file's owner and at the disk; what the log of the clock says of it helps.",
        )
    if now.is_full:
        yield Finding(
            "room for reads",
            "warn",
            f"{now.most_megabytes:,.0f} MB of at most {MOST_BYTES // 1024**2:,} MB are taken",
            "Once it is full, reads are lost. Logs are gone when they are counted, the hashes of "
            "the day's visitors at midnight UTC.",
        )
    if now.megabytes > MANY_MEGABYTES:
        yield Finding(
            "reads waiting",
            "warn",
            f"{now.logs:,} logs of {now.megabytes:,.0f} MB wait to be counted",
            "`broadsheet reads roll-up` counts them now.",
        )
    if now.floods_prevail:
        yield Finding(
            "reads from one address",
            "warn",
            f"{now.apart_of_a_day['flood']:,} beacons of a day were too many from one address",
            "Do all readers seem to come from one? Behind a proxy it takes "
            "BROADSHEET_BEHIND_PROXY=yes, behind a CDN `broadsheet nginx --trusted-proxy` too.",
        )
