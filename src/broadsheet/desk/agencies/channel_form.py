"""The form of one way in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList

from broadsheet.desk.agencies.places import checked_address, checked_folder, is_watched
from broadsheet.wire.models import Channel
from broadsheet.wire.transports.folder import make
from broadsheet.wire.transports.noting import SHORTEST

PRIVATE = "wire.allow_private_channel"
DAY = 86_400
_OF_ADDRESSES = ("address", "every", "allow_private")


class ChannelForm(WagtailAdminModelForm):
    """All fields of an address or a folder; of a post only whether it is taken.

    Whose channel it is and of what kind stays as it was made. An address in a private network is
    for those who hold `wire.allow_private_channel`, and nobody else may lead it elsewhere.
    """

    every = forms.IntegerField(
        label=_("Every"),
        min_value=SHORTEST,
        max_value=DAY,
        required=False,
        help_text=_("Seconds between two looks at a web address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address_before = self.instance.address
        if self.instance.pk is None:
            kinds = [(one.value, one.label) for one in (Channel.Kind.POLL, Channel.Kind.FOLDER)]
            self.fields["kind"].choices = kinds
        else:
            self.fields["provider"].disabled = True
            self.fields["kind"].disabled = True
        if self.instance.kind == Channel.Kind.PUSH:
            for name in set(_OF_ADDRESSES) & set(self.fields):
                del self.fields[name]
        else:
            self.fields["address"].widget.attrs["dir"] = "ltr"

    def clean_every(self) -> int:
        """A minute, where nothing is said."""
        return self.cleaned_data["every"] or 60

    def clean(self) -> dict[str, Any]:
        """Django's checks; the address can be asked, or the folder be used."""
        cleaned = super().clean()
        if not self.errors and "address" in self.fields:
            try:
                cleaned["address"] = self._checked(cleaned)
            except ValidationError as error:
                self.add_error("address", error)
        return cleaned

    def _checked(self, cleaned: dict[str, Any]) -> str:
        text = cleaned["address"].strip()
        is_unchanged = self.instance.pk is not None and text == self.address_before
        if cleaned["kind"] == Channel.Kind.FOLDER:
            return text if is_unchanged else self._folder(text, cleaned)
        if self.instance.allow_private and not is_unchanged and "allow_private" not in self.fields:
            raise ValidationError(_("Only an administrator leads this channel elsewhere."))
        address = checked_address(text)
        same = Channel.objects.filter(provider=cleaned["provider"], address=address)
        if same.exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("This agency has that address already."))
        return address

    def _folder(self, text: str, cleaned: dict[str, Any]) -> str:
        folder = checked_folder(text or f"wire/{cleaned['provider'].slug}")
        if is_watched(folder, besides=self.instance):
            raise ValidationError(_("That folder, or one within it, is watched already."))
        try:
            make(Channel(kind=Channel.Kind.FOLDER, address=folder))
        except OSError as error:
            said = _("The folder can’t be used: %(reason)s")
            raise ValidationError(said, params={"reason": error.strerror}) from error
        return folder

    def save(self, commit: bool = True) -> Channel:
        """Save, and let the channel be tried at once: what it knew of another address is void."""
        channel: Channel = self.instance
        channel.next_at, channel.failures, channel.last_error = None, 0, ""
        if channel.address != self.address_before:
            channel.etag = channel.last_modified = ""
        return super().save(commit=commit)


def channel_panels() -> ObjectList:
    """The edit handler of a channel."""
    return ObjectList(
        [
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("provider", widget=forms.Select),
                            FieldPanel("kind", widget=forms.Select),
                        ]
                    ),
                    FieldPanel(
                        "address",
                        help_text=_(
                            "A web address, or a folder below the paper’s own place, such as "
                            "wire/tide. Empty: a folder of the agency’s name."
                        ),
                    ),
                    FieldPanel("every"),
                    FieldPanel("allow_private", permission=PRIVATE),
                    FieldPanel("active"),
                ],
                heading=_("Way in"),
            )
        ],
        base_form_class=ChannelForm,
    )
