"""How long each benchmark took, and all of them (promised: under 20 minutes).

`script/bench` gives the seconds of each as NAME=SECONDS.
"""

from __future__ import annotations

import argparse

from benchmarks.report import report, show


def main() -> None:
    """Print them; with `--keep`, write them down as well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", action="store_true", help="All were run: keep the figures.")
    parser.add_argument("took", nargs="+")
    asked = parser.parse_args()
    seconds = {
        name: float(number) for name, _, number in (one.partition("=") for one in asked.took)
    }
    figures = {f"{name}_seconds": number for name, number in seconds.items()}
    figures |= {"all_seconds": sum(seconds.values()), "all_minutes": sum(seconds.values()) / 60}
    explained = {"all_minutes": "without what was installed before; promised < 20"}
    if asked.keep:
        report("bench", figures, explained)
    else:
        show("bench", figures, explained)


if __name__ == "__main__":
    main()
