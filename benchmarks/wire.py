"""The wire: items a second from delivery to inbox, how soon a dropped file is there, and how well
near-duplicates are told."""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.homes import open_here
from benchmarks.report import percentile, report

if TYPE_CHECKING:
    from broadsheet.wire.models import Provider

AGENCIES = ("Tide Wire", "Hask Press", "Quay News", "Almery Dispatch", "Northbank Service")
WORDS_OF_AN_ITEM = 350
COPIED = 0.15
SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "data" / "bulk-news"
EXPLAINED = {
    "items_per_second": "one item a delivery: kept whole, read, kept, routed, likeness looked for",
    "processor_ms_per_item": "what of it is work: the rest waits for the disk or the machine",
    "items_per_second_batch": "the same in deliveries of 50 items",
    "clustered_share": "of the items that copy another agency's, those that were grouped",
    "folder_median_ms": "from the file's last rename to its dispatch, the clock's listener running",
    "likeness_recall": "near-duplicates told as such, of the labelled pairs",
    "likeness_precision": "true among those that were told",
}


def main() -> None:
    """Take items in, in an empty paper of its own, and write the figures down."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--items", type=int, default=3000)
    parser.add_argument("--files", type=int, default=25)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        open_here(Path(home))
        providers = agencies()
        figures = {
            **intake(providers, asked.items),
            **hot_folder(providers[0], Path(home) / "drop", asked.files),
            **likeness(),
        }
    report("wire", figures, EXPLAINED)


def agencies() -> list[Provider]:
    """Five agencies, with rules that put their items into sections or leave them in the inbox."""
    from broadsheet.desk.models import ProviderPlacement, RoutingRule
    from broadsheet.stories.actions.open_section import open_section
    from broadsheet.stories.models import Edition
    from broadsheet.wire.intake import provider_named

    section = open_section(Edition.objects.get(), "Politics")
    providers = [provider_named(name) for name in AGENCIES]
    for provider in providers:
        ProviderPlacement.objects.create(provider=provider, section=section)
        for order, (subjects, keywords, action) in enumerate(
            (
                ("medtop:15000000", "", "drop"),
                ("", "xylophone\nno such phrase", "draft"),
                ("medtop:11000000", "", "inbox"),
            )
        ):
            RoutingRule.objects.create(
                name=f"{provider} {order}",
                provider=provider,
                sort_order=order,
                subjects=subjects,
                keywords=keywords,
                action=action,
                section=section,
            )
    return providers


def items(count: int) -> Iterator[tuple[int, dict[str, object]]]:
    """Items of invented words, each with the number of its agency; some copy another's."""
    chance = random.Random(11)
    syllables = ["ka", "lo", "mir", "ten", "us", "par", "ei", "dor", "vin", "sal", "qu", "bre"]
    words = ["".join(chance.choices(syllables, k=1 + n % 4)) for n in range(9000)]
    weights = [1 / (1 + n) for n in range(len(words))]
    last: list[str] = []
    for number in range(count):
        copied = bool(last) and chance.random() < COPIED
        text = (
            [word if chance.random() > 0.05 else chance.choice(words) for word in last]
            if copied
            else chance.choices(words, weights, k=WORDS_OF_AN_ITEM)
        )
        agency = number % len(AGENCIES)
        yield (
            agency,
            {
                "uri": f"tag:wire.example,2026:{number}",
                "type": "text",
                "version": "1",
                "versioncreated": f"2026-03-01T12:{number // 60 % 60:02}:{number % 60:02}Z",
                "language": "en",
                "urgency": 1 + number % 9,
                "headline": " ".join(text[:9]).capitalize(),
                "body_xhtml": "".join(
                    f"<p>{' '.join(text[at : at + 50])}.</p>" for at in range(0, len(text), 50)
                ),
                "subject": [
                    {"code": f"medtop:{11000000 + number % 3}", "name": text[0]},
                    {"name": text[1]},
                ],
                "copied": copied,
            },
        )
        last = text


