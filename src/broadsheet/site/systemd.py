"""Units for systemd: the web server's part and the clock, each in a box of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Unit(StrEnum):
    """The units there are; the value is the part of the command line's name."""

    WEB = "web"
    CLOCK = "clock"

    @property
    def file_name(self) -> str:
        """Its name below /etc/systemd/system."""
        return "broadsheet.service" if self is Unit.WEB else "broadsheet-clock.service"


@dataclass(frozen=True)
class Place:
    """Who runs the paper, and where: the folder it starts in, what it may write, its settings."""

    user: str
    directory: Path
    home: Path
    program: Path
    environment: Path

    def __post_init__(self) -> None:
        for path in (self.directory, self.home, self.program, self.environment):
            # systemd takes % for a specifier, and words apart at blanks.
            if not path.is_absolute() or re.search(r"[\s%\"'\\$]", str(path)):
                raise ValueError(f"{str(path)!r} can't stand in a unit")


def unit(which: Unit, place: Place) -> str:
    """The text of the unit `which`."""
    head, command = _PARTS[which]
    return _UNIT.format(
        head=head,
        user=place.user,
        directory=place.directory,
        home=place.home,
        environment=place.environment,
        command=f"{place.program} {command}",
        protect_home="no" if _is_in_a_home(place) else "yes",
    )


def _is_in_a_home(place: Place) -> bool:
    paths = (place.directory, place.home, place.program, place.environment)
    return any(path.parts[1] in {"home", "root"} for path in paths if len(path.parts) > 1)


_PARTS = {
    Unit.WEB: (
        """\
Description=Broadsheet, the newspaper
After=network.target postgresql.service
Wants=broadsheet-clock.service""",
        "serve --no-clock",
    ),
    Unit.CLOCK: (
        """\
Description=Broadsheet, its clock and press
After=broadsheet.service""",
        "clock",
    ),
}

_UNIT = """\
[Unit]
{head}

[Service]
Type=exec
User={user}
Group={user}
WorkingDirectory={directory}
Environment=BROADSHEET_HOME={home}
EnvironmentFile=-{environment}
ExecStart={command}
Restart=always
RestartSec=1
TimeoutStopSec=20
KillMode=mixed
LimitNOFILE=65536
# nginx, in the group, reads what it serves.
UMask=0027

# It writes its own folder and nothing else.
ReadWritePaths={home}
ProtectSystem=strict
ProtectHome={protect_home}
PrivateTmp=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectClock=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectControlGroups=yes
# It gains no right that it has not from the start.
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
RestrictSUIDSGID=yes
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
LockPersonality=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM

[Install]
WantedBy=multi-user.target
"""
