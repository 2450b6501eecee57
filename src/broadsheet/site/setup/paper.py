"""The first paper: the demo newspaper, or an empty edition to begin with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from broadsheet.site.cli.output import Output
from broadsheet.site.demo.drawing import Drawings
from broadsheet.site.demo.newspaper import read_newspaper
from broadsheet.site.environment import read
from broadsheet.stories.actions.found_edition import found_edition
from broadsheet.stories.actions.make_picture_files import make_front_files
from broadsheet.stories.fronts import fill_slots
from broadsheet.stories.models import Edition, HomeFront, Picture


def front_pictures() -> list[Picture]:
    """The pictures that stand on the home fronts."""
    found: dict[int, Picture] = {}
    for home in HomeFront.objects.select_related("edition"):
        for slot in fill_slots(home, home.edition):
            columns = [story for _section, stories in slot.columns for story in stories]
            for story in (*slot.stories, *columns):
                if story.lead_picture:
                    found[story.lead_picture.pk] = story.lead_picture
            if slot.special and slot.special.banner:
                found[slot.special.banner.pk] = slot.special.banner
    return list(found.values())


@contextmanager
def drawings_ahead() -> Iterator[Drawings | None]:
    """The demo newspaper's pictures, being drawn meanwhile, where it will be loaded."""
    if (
        not read("BROADSHEET_DEMO")
        or Edition._meta.db_table in connection.introspection.table_names()
    ):
        yield None
        return
    with Drawings(read_newspaper()) as drawings:
        yield drawings


def found_paper(output: Output, drawings: Drawings | None = None) -> None:
    """Where there is no edition yet, load the demo, or found an empty English edition."""
    if Edition.objects.exists():
        return
    if read("BROADSHEET_DEMO"):
        from broadsheet.site.demo.load import load_demo

        load_demo(output.say, drawings)
        output.say("  demo newspaper: its front pages' pictures")
        make_front_files(front_pictures())
    else:
        found_edition(code="en", name="The Paper", language="en", is_default=True)