def intake(providers: list[Provider], count: int) -> dict[str, float]:
    """Items a second, one a delivery and fifty a delivery; and what was grouped of the copies."""
    from broadsheet.site.settling import settle
    from broadsheet.wire.intake import receive, take_in
    from broadsheet.wire.models import Dispatch

    # As in the process that listens to the wire.
    settle()
    made = [(agency, content, content.pop("copied")) for agency, content in items(count)]
    deliveries = [(agency, json.dumps(content).encode()) for agency, content, _ in made]
    began, worked = time.perf_counter(), time.process_time()
    for agency, content in deliveries:
        take_in(receive(providers[agency], "item.json", content))
    single = count / (time.perf_counter() - began)
    worked = time.process_time() - worked
    assert Dispatch.objects.count() == count
    copies = [content["uri"] for _, content, copied in made if copied]
    grouped = sum(
        Dispatch.objects.filter(guid__in=copies[at : at + 500], cluster__isnull=False).count()
        for at in range(0, len(copies), 500)
    )
    batches = [
        json.dumps([{**content, "uri": f"{content['uri']}-b"} for _, content, _ in made[at:][:50]])
        for at in range(0, count, 50)
    ]
    began = time.perf_counter()
    for number, batch in enumerate(batches):
        take_in(receive(providers[number % len(providers)], "batch.json", batch.encode()))
    batch_rate = count / (time.perf_counter() - began)
    assert Dispatch.objects.count() == 2 * count
    return {
        "items_per_second": single,
        "processor_ms_per_item": worked / count * 1000,
        "items_per_second_batch": batch_rate,
        "clustered_share": grouped / len(copies),
    }


def hot_folder(provider: Provider, folder: Path, count: int) -> dict[str, float]:
    """How long it takes from a file's arrival to its dispatch, one file at a time."""
    from broadsheet.press.registry import Chore
    from broadsheet.site.clock import repeat
    from broadsheet.wire.models import Channel, Dispatch
    from broadsheet.wire.transports import listening
    from broadsheet.wire.transports.folder import make

    channel = Channel.objects.create(provider=provider, kind="folder", address=str(folder))
    into = make(channel) / "in"
    stopped = threading.Event()
    listener = listening.Listener()
    chore = Chore("wire", listening.EVERY, listener.look)
    thread = threading.Thread(target=repeat, args=[chore, stopped])
    thread.start()
    chance = random.Random(3)
    times = []
    for number, (_, content) in enumerate(items(count)):
        content["uri"] = f"tag:wire.example,2026:dropped-{number}"
        (into / f"{number}.json.tmp").write_text(json.dumps(content))
        began = time.perf_counter()
        (into / f"{number}.json.tmp").rename(into / f"{number}.json")
        while not Dispatch.objects.filter(provider=provider, guid=content["uri"]).exists():
            time.sleep(0.005)
        times.append((time.perf_counter() - began) * 1000)
        time.sleep(chance.random() / 2)
    stopped.set()
    thread.join()
    listener.close()
    return {
        "folder_median_ms": percentile(times, 0.5),
        "folder_p99_ms": percentile(times, 0.99),
        "folder_max_ms": max(times),
    }


def likeness() -> dict[str, float]:
    """Recall and precision on labelled pairs made from real stories, where those are there."""
    if not SAMPLES.is_dir():
        print(f"The sample stories are not at {SAMPLES}: likeness is not measured.")
        return {}
    from tests.wire.likeness.pairs import originals, pairs
    from tests.wire.likeness.test_labelled_pairs import told_alike

    right = wrong = same = different = 0
    for texts in originals(SAMPLES):
        for pair in pairs(texts, 250):
            told = told_alike(pair.mine, pair.other)
            same += pair.same
            different += not pair.same
            right += told and pair.same
            wrong += told and not pair.same
    return {
        "likeness_recall": right / same,
        "likeness_precision": right / (right + wrong),
        "likeness_pairs": same + different,
    }


if __name__ == "__main__":
    main()
