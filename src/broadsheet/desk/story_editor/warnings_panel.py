"""The side panel with what should be looked at before publishing."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.side_panels import BaseSidePanel

from broadsheet.desk.warnings import Warning, warnings_of


class WarningsSidePanel(BaseSidePanel):
    """Always there, with the number of warnings on its button. Autosave renders it anew."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        """The button, with the count."""

        aria_label = _("Toggle warnings")
        icon_name = "warning"
        counter_classname = "desk-warning-count"

        def get_context_data(self, parent_context: Any) -> dict[str, Any]:
            """Wagtail's context with the number of warnings."""
            return super().get_context_data(parent_context) | {"count": len(self.panel.warnings)}

    name = "warnings"
    title = _("Before publishing")
    template_name = "desk/panels/warnings.html"
    order = 50

    @cached_property
    def warnings(self) -> list[Warning]:
        """The warnings for the story as last saved."""
        return warnings_of(self.object)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Wagtail's context and the warnings."""
        return super().get_context_data(parent_context) | {"warnings": self.warnings}
