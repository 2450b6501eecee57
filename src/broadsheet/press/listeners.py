"""What the newsroom does, as changes for the press."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from broadsheet.press.changes import note_change
from broadsheet.press.fingerprints import changed_by, changed_furniture
from broadsheet.stories.dependencies import KILLED, MONTHS, embed_at, front_of, thing, touched_by
from broadsheet.stories.models import (
    Clip,
    Edition,
    Embed,
    HomeFront,
    InformationPage,
    Person,
    Picture,
    Section,
    Source,
    Special,
    Story,
    StoryAddress,
    Topic,
)

PLACES = (HomeFront, Section, Special, InformationPage)
THINGS = (Topic, Person, Source, Picture, Clip)


def connect() -> None:
    """Listen to every signal that a public page may change by."""
    published.connect(_story_published, sender=Story, dispatch_uid="press story")
    unpublished.connect(_story_gone, sender=Story, dispatch_uid="press story")
    post_delete.connect(_story_gone, sender=Story, dispatch_uid="press story deleted")
    for place in PLACES:
        page_published.connect(_place_changed, sender=place, dispatch_uid=f"press {place}")
        page_unpublished.connect(_place_gone, sender=place, dispatch_uid=f"press {place}")
        post_delete.connect(_place_gone, sender=place, dispatch_uid=f"press {place} deleted")
        post_page_move.connect(_place_moved, sender=place, dispatch_uid=f"press {place} moved")
    for each in THINGS:
        post_save.connect(_thing_changed, sender=each, dispatch_uid=f"press {each}")
        post_delete.connect(_thing_changed, sender=each, dispatch_uid=f"press {each} deleted")
    post_save.connect(_embed_asked_about, sender=Embed, dispatch_uid="press embed")
    post_save.connect(_edition_changed, sender=Edition, dispatch_uid="press edition")


def story_changed(story: Story) -> None:
    """Queue what `story`, now public or not, is shown on; and again at the hours it has set."""
    tags = touched_by(story) | {MONTHS}
    earlier = StoryAddress.objects.filter(story=story).exclude(path=story.path)
    moved = list(earlier.values_list("path", flat=True))
    now = timezone.now()
    if story.is_public(now):
        note_change(tags, [story.path], gone=moved)
    elif story.path:
        _vanish(story, tags)
    for moment in (story.published_at, story.embargo_until):
        if moment is not None and moment > now:
            note_change(tags, [story.path], due_at=moment)
    for moment in (story.expire_at, story.rights_expire_at):
        if moment is not None and moment > now:
            note_change(tags, [story.path], vanishes=True, due_at=moment)


def _vanish(story: Story, tags: set[str]) -> None:
    known = StoryAddress.objects.filter(story_id=story.pk).values_list("path", flat=True)
    paths = dict.fromkeys([*known, *([story.path] if story.path else [])])
    note_change(tags | {KILLED}, gone=paths, vanishes=True)


def _story_published(sender: Any, instance: Story, **kwargs: Any) -> None:
    story_changed(Story.objects.select_related("edition", "section").get(pk=instance.pk))


def _story_gone(sender: Any, instance: Story, **kwargs: Any) -> None:
    if instance.path:
        _vanish(instance, touched_by(instance) | {MONTHS})


def _place_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_change({front_of(instance)} | changed_by(instance), [instance.path_in_site])


def _place_gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    tags = {front_of(instance), thing(instance)} | changed_by(instance)
    note_change(tags, gone=[instance.path_in_site], vanishes=True)


def _place_moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    if kwargs["url_path_before"] == kwargs["url_path_after"]:
        return
    before = "/" + kwargs["url_path_before"].split("/", 2)[2]
    tags = {front_of(instance), thing(instance)} | changed_by(instance)
    note_change(tags, [instance.path_in_site], gone=[before])


def _thing_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if kwargs.get("created"):
        return
    # Of what was deleted no page may show anything; a renamed one may wait its turn.
    note_change([thing(instance)], vanishes="created" not in kwargs)


def _embed_asked_about(sender: Any, instance: Embed, **kwargs: Any) -> None:
    note_change([embed_at(instance.url_hash)])


def _edition_changed(sender: Any, instance: Edition, **kwargs: Any) -> None:
    note_change({thing(instance)} | changed_furniture())
