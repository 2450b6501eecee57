"""What `broadsheet check` looks at in the wire. Needs Django and an up-to-date database."""

from __future__ import annotations

from collections.abc import Iterator

from broadsheet.site.health import Finding
from broadsheet.wire.health import standing


def wire_findings() -> Iterator[Finding]:
    """A finding for each agency: what is wrong with its wire, or that all is well."""
    for one in standing():
        name = f"wire {one.provider.slug}"
        if one.silent:
            yield Finding(
                name,
                "warn",
                f"no item for more than {one.provider.warn_after} minutes",
                "`broadsheet wire status` says more; ask the agency.",
            )
        for trouble in one.troubles:
            yield Finding(name, "warn", trouble, "It is tried again, ever later.")
        if one.rejected:
            yield Finding(
                name,
                "warn",
                f"{one.rejected:,} deliveries of the last 24 hours could not be read",
                "`broadsheet wire replay --rejected` tries them again and says why.",
            )
        if not (one.silent or one.troubles or one.rejected):
            yield Finding(name, "ok", f"{one.items:,} items in 24 hours")
