"""Groups, what they may do, and the workflow: made where missing, left alone after that."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from broadsheet.desk.models import SectionEditorTask
from broadsheet.stories.models import Story

REPORTER = "Reporter"
SECTION_EDITOR = "Section editor"
CHIEF_EDITOR = "Chief editor"
PHOTO_DESK = "Photo desk"
ADMINISTRATOR = "Administrator"

WORKFLOW = "Reporter → section editor"
TASK = "The section’s editor"

_SEES = {"view_topic", "view_person", "view_source", "view_edition", "view_provider"}
_REPORTS = {"view_story", "add_story", "change_story", "write_story", "delete_story"}
_EDITS = {
    *_REPORTS,
    "publish_story",
    "lock_story",
    "unlock_story",
    "kill_story",
    "add_topic",
    "change_topic",
    "add_person",
    "change_person",
}
_LEADS = {
    *_EDITS,
    "lift_kill_story",
    "everywhere_story",
    *(
        f"{verb}_{noun}"
        for verb in ("add", "change", "delete", "view")
        for noun in (
            *("topic", "person", "source", "sectionassignment"),
            *("routingrule", "providerplacement", "channel"),
        )
    ),
    *("add_provider", "change_provider"),
    "change_edition",
}
# What each group may do, by the names of Django's permissions.
MODEL_PERMISSIONS = {
    REPORTER: {"access_admin", *_SEES, *_REPORTS},
    SECTION_EDITOR: {"access_admin", *_SEES, *_EDITS},
    CHIEF_EDITOR: {"access_admin", *_SEES, *_LEADS},
    PHOTO_DESK: {"access_admin", *_SEES, "view_story", "change_story", "everywhere_story"},
}
_PAGE_VERBS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
# What each group may do with pictures and clips.
COLLECTION_PERMISSIONS = {
    REPORTER: {"add_image", "choose_image", "add_media"},
    SECTION_EDITOR: {"add_image", "choose_image", "change_image", "add_media", "change_media"},
    CHIEF_EDITOR: {
        *("add_image", "choose_image", "change_image", "delete_image"),
        *("add_media", "change_media", "delete_media"),
        *("add_document", "change_document", "choose_document"),
    },
    PHOTO_DESK: {
        *("add_image", "choose_image", "change_image", "delete_image"),
        *("add_media", "change_media", "delete_media"),
        *("add_collection", "change_collection"),
    },
}
COLLECTION_PERMISSIONS[ADMINISTRATOR] = set().union(*COLLECTION_PERMISSIONS.values())
_OUR_APPS = ("stories", "desk", "wire", "auth", "wagtailcore", "wagtailadmin", "wagtailredirects")


@transaction.atomic
def set_up_desk() -> None:
    """Make the groups, their permissions and the workflow. Safe to repeat.

    A group that exists keeps what its administrators gave it.
    """
    first_time = not Group.objects.filter(name=REPORTER).exists()
    if first_time:
        _clear_wagtails_own()
    for name in (REPORTER, SECTION_EDITOR, CHIEF_EDITOR, PHOTO_DESK, ADMINISTRATOR):
        group, made = Group.objects.get_or_create(name=name)
        if made:
            group.permissions.set(_model_permissions(name))
            _give_pages(group)
            _give_collections(group)
    _make_workflow()


def _model_permissions(name: str) -> list[Permission]:
    if name == ADMINISTRATOR:
        return list(Permission.objects.filter(content_type__app_label__in=_OUR_APPS))
    wanted = MODEL_PERMISSIONS[name]
    ours = Q(content_type__app_label__in=("stories", "desk", "wire", "wagtailadmin"))
    found = list(Permission.objects.filter(ours, codename__in=wanted))
    absent = wanted - {permission.codename for permission in found}
    if absent:
        raise LookupError(f"There are no permissions {sorted(absent)}: migrate first.")
    return found


def _give_pages(group: Group) -> None:
    if group.name not in {CHIEF_EDITOR, ADMINISTRATOR}:
        return
    root = Page.objects.get(depth=1)
    codenames = [f"{verb}_page" for verb in _PAGE_VERBS]
    permissions = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=root, permission=one) for one in permissions
    )


def _give_collections(group: Group) -> None:
    root = Collection.get_first_root_node()
    permissions = Permission.objects.filter(codename__in=COLLECTION_PERMISSIONS[group.name])
    GroupCollectionPermission.objects.bulk_create(
        GroupCollectionPermission(group=group, collection=root, permission=one)
        for one in permissions
    )


def _make_workflow() -> None:
    task, _made = SectionEditorTask.objects.get_or_create(name=TASK)
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    WorkflowContentType.objects.get_or_create(
        content_type=ContentType.objects.get_for_model(Story), defaults={"workflow": workflow}
    )


def _clear_wagtails_own() -> None:
    """Remove the groups and the page workflow that Wagtail's first migration makes."""
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    Group.objects.filter(name__in=["Moderators", "Editors"], user__isnull=True).delete()
