"""An agency withholds an item: its story leaves the site, and does not come by itself."""

from __future__ import annotations

from broadsheet.desk.actions.cancel_what_waits import cancel_what_waits
from broadsheet.stories.models import Story

GO_LIVE = ("go_live_at",)


def withhold(story: Story) -> None:
    """Take `story` and our translations of it off the site, and cancel what would bring them out.

    `story` is locked.
    """
    translations = Story.objects.filter(translation_of=story).order_by("pk")
    for one in (story, *translations.select_for_update(of=("self",))):
        if one.live:
            one.unpublish()
        cancel_what_waits(one, None, hours=GO_LIVE)
        if one.go_live_at is not None:
            one.go_live_at = None
            one.save(update_fields=GO_LIVE)
