"""What is loaded once is not looked through again and again."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest


def test_what_is_loaded_is_out_of_the_collectors_sight() -> None:
    code = (
        "from broadsheet.site.cli.start import start_django\n"
        "from broadsheet.site.settling import settle\n"
        "import gc\n"
        "start_django()\n"
        "settle()\n"
        "print(gc.get_freeze_count(), len(gc.get_objects()), gc.get_threshold()[0])\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=120
    )
    frozen, watched, looks = (int(number) for number in said.stdout.split()[-3:])
    assert frozen > 100_000
    assert watched < frozen / 10
    # A page makes some ten thousand objects: it is not looked through while it is made.
    assert looks >= 10_000


ARENAS = """
import ctypes, sys, threading
from broadsheet.site.settling import share_arenas

libc = ctypes.CDLL(None)
if "share" in sys.argv:
    share_arenas()
together = threading.Barrier(12)

def allocate():
    together.wait()
    libc.malloc(5000)
    together.wait()

threads = [threading.Thread(target=allocate) for _number in range(12)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc.fdopen.restype = ctypes.c_void_p
out = libc.fdopen(1, b"w")
libc.malloc_info(0, ctypes.c_void_p(out))
libc.fflush(ctypes.c_void_p(out))
"""


def arenas(*arguments: str) -> int:
    """How many arenas malloc makes for twelve threads (malloc_info(3))."""
    said = subprocess.run(
        [sys.executable, "-c", ARENAS, *arguments],
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    return said.stdout.count("<heap nr=")


@pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="SKIPPED: arenas are glibc's, and this is another"
)
def test_threads_share_arenas() -> None:
    assert arenas() > 2
    assert arenas("share") == 2
