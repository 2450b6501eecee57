"""What Wagtail's log doesn't note by itself: kills, and every change of who may do what."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import GroupCollectionPermission, GroupPagePermission, ModelLogEntry

from broadsheet.desk.models import SectionAssignment

_FLAGS = {"is_active": gettext_lazy("active"), "is_superuser": gettext_lazy("administrator")}
_VERBS = {"post_add": "added", "post_remove": "removed", "pre_clear": "removed"}


class KillFormatter(LogFormatter):
    """“Killed: the reason”."""

    label = gettext_lazy("Kill")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """The entry in one line."""
        return _("Killed: %(reason)s") % {"reason": log_entry.data.get("reason", "")}


class PermissionFormatter(LogFormatter):
    """“Groups added: Chief editor”."""

    label = gettext_lazy("Permission change")

    def format_message(self, log_entry: ModelLogEntry) -> str:
        """The entry in one line."""
        data = log_entry.data
        messages = {
            "added": _("%(what)s added: %(names)s"),
            "removed": _("%(what)s removed: %(names)s"),
        }
        return messages[data["change"]] % {
            "what": data["what"],
            "names": ", ".join(data["names"]),
        }


def register_actions(actions: LogActionRegistry) -> None:
    """Tell Wagtail's log about our actions."""
    actions.register_action("stories.kill")(KillFormatter)
    actions.register_action(
        "stories.lift_kill", gettext_lazy("Lift the kill"), gettext_lazy("Kill lifted")
    )
    actions.register_action(
        "wire.token", gettext_lazy("New token for posts"), gettext_lazy("Token for posts made")
    )
    actions.register_action(
        "wire.story_deleted",
        gettext_lazy("Story of a wire item deleted"),
        gettext_lazy("Its story deleted: the item is new again"),
    )
    actions.register_action("desk.permissions")(PermissionFormatter)


def connect() -> None:
    """Listen to every change of groups, permissions, assignments and flags."""
    user_model = get_user_model()
    for through in (
        user_model.groups.through,
        user_model.user_permissions.through,
        Group.permissions.through,
    ):
        m2m_changed.connect(_members_changed, sender=through, dispatch_uid=f"audit {through}")
    for model in (SectionAssignment, GroupPagePermission, GroupCollectionPermission):
        post_save.connect(_row_saved, sender=model, dispatch_uid=f"audit saved {model}")
        post_delete.connect(_row_deleted, sender=model, dispatch_uid=f"audit deleted {model}")
    pre_save.connect(_flags_changed, sender=user_model, dispatch_uid="audit flags")


def note(instance: Model, *, what: str, change: str, names: list[str]) -> None:
    """Write “`names` were `change` to `what` of `instance`” into the log."""
    log(
        instance=instance,
        action="desk.permissions",
        data={"what": what, "change": change, "names": names},
    )


def _members_changed(
    instance: Any, action: str, model: Any, pk_set: set | None, **kwargs: Any
) -> None:
    change = _VERBS.get(action)
    if change is None:
        return
    if kwargs.get("reverse"):
        for person in model.objects.filter(pk__in=pk_set or ()):
            note(person, what=_("Groups"), change=change, names=[str(instance)])
        return
    if action == "pre_clear":
        field = "groups" if model is Group else None
        manager = getattr(instance, field) if field else _permissions_of(instance)
        names = [str(one) for one in manager.all()]
    else:
        names = [str(one) for one in model.objects.filter(pk__in=pk_set or ())]
    if names:
        what = _("Permissions") if model is Permission else _("Groups")
        note(instance, what=what, change=change, names=names)


def _permissions_of(instance: Any) -> Any:
    return instance.permissions if isinstance(instance, Group) else instance.user_permissions


def _row_saved(instance: Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if created and not raw:
        _note_row(instance, "added")


def _row_deleted(instance: Model, **kwargs: Any) -> None:
    _note_row(instance, "removed")


def _note_row(row: Any, change: str) -> None:
    if isinstance(row, SectionAssignment):
        note(row.user, what=_("Sections"), change=change, names=[str(row.section)])
    else:
        place = row.page if isinstance(row, GroupPagePermission) else row.collection
        name = f"{row.permission.name} ({place})"
        note(row.group, what=_("Permissions"), change=change, names=[name])


def _flags_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    before = type(instance).objects.filter(pk=instance.pk).values(*_FLAGS).first()
    if before is None:
        return
    for flag, label in _FLAGS.items():
        now = getattr(instance, flag)
        if now != before[flag]:
            note(
                instance, what=_("Flags"), change="added" if now else "removed", names=[str(label)]
            )
