"""Everything between a fresh machine and a running paper, each step safe to repeat."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from broadsheet.site.cli.output import Output
from broadsheet.site.cli.start import start_django
from broadsheet.site.environment import read
from broadsheet.site.setup.stamp import Stamp
from broadsheet.site.setup.turn import turn

__all__ = ["Outcome", "set_up"]


@dataclass(frozen=True)
class Outcome:
    """What a first run has to tell: the desk account it made, if it made one."""

    user: str = ""
    password: str = ""


def set_up(output: Output, *, force: bool = False) -> Outcome:
    """Bring BROADSHEET_HOME up to what this version needs. Quick when nothing has changed."""
    home = read("BROADSHEET_HOME")
    home.mkdir(parents=True, exist_ok=True)
    with turn(home):
        stamp = Stamp(home)
        if stamp.is_current() and not force:
            return Outcome()
        outcome = _set_up(home, output)
        stamp.write()
    return outcome


def _set_up(home: Path, output: Output) -> Outcome:
    output.say(f"Setting up in {home} …")
    for folder in ("media", "made", "mail", "locale"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    from broadsheet.site.setup.messages import compile_messages

    output.say("  translations")
    compile_messages(home / "locale")
    start_django()
    from broadsheet.site.setup.accounts import first_account
    from broadsheet.site.setup.database import migrate
    from broadsheet.site.setup.paper import drawings_ahead, found_paper
    from broadsheet.site.setup.static import build_static, build_unavailable

    # The longest of it all by itself; migrations keep a single processor busy.
    with drawings_ahead() as drawings:
        output.say("  fonts, icons, styles")
        build_static()
        output.say("  database")
        migrate()
        found_paper(output, drawings)
    build_unavailable()
    user, password = first_account()
    return Outcome(user, password)
