"""What is loaded once is not looked through again and again."""

from __future__ import annotations

import gc
import subprocess
import sys

from broadsheet.site.settling import share_arenas


def test_what_is_loaded_is_out_of_the_collectors_sight() -> None:
    code = (
        "from broadsheet.site.cli.start import start_django\n"
        "from broadsheet.site.settling import settle\n"
        "import gc\n"
        "start_django()\n"
        "settle()\n"
        "print(gc.get_freeze_count(), len(gc.get_objects()))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120
    )
    frozen, watched = (int(number) for number in said.stdout.split()[-2:])
    assert frozen > 100_000
    assert watched < frozen / 10


def test_sharing_arenas_can_be_said_at_any_time() -> None:
    before = gc.get_threshold()
    share_arenas()
    share_arenas()
    assert gc.get_threshold() == before
