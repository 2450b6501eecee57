"""The desk's topics for what a wire item says it is about."""

from __future__ import annotations

import re

from broadsheet.formats.item import Item, Subject
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Topic

_MEDIA_TOPIC = re.compile(r"(?:mediatopic/|^medtop:)(\d{8})$")
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
    """Full identifiers decide before names do: aliases and spellings differ between agencies."""
    code = _MEDIA_TOPIC.search(subject.uri or subject.qcode or "")
    here = Topic.objects.filter(edition=edition)
    known = None
    if code:
        known = here.filter(media_topic=code[1]).first()
    elif subject.uri:
        known = here.filter(uri=subject.uri).first()
    known = known or here.filter(type=subject.type, name__iexact=subject.name).first()
    if known:
        return known
    slug = stem = slug_for(subject.name)[:150]
    number = 2
    while here.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return Topic.objects.create(
        edition=edition,
        type=subject.type,
        name=subject.name[:160],
        slug=slug,
        media_topic=code[1] if code else "",
        uri=(subject.uri or "")[:255],
    )
