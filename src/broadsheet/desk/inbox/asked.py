"""What somebody wants to see of the wire, and how an address says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from broadsheet.desk.models import RoutingRule
from broadsheet.wire.models import Dispatch, Provider

# Languages are offered from the items that came last, not from the whole table.
RECENT = 400
QUERY_LENGTH = 200


@dataclass(frozen=True)
class Asked:
    """The filters of one list of the inbox; what is empty does not filter.

    `provider` is a key. `urgency` lets through what is at least as urgent. Without a `state`
    everything is shown but what was dropped. `mine` is what the person at the desk has taken,
    `alarms` what stands out until somebody nods. `q` are words that an agency says, or its
    identifier.
    """

    provider: int | None = None
    state: str = ""
    urgency: int | None = None
    language: str = ""
    type: str = ""
    unread: bool = False
    mine: bool = False
    alarms: bool = False
    q: str = ""

    @property
    def query(self) -> str:
        """As an address says it, always in the same order: “provider=2&urgency=3”."""
        said = {name: value for name, value in asdict(self).items() if value}
        return urlencode({name: "on" if value is True else value for name, value in said.items()})


class AskedForm(forms.Form):
    """The filters as a person sets them."""

    q = forms.CharField(
        label=_("Search the wire"),
        max_length=QUERY_LENGTH,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    provider = forms.ModelChoiceField(
        Provider.objects.all(), label=_("Provider"), empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All but dropped")), *Dispatch.State.choices]
    )
    urgency = forms.TypedChoiceField(
        label=_("Urgency up to"),
        choices=[("", _("All")), *((number, number) for number in range(1, 10))],
        coerce=int,
        empty_value=None,
    )
    language = forms.ChoiceField(label=_("Language"))
    type = forms.ChoiceField(
        label=_("Type"), choices=[("", _("All")), *RoutingRule.ItemType.choices]
    )
    unread = forms.BooleanField(label=_("Unread"))
    mine = forms.BooleanField(label=_("Mine"), widget=forms.HiddenInput)
    alarms = forms.BooleanField(label=_("Alarms"), widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="desk-wire-%s")
        for field in self.fields.values():
            field.required = False
        said = (self.data.get("language") or "")[:35]
        cast(forms.ChoiceField, self.fields["language"]).choices = _languages(said)

    @property
    def asked(self) -> Asked:
        """What was set; a value that means nothing filters nothing."""
        self.is_valid()
        found = self.cleaned_data
        provider = found.get("provider")
        return Asked(
            provider=provider.pk if provider else None,
            urgency=found.get("urgency"),
            **{name: found.get(name, "") for name in ("state", "language", "type")},
            **{name: found.get(name, False) for name in ("unread", "mine", "alarms")},
            q=" ".join(found.get("q", "").split()),
        )


def asked_from(parameters: Mapping[str, Any]) -> Asked:
    """What the parameters of an address ask for."""
    return AskedForm(parameters).asked


def _languages(said: str) -> list[tuple[str, Any]]:
    recent = Dispatch.objects.order_by("-arrived_at", "-pk").values_list("language", flat=True)
    return [("", _("All")), *((code, code) for code in sorted({*recent[:RECENT], said} - {""}))]
