"""Desk accounts for each role, without a password until `broadsheet password --user …`."""

from __future__ import annotations

from django.contrib.auth.models import Group, User

from broadsheet.desk.models import SectionAssignment
from broadsheet.stories.models import Section

ACCOUNTS = {
    "reporter": ("Nell", "Varga", "Reporter"),
    "section-editor": ("Perrin", "Vale", "Section editor"),
    "chief-editor": ("Tomas", "Ruel", "Chief editor"),
    "photo-desk": ("Joss", "Tarrant", "Photo desk"),
}
EDITED_SECTIONS = ("harbour", "weather")


def load_accounts() -> None:
    """One account a role; the section editor has Harbour and Weather of the English edition."""
    for username, (first, last, group) in ACCOUNTS.items():
        user, made = User.objects.get_or_create(
            username=username,
            defaults={
                "first_name": first,
                "last_name": last,
                "email": f"{first}.{last}@almerytidings.example".lower(),
            },
        )
        if made:
            user.set_unusable_password()
            user.save()
            user.groups.add(Group.objects.get(name=group))
    editor = User.objects.get(username="section-editor")
    for section in Section.objects.filter(edition__is_default=True, slug__in=EDITED_SECTIONS):
        SectionAssignment.objects.get_or_create(user=editor, section=section)
