"""What readers may see of pictures, clips and documents: what something public shows."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, ReferenceIndex

from broadsheet.stories.models import Clip, Story

CHUNK = 500


def stories_that_show(one: Model) -> list[Story]:
    """Public stories whose pages show the picture, clip or document, the newest first."""
    uses = ReferenceIndex.get_references_to(one).filter(
        base_content_type=ContentType.objects.get_for_model(Story)
    )
    keys = set(uses.values_list("object_id", flat=True)[:CHUNK])
    return list(Story.objects.public().filter(pk__in=keys).newest())


def is_shown(one: Model) -> bool:
    """Whether a public story, a place, a person or a clip that is public shows the picture, clip or
    document, or links to it. Drafts don't count: the index is of what was published."""
    ours = ContentType.objects.filter(app_label=Story._meta.app_label)
    uses = ReferenceIndex.get_references_to(one).filter(content_type__in=ours)
    # Of a place the index has its own type, and as the base that of any page.
    kinds = {model: ContentType.objects.get_for_model(model) for model in (Story, Clip, Page)}
    if uses.exclude(base_content_type__in=kinds.values()).exists():
        return True
    pages = uses.filter(base_content_type=kinds[Page]).values_list("object_id", flat=True)
    if Page.objects.live().filter(pk__in=set(pages)).exists():
        return True
    clips = uses.filter(base_content_type=kinds[Clip]).values_list("object_id", flat=True)
    if any(is_shown(clip) for clip in Clip.objects.filter(pk__in=set(clips))):
        return True
    stories = set(uses.filter(base_content_type=kinds[Story]).values_list("object_id", flat=True))
    while stories:
        some = {stories.pop() for _ in range(min(CHUNK, len(stories)))}
        if Story.objects.public().filter(pk__in=some).exists():
            return True
    return False
