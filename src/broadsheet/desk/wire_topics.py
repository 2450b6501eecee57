"""The desk's topics for what a wire item says it is about."""

from __future__ import annotations

import re

from broadsheet.desk.fitting import fit
from broadsheet.formats.item import Item, Subject
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Topic

_MEDIA_TOPIC = re.compile(r"https?://cv\.iptc\.org/newscodes/mediatopic/(\d{8})")
_TYPES = set(Topic.Type.values)


def topics_for(item: Item, edition: Edition) -> list[Topic]:
    """One topic of `edition` for each named subject, made where there is none; no repetitions."""
    found: dict[int, Topic] = {}
    for subject in item.subjects:
        if subject.name and subject.type in _TYPES:
            topic = _topic(subject, edition)
            found[topic.pk] = topic
    return list(found.values())


def _topic(subject: Subject, edition: Edition) -> Topic:
    """Full URIs decide before names do: spellings differ, and two people may share a name."""
    uri = subject.uri or ""
    code = _MEDIA_TOPIC.fullmatch(uri)
    media_topic = code[1] if code else ""
    if len(uri) > Topic.URI_LENGTH:
        uri = ""
    name = fit(subject.name, 160)
    here = Topic.objects.filter(edition=edition)
    known = None
    if media_topic:
        known = here.filter(media_topic=media_topic).first()
    elif uri:
        known = here.filter(uri=uri).first()
    if known is None:
        namesakes = here.filter(type=subject.type, name__iexact=name)
        if uri:
            namesakes = namesakes.filter(uri="", media_topic="")
        known = namesakes.first()
    return known or Topic.objects.create(
        edition=edition,
        type=subject.type,
        name=name,
        slug=_free_slug(name, edition),
        media_topic=media_topic,
        uri=uri,
    )


def _free_slug(name: str, edition: Edition) -> str:
    slug = stem = slug_for(name)
    number = 2
    while Topic.objects.filter(edition=edition, slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
