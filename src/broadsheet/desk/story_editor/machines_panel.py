"""How search engines, share cards and feeds will show the story, and where it came from."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from broadsheet.stories.models import Story
from broadsheet.stories.structured_data import news_article
from broadsheet.stories.views.canonical import absolute

_TITLE_LENGTH = 60
_DESCRIPTION_LENGTH = 155


class MachinesPanel(HelpPanel):
    """A panel to read, not to fill in. It shows what was saved last."""

    def __init__(self, template: str = "desk/panels/machines.html", **kwargs: Any) -> None:
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The panel for one story."""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What each kind of machine is given."""
            context = super().get_context_data(parent_context)
            story: Story = self.instance
            if story.pk is None:
                return context
            picture = story.lead_picture
            return context | {
                "story": story,
                "address": story.canonical_url or absolute(story.path or "/"),
                "title": story.headline[:_TITLE_LENGTH],
                "description": story.standfirst[:_DESCRIPTION_LENGTH],
                "card": picture.get_rendition("fill-600x315|format-jpeg") if picture else None,
                "structured_data": _indented(news_article(story)),
                "provenance": [
                    (_("Provider"), story.provider),
                    (_("Guid"), story.guid),
                    (_("Version"), story.version),
                    (_("Usage terms"), story.usage_terms),
                    (_("Rights holder"), story.rights_holder),
                ],
            }


def _indented(text: str) -> str:
    return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
