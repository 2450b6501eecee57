"""Reads as rows of the tables."""

from __future__ import annotations

from collections import Counter

import numpy as np
import numpy.typing as npt

from broadsheet.plates.hit_logs import Records
from broadsheet.popularity.models import (
    CountedApart,
    HourReads,
    MinuteReads,
    PlaceMinutes,
    Reason,
    SourceReads,
)
from broadsheet.popularity.rolling.adding import add_counts
from broadsheet.popularity.rolling.gathering import Gathered, by_hour
from broadsheet.popularity.rolling.stories_read import (
    ReadStory,
    homes,
    public_stories,
    story_facts,
)

# Hosts of an edition and hour that are kept by name: whoever invents more fills no table.
MOST_HOSTS = 500
OTHERS = "*"
# What a telephone's clock may be wrong by, as at the reader's door.
AHEAD_SECONDS = 120


def count(found: Gathered, *, invented: bool = False) -> list[tuple[int, int, int]]:
    """Write what was gathered, in a transaction; reads as (story, minute, number).

    Reads of what is no story, of one that nobody may see now, and of one that was not published yet
    at their time are counted apart; of the last not those that are `invented` by ourselves.
    """
    keys, which = np.unique(found.reads["story"], return_inverse=True)
    stories = public_stories(keys.tolist())
    are_public = np.fromiter((key in stories for key in keys.tolist()), np.bool_, keys.size)
    apart = found.apart + _hidden(found.reads, keys, which, are_public)
    shown = are_public[which]
    if not invented:
        begin = np.fromiter(
            (_begin(stories.get(key)) for key in keys.tolist()), np.int64, keys.size
        )
        early = shown & (found.reads["own"] < begin[which])
        apart += by_hour(found.reads[early], Reason.FORGED)
        shown &= ~early
    add_counts(
        CountedApart, ("hour", "reason"), [(*key, number) for key, number in sorted(apart.items())]
    )
    reads, which = found.reads[shown], which[shown]
    by_minute = _by_minute(keys, which, reads)
    add_counts(MinuteReads, ("minute", "story_id"), [(m, s, n) for s, m, n in by_minute])
    hours: Counter[tuple[int, int]] = Counter()
    places: Counter[tuple[int, int]] = Counter()
    fronts = homes()
    for story, minute, number in by_minute:
        hours[story, minute // 60] += number
        places[stories[story].section, minute] += number
        places[fronts[stories[story].edition], minute] += number
    add_counts(HourReads, ("story_id", "hour"), [(*key, n) for key, n in hours.items()])
    add_counts(PlaceMinutes, ("place_id", "minute"), [(*key, n) for key, n in places.items()])
    _count_sources(keys, which, reads, stories)
    return by_minute


def _hidden(
    reads: Records,
    keys: npt.NDArray[np.uint64],
    which: npt.NDArray[np.intp],
    are_public: npt.NDArray[np.bool_],
) -> Counter[tuple[int, Reason]]:
    """Reads of what isn't public, by hour and reason."""
    found: Counter[tuple[int, Reason]] = Counter()
    hidden = np.flatnonzero(~are_public[which])
    if not hidden.size:
        return found
    known = story_facts(keys[~are_public].tolist())
    hours = reads["arrived"][hidden] // 3600
    for key, hour in zip(keys[which[hidden]].tolist(), hours.tolist(), strict=True):
        found[hour, Reason.UNPUBLISHED if key in known else Reason.UNKNOWN] += 1
    return found


def _begin(story: ReadStory | None) -> int:
    """The second (since 1970) from which on a story can have been read by an honest clock."""
    moment = story.first_published_at if story else None
    return 0 if moment is None else int(moment.timestamp()) - AHEAD_SECONDS


def _by_minute(
    keys: npt.NDArray[np.uint64], which: npt.NDArray[np.intp], reads: Records
) -> list[tuple[int, int, int]]:
    """(story, minute, number of reads), each once."""
    both = (which.astype(np.uint64) << np.uint64(32)) | (reads["own"] // 60)
    found, numbers = np.unique(both, return_counts=True)
    stories = keys[(found >> np.uint64(32)).astype(np.intp)].tolist()
    minutes = (found & np.uint64(0xFFFFFFFF)).tolist()
    return list(zip(stories, minutes, numbers.tolist(), strict=True))


def _count_sources(
    keys: npt.NDArray[np.uint64],
    which: npt.NDArray[np.intp],
    reads: Records,
    stories: dict[int, ReadStory],
) -> None:
    """Hosts by edition and hour."""
    if not reads.size:
        return
    # Numbers are told apart faster than texts.
    words = np.ascontiguousarray(reads["host"]).view(np.uint64).reshape(-1, 4)
    digest = (words * _ODD).sum(axis=1, dtype=np.uint64)
    _, first, host = np.unique(digest, return_index=True, return_inverse=True)
    names = [name.decode("ascii", "replace") for name in reads["host"][first].tolist()]
    editions, edition = np.unique(
        [stories[key].edition if key in stories else 0 for key in keys.tolist()],
        return_inverse=True,
    )
    hours, hour = np.unique(reads["own"] // 3600, return_inverse=True)
    # One number for all three, since columns are sorted many times more slowly.
    rows = (edition[which] * hours.size + hour) * len(names) + host
    found, numbers = np.unique(rows, return_counts=True)
    beside, at_host = np.divmod(found, len(names))
    at_edition, at_hour = np.divmod(beside, hours.size)
    totals: Counter[tuple[int, int, str]] = Counter()
    for key, when, name, number in zip(
        editions[at_edition].tolist(),
        hours[at_hour].tolist(),
        at_host.tolist(),
        numbers.tolist(),
        strict=True,
    ):
        totals[key, when, names[name]] += number
    _name_no_more_hosts(totals)
    add_counts(
        SourceReads, ("edition_id", "hour", "host"), [(*key, n) for key, n in totals.items()]
    )


def _name_no_more_hosts(totals: Counter[tuple[int, int, str]]) -> None:
    """Of each edition and hour, keep the names of those known and of the most frequent others."""
    hours = {hour for _edition, hour, _host in totals}
    known = set(
        SourceReads.objects.filter(hour__in=hours).values_list("edition_id", "hour", "host")
    )
    named = Counter((edition, hour) for edition, hour, _host in known)
    for key, number in totals.most_common():
        edition, hour, _host = key
        if key in known:
            continue
        named[edition, hour] += 1
        if named[edition, hour] > MOST_HOSTS:
            del totals[key]
            totals[edition, hour, OTHERS] += number


_ODD = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64
)
