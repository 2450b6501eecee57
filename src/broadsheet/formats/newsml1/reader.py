"""One NewsItem to :class:`Item`\\ s."""

from __future__ import annotations

import dataclasses
from datetime import tzinfo
from typing import Any

from lxml import etree

from broadsheet.formats.filling import filled
from broadsheet.formats.item import Association, Item, Link, Media, Subject
from broadsheet.formats.leftovers import drop, leftovers
from broadsheet.formats.newsml1.components import LEADS, MEDIA, TITLES, Outline
from broadsheet.formats.newsml1.description import keyword, take_genres, take_place, take_subjects
from broadsheet.formats.newsml1.encoded import decode_texts
from broadsheet.formats.newsml1.envelope import Envelope
from broadsheet.formats.newsml1.identity import identity_of, take_label
from broadsheet.formats.newsml1.lines import (
    take_byline,
    take_creators,
    take_keywords,
    take_line,
    take_links,
    take_notes,
    take_rights,
    take_source,
)
from broadsheet.formats.newsml1.management import (
    Management,
    holds_nothing,
    take_management,
    take_members,
)
from broadsheet.formats.newsml1.media import Group, groups_in, take_media
from broadsheet.formats.newsml1.texts import chain_around, take_body, take_role
from broadsheet.formats.newsml1.versions import Story, bodies_in, stories_in
from broadsheet.formats.services import is_service

#: NewsItemTypes that are no news (IPTC's topic set “NewsItemType”, and what others add to it).
_NO_NEWS = frozenset(("service", "test", "maintenance", "topicset", "catalog", "dtd"))
#: What AFP calls its plans for the day.
_PLANS = frozenset(("program", "textprogram"))


def read_news_item(
    item: etree._Element, envelope: Envelope, zone: tzinfo, provider: str
) -> list[Item]:
    """The items in the NewsItem ``item``, which is taken to pieces on the way: one for each
    language. Their guid is empty where nothing identifies them.

    Raises FormatError if a body is too long to be a story.
    """
    identity = identity_of(item)
    decode_texts(item)
    inside = [each for each in item.iter("{*}NewsItem") if each is not item]
    associations: list[Association] = []
    for each in reversed(inside):
        drop(each)
        others = read_news_item(each, envelope, zone, provider)
        associations[:0] = (Association("", other) for other in others)
    found = []
    for story in stories_in(item):
        read = _read_story(story, envelope, zone)
        guid, links = identity.guid, read.links
        if story.suffix and guid:
            guid, links = f"{guid}:{story.suffix}", (*links, Link(guid, "translationOf"))
        extra = dict(read.extra)
        if identity.update in ("A", "U"):
            extra["update"] = identity.update
        found.append(
            dataclasses.replace(
                read,
                guid=guid,
                version=identity.version,
                provider=provider,
                links=links,
                associations=tuple(associations) if not story.suffix else (),
                extra=extra,
            )
        )
    return found


def _read_story(version: Story, envelope: Envelope, zone: tzinfo) -> Item:
    item = version.item
    nothing = holds_nothing(item)
    managed = take_management(item, zone)
    outline = Outline(item)
    groups, bodies = groups_in(outline), bodies_in(outline, version.language)
    chain = chain_around(outline, groups, bodies)
    extra = managed.extra
    language = outline.language(chain[0]) if chain else None
    text = take_body(bodies, zone)
    extra |= text.extra
    lead = take_role(outline, chain, LEADS, zone)
    title = take_role(outline, chain, TITLES, zone)
    terms, holder = take_rights(chain, extra)
    notes, embargoes = take_notes([*chain, *text.components])
    place = take_place(chain, extra)
    subjects = [*take_subjects(chain, envelope), *map(keyword, take_keywords(chain))]
    genres = take_genres(chain)
    headline = take_line(chain, "HeadLine", language) or title
    if headline and headline.isdecimal():
        # AFP puts the numbers of pictures from partners here.
        extra["headline"], headline = headline, None
    story = Item(
        guid="",
        source=take_source(chain, envelope.sender, holder),
        format="newsml1",
        is_news=not _is_no_news(managed, genres, text.story, nothing),
        headline=headline,
        standfirst=lead,
        byline=take_byline(chain),
        creators=take_creators(chain),
        slugline=take_line(chain, "SlugLine", language) or take_label(item),
        dateline=take_line(chain, "DateLine", language),
        place=place,
        language=language,
        body=text.blocks,
        subjects=tuple(subjects),
        genre=genres,
        urgency=managed.urgency,
        pubstatus=managed.pubstatus,
        embargo=managed.embargo,
        created=managed.created,
        updated=managed.updated,
        usage_terms=terms,
        rights_holder=holder,
        ednote="\n".join([*notes, *text.notes]) or None,
        links=(*managed.links, *take_links(chain), *take_members(item)),
    )
    if title and title != headline:
        extra["title"] = title
    if embargoes and story.embargo is None:
        extra.setdefault("embargo_unparsed", embargoes[0])
    if text.story:
        story = filled(story, text.story, extra)
    if story.standfirst is None:
        story = dataclasses.replace(story, standfirst=take_line(chain, "SubHeadLine", language))
    if "embargo_unparsed" in extra and story.pubstatus == "usable":
        story = dataclasses.replace(story, pubstatus="withheld")
    story = dataclasses.replace(story, extra=extra)
    media = [
        take_media(each, story if _is_itself(each, chain, bool(bodies)) else None, zone)
        for each in groups
    ]
    for medium in text.media:
        if _is_reference(medium):
            extra.setdefault("media-reference", []).append(_told(medium))
        else:
            media.append(medium)
    return dataclasses.replace(
        story,
        media=tuple(media),
        type=_type(story, [outline.role(each) for each in chain], media),
        extra=extra | leftovers(item),
    )


def _is_no_news(
    managed: Management, genres: tuple[Subject, ...], inner: Item | None, nothing: bool
) -> bool:
    """Whether the item is a message to the desk, also by the NITF inside it, or says nothing but
    what became of another revision. A kill or a hold is news whatever it holds: it has to reach
    the story."""
    if managed.pubstatus != "usable" or (inner and inner.pubstatus != "usable"):
        return False
    names = {each.name.lower().replace(" ", "") for each in genres}
    return (
        nothing
        or bool(inner and not inner.is_news)
        or managed.kind.lower() in _NO_NEWS
        or bool(names & _PLANS)
        or is_service(managed.pubstatus, genres, words=[managed.kind], extra=managed.extra)
    )


def _is_itself(group: Group, chain: list[etree._Element], has_body: bool) -> bool:
    """Whether the medium is what the item is, and not an illustration of its text."""
    return group.component in chain and (
        not has_body or group.outline.role_around(group.component) in MEDIA
    )


def _is_reference(medium: Media) -> bool:
    """Whether ``medium`` only says where in the body a component's medium belongs."""
    places = [str(each.extra.get("data-location", "")) for each in medium.renditions]
    return all(place.startswith("#") for place in places)


def _told(medium: Media) -> dict[str, Any]:
    """What a reference says."""
    told = dict(medium.extra)
    for each in medium.renditions:
        told |= each.extra
    return told


def _type(story: Item, roles: list[str], media: list[Media]) -> str:
    named = [MEDIA[role] for role in roles if role in MEDIA]
    if named or story.body:
        return named[0] if named else "text"
    kinds = [medium.kind for medium in media if medium.kind != "file"]
    members = any(link.rel == "member" for link in story.links)
    return kinds[0] if kinds else "composite" if members else "text"
