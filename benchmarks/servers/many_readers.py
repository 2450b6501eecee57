"""A load of tens of thousands of requests a second that doesn't wait for the server (open loop).

The generator itself is `many_readers.c`, since it shares two processors with what it measures;
`open_loop.py` is for smaller loads that are judged while they go on.
"""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SOURCE = Path(__file__).with_suffix(".c")
LINES = 256
# What a request is; answers have `ASSET` besides.
PAGE, FIRST_VISIT, AGAIN, HIT, ASSET = range(5)
ASKED = np.dtype([("due", "f8"), ("address", "u4"), ("kind", "u4"), ("visitor", "u4"), ("_", "u4")])
ANSWERED = np.dtype(
    [("due", "f8"), ("milliseconds", "f4"), ("late", "f4"), ("status", "u4"), ("kind", "u4")]
)


@dataclass(frozen=True)
class Answers:
    """`rows` are `ANSWERED`, status 0 being no answer; `resets` were asked again by the reader."""

    rows: NDArray[np.void]
    resets: int


class ManyReaders:
    """A generator, compiled into `folder`. Raises `RuntimeError` where there is no C compiler."""

    def __init__(self, folder: Path) -> None:
        compiler = shutil.which("cc") or shutil.which("gcc")
        if compiler is None:
            raise RuntimeError("The load generator needs a C compiler: install Debian's gcc.")
        self.folder = folder
        self.program = folder / "many_readers"
        subprocess.run([compiler, "-O2", "-o", self.program, SOURCE], check=True)

    def read(
        self, port: int, plan: NDArray[np.void], addresses: list[str], assets: list[str]
    ) -> Answers:
        """Ask `port` for what `plan` says: `ASKED` in order of time, indexes of `addresses`."""
        planned, named, out = (self.folder / name for name in ("plan", "addresses", "answers"))
        plan.tofile(planned)
        named.write_text("".join(f"{address}\n" for address in [*addresses, *assets]))
        words = [self.program, port, LINES, planned, named, len(assets), out]
        said = subprocess.run([str(word) for word in words], check=True, stdout=subprocess.PIPE)
        return Answers(np.fromfile(out, ANSWERED), int(said.stdout))
