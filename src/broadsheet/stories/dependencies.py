"""Names for what public pages depend on, and how a page comes to bear them.

Whoever reads one of the newsroom's nouns while a page is collecting (`plates.tags`) makes that page
depend on it: the noun's class says so when it is loaded, not the view. What can't be seen from what
was loaded, that a list would show a story which does not exist yet, the views say with the names
of lists below.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db.models import Model
from django.db.models.signals import post_init
from wagtail.models import Page

from broadsheet.plates import tags

if TYPE_CHECKING:
    from broadsheet.stories.models import Edition, Story

KILLED = "killed"
MONTHS = "months"
PLACE_LIST = "places"


@cache
def noun_of(model: type[Model]) -> str:
    """What the tags of a tracked model begin with: `story`, `place`, `topic` …"""
    return "place" if issubclass(model, Page) else str(model._meta.model_name)


def thing(instance: Model) -> str:
    """The tag of one story, place, topic, person, source, edition, picture, clip or document."""
    return f"{noun_of(type(instance))}:{instance.pk}"


def front_of(place: Model) -> str:
    """The tag of a place's own page, slots and all; its title alone is `thing(place)`."""
    return f"front:{place.pk}"


def stories_of(owner: Model) -> str:
    """The tag of the list of an edition's, place's, topic's or person's stories."""
    return f"stories:{noun_of(type(owner))}:{owner.pk}"


def day_of(edition: Edition, day: date) -> str:
    """The tag of the list of an edition's stories of one day in its zone."""
    return f"day:{edition.pk}:{day.isoformat()}"


def month_of(edition: Edition, month: date) -> str:
    """The tag of the list of an edition's stories of one month in its zone."""
    return f"month:{edition.pk}:{month.strftime('%Y-%m')}"


def utc_month_of(moment: datetime) -> str:
    """The tag of the list of all stories of one month in UTC."""
    return f"month:{moment.astimezone(UTC).strftime('%Y-%m')}"


def furniture_of(edition: Edition) -> str:
    """The tag of what every page of an edition shows of the others: menus, switch, footer."""
    return f"furniture:{edition.pk}"


def embed_at(url_hash: str) -> str:
    """The tag of what we know of a page on another site; borne even where that is nothing yet."""
    return f"embed:{url_hash}"


def translations_with(story: Story) -> str:
    """The tag of the stories that are translations of one another."""
    return f"translations:{story.translation_of_id or story.pk}"


def touched_by(story: Story) -> set[str]:
    """Every tag whose pages may change when `story`, as the database has it, is published, changed
    or taken away.
    """
    found = {thing(story), stories_of(story.edition), translations_with(story)}
    found |= {stories_of(place) for place in (story.section, *story.further_sections.all())}
    found |= {stories_of(special) for special in story.specials.all()}
    found |= {stories_of(topic) for topic in story.topics.all()}
    found |= {stories_of(byline.person) for byline in story.bylines.select_related("person")}
    found |= {utc_month_of(moment) for moment in _translated_at(story) if moment is not None}
    if story.published_at is not None:
        day = story.edition.local(story.published_at).date()
        found |= {day_of(story.edition, day), month_of(story.edition, day)}
        found.add(utc_month_of(story.published_at))
    return found


def _translated_at(story: Story) -> list[datetime | None]:
    """When its original and its other translations were printed: sitemaps name them together."""
    root = story.translation_of_id or story.pk
    original = [] if story.translation_of is None else [story.translation_of.published_at]
    others = type(story).objects.filter(translation_of_id=root).exclude(pk=story.pk)
    return [*original, *others.values_list("published_at", flat=True)]


_tracked: set[type[Model]] = set()


def track(*models: type[Model]) -> None:
    """Let every page that loads an instance of one of `models` depend on it."""
    _tracked.update(models)
    for model in models:
        post_init.connect(_loaded, sender=model, dispatch_uid=f"tag {model._meta.label}")


def things_in(instance: Model) -> set[str]:
    """The tags of `instance` and of all that was loaded with it, as a page bears them."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting: list[Any] = [instance]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if type(one) in _tracked:
            found.add(thing(one))
        waiting += [other for other in one._state.fields_cache.values() if other is not None]
        for others in getattr(one, "_prefetched_objects_cache", {}).values():
            waiting += others
    return found


def _loaded(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    if instance.pk is not None:
        tags.bear(f"{noun_of(sender)}:{instance.pk}")
