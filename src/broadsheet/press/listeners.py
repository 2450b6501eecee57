"""What the newsroom does, as changes for the press."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from broadsheet.plates.tags import Rank
from broadsheet.press.changes import note_change
from broadsheet.press.fingerprints import changed_by, changed_furniture
from broadsheet.press.models import Plate
from broadsheet.stories.dependencies import (
    KILLED,
    MONTHS,
    PLACE_LIST,
    embed_at,
    front_of,
    stories_of,
    thing,
    touched_by,
    utc_month_of,
)
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
# What decides, beside what is chosen with a story, on which lists it stands.
STANDS = ("edition_id", "section_id", "translation_of_id", "published_at")
THINGS = (Topic, Person, Source, Picture, Clip)
LISTED = (Topic, Person)


def connect() -> None:
    """Listen to every signal that a public page may change by."""
    published.connect(_story_published, sender=Story, dispatch_uid="press story")
    unpublished.connect(_story_gone, sender=Story, dispatch_uid="press story")
    # Before it is deleted: afterwards nobody knows its addresses and translations.
    pre_delete.connect(_story_gone, sender=Story, dispatch_uid="press story deleted")
    for place in PLACES:
        pre_save.connect(_place_saving, sender=place, dispatch_uid=f"press {place} leaves")
        post_save.connect(_place_saved, sender=place, dispatch_uid=f"press {place} opened")
        page_published.connect(_place_changed, sender=place, dispatch_uid=f"press {place}")
        page_unpublished.connect(_place_gone, sender=place, dispatch_uid=f"press {place}")
        post_delete.connect(_place_gone, sender=place, dispatch_uid=f"press {place} deleted")
        post_page_move.connect(_place_moved, sender=place, dispatch_uid=f"press {place} moved")
    for listed in LISTED:
        pre_save.connect(_list_saving, sender=listed, dispatch_uid=f"press {listed} leaves")
    for each in (*THINGS, get_document_model()):
        post_save.connect(_thing_changed, sender=each, dispatch_uid=f"press {each}")
        post_delete.connect(_thing_changed, sender=each, dispatch_uid=f"press {each} deleted")
    post_save.connect(_picture_changed, sender=Picture, dispatch_uid="press sitemaps")
    pre_delete.connect(_picture_changed, sender=Picture, dispatch_uid="press sitemaps")
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
    story = Story.objects.select_related("edition", "section").get(pk=instance.pk)
    story_changed(story)
    before = instance.replaces
    if before is not None and any(getattr(story, name) != getattr(before, name) for name in STANDS):
        note_change(touched_by(before))


def _story_gone(sender: Any, instance: Story, **kwargs: Any) -> None:
    if instance.path:
        _vanish(instance, touched_by(instance) | {MONTHS})


def _place_saving(sender: Any, instance: Any, **kwargs: Any) -> None:
    # Wagtail tells of another slug, without the old one, when all is committed: too late for this.
    before = sender.objects.filter(pk=instance.pk).first()
    if before is not None and before.path_in_site != instance.path_in_site:
        _leaves(before.path_in_site, _lists_below(before))


def _list_saving(sender: Any, instance: Any, **kwargs: Any) -> None:
    before = sender.objects.filter(pk=instance.pk).select_related("edition").first()
    if before is not None and before.get_absolute_url() != instance.get_absolute_url():
        _leaves(unquote(before.get_absolute_url()), [stories_of(before)])


def _lists_below(place: Any) -> list[str]:
    """The tags of fronts and lists of `place` and of all places below it."""
    places = [place, *place.get_descendants()]
    return [tag for one in places for tag in (front_of(one), stories_of(one))]


def _leaves(before: str, tags: Iterable[str]) -> None:
    """What bears one of `tags` stands elsewhere from now on: `before` and all below it goes."""
    below = Plate.objects.filter(tags__tag__in=tags, tags__firm=True, path__startswith=before)
    # A story keeps its address.
    paths = below.exclude(rank=Rank.STORY).distinct().values_list("path", flat=True)
    note_change((), gone=[before, *paths])


def _place_saved(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    if created and instance.live:
        _place_changed(sender, instance)


def _place_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    note_change({front_of(instance)} | changed_by(instance), [instance.path_in_site])


def _place_gone(sender: Any, instance: Any, **kwargs: Any) -> None:
    tags = {front_of(instance), thing(instance)} | changed_by(instance)
    note_change(tags, gone=[instance.path_in_site], vanishes=True)


def _place_moved(sender: Any, instance: Any, **kwargs: Any) -> None:
    # The signal brings the page as the tree has it. Without another address it has another place
    # among its neighbours, in menus too.
    place = instance.specific
    before, after = kwargs["url_path_before"], kwargs["url_path_after"]
    if before != after:
        _leaves("/" + before.split("/", 2)[2], _lists_below(place))
    note_change({front_of(place)} | changed_by(place), [place.path_in_site])


def _picture_changed(sender: Any, instance: Picture, **kwargs: Any) -> None:
    # Sitemaps name files of lead pictures without bearing the tags of ten thousand.
    led = Story.objects.filter(lead_picture=instance, live=True, published_at__isnull=False)
    if kwargs.get("created"):
        return
    if months := {utc_month_of(when) for when in led.values_list("published_at", flat=True)}:
        note_change(months, vanishes="created" not in kwargs)


def _thing_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if kwargs.get("created"):
        return
    # Of what was deleted no page may show anything; a renamed one may wait its turn.
    note_change([thing(instance)], vanishes="created" not in kwargs)


def _embed_asked_about(sender: Any, instance: Embed, **kwargs: Any) -> None:
    note_change([embed_at(instance.url_hash)])


def _edition_changed(sender: Any, instance: Edition, **kwargs: Any) -> None:
    opened = {PLACE_LIST} if kwargs["created"] else set()
    note_change({thing(instance)} | opened | changed_furniture())
