"""`broadsheet clock`: what happens by the time of day."""

from __future__ import annotations

import click


@click.command()
def clock() -> None:
    """Publish and expire scheduled stories to the second, until Ctrl-C (`serve` starts one).

    \b
    Example:
      broadsheet clock
    """
    from broadsheet.site.clock import main

    main()
