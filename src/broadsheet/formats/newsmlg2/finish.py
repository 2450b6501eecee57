"""From what has been read to an :class:`Item`."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from broadsheet.formats.item import Item, Media, Rendition
from broadsheet.formats.languages import language_tag
from broadsheet.formats.newsmlg2.draft import Draft, Label
from broadsheet.formats.newsmlg2.renditions import kind_of
from broadsheet.formats.newsmlg2.told import told
from broadsheet.formats.services import is_service

_MEDIA = frozenset({"picture", "graphic", "video", "audio"})


def _ranks(*roles: str) -> dict[str, int]:
    return {role: rank for rank, role in enumerate(roles)}


_MAIN_HEADLINE = _ranks("", "headline", "title", "main", "hl1")
_SUMMARY = _ranks(
    *("summary", "abstract", "standfirst", "intro", "lead", "", "caption", "description"),
    "teaser",
)
_CAPTION = _ranks("caption", "", "description", "summary", "abstract")
#: What is read out in place of a picture.
_ALT = ("alttext", "alt")
#: Contributors who did not take the picture, by their roles in agencies' vocabularies.
_NO_MAKERS = frozenset(
    (
        *("contributor", "descrwriter", "capwriter", "captionwriter", "editor", "keyworder"),
        *("supplier", "technicalorigin", "responsible"),
    )
)


def finished(draft: Draft, guid: str, version: str, attributes: dict[str, str]) -> Item:
    """The item that ``draft`` makes; ``attributes`` are what its element says besides."""
    extra = draft.extra
    kind = draft.kind or (
        "text" if draft.body or not draft.renditions else kind_of(draft.renditions)
    )
    kind = "text" if kind == "file" else kind
    is_medium = kind in _MEDIA
    headline = _chosen(draft, draft.headlines, _MAIN_HEADLINE, "headline", fallback=True)
    summary = _chosen(
        draft,
        draft.descriptions,
        _CAPTION if is_medium else _SUMMARY,
        "description",
        fallback=is_medium,
    )
    if draft.title and headline and draft.title != headline:
        extra["title"] = draft.title
    if attributes:
        extra["item"] = attributes
    source, language = _source(draft, is_medium), _language(draft)
    return Item(
        guid=guid,
        version=version,
        provider=draft.sender,
        source=source,
        format="newsmlg2",
        type=kind,
        is_news=draft.is_news and not _is_service(draft),
        headline=headline or draft.title,
        standfirst=None if is_medium else summary,
        byline=draft.byline,
        creators=tuple(draft.creators),
        slugline=draft.slugline,
        dateline=draft.dateline,
        place=draft.place,
        language=language,
        body=draft.body,
        media=_media(draft, kind, summary, guid, version, source, language),
        subjects=tuple(draft.subjects),
        genre=tuple(draft.genre),
        urgency=draft.urgency,
        pubstatus=draft.pubstatus,
        embargo=draft.embargo,
        created=draft.created,
        updated=draft.updated,
        usage_terms="\n".join(draft.usage_terms) or None,
        rights_holder=draft.rights_holder,
        ednote="\n".join(draft.notes) or None,
        links=tuple(draft.links),
        associations=tuple(draft.associations),
        extra=extra,
    )


def _is_service(draft: Draft) -> bool:
    """Whether the item is a message to the desks, by genre, role or AP's category."""
    roles = [
        word
        for role in draft.extra.get("itemMeta/role", ())
        for word in ([role] if isinstance(role, str) else _flat(role.values()))
    ]
    return is_service(draft.pubstatus, draft.genre, draft.subjects, roles, draft.extra)


def _flat(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        else:
            yield from _flat(value.values() if isinstance(value, dict) else value)


def _media(
    draft: Draft,
    kind: str,
    caption: str | None,
    guid: str,
    version: str,
    source: str | None,
    language: str | None,
) -> tuple[Media, ...]:
    """What the item itself is a picture, video… of, and the media that stand in its body. Files
    of a text are media of their own kind, for it may be a picture that comes with a text."""
    is_medium = kind in _MEDIA
    if not is_medium:
        if draft.rights:
            draft.extra["copyrightnotice"] = draft.rights
        if draft.renditions:
            files = Media(kind_of(draft.renditions), renditions=tuple(draft.renditions))
            return (files, *draft.media)
        return tuple(draft.media)
    renditions = draft.renditions
    if kind == "picture" and not renditions:
        # Some send the picture only as a part of its own body.
        shown = (block.src for block in draft.body if block.kind == "picture" and block.src)
        renditions = [Rendition(href=src) for src in shown]
    if not (renditions or caption or draft.credit):
        return tuple(draft.media)
    makers = [
        each.name
        for each in draft.creators
        if (each.role or "").lower() not in _NO_MAKERS and each.name
    ]
    byline = draft.byline or (", ".join(makers[:2]) or None)
    own = Media(
        kind=kind,
        alt=next((each.words for each in draft.descriptions if each.role in _ALT), None),
        guid=guid,
        version=version,
        headline=draft.headlines[0].words if draft.headlines else draft.title,
        caption=caption,
        byline=byline,
        credit=draft.credit or byline or draft.provider,
        source=source,
        rights=draft.rights,
        rights_holder=draft.rights_holder,
        usage_terms="\n".join(draft.usage_terms) or None,
        language=language,
        pubstatus=draft.pubstatus,
        embargo=draft.embargo,
        created=draft.created,
        updated=draft.updated,
        renditions=tuple(renditions),
    )
    return (own, *draft.media)


def _chosen(
    draft: Draft, labels: list[Label], roles: Mapping[str, int], name: str, *, fallback: bool
) -> str | None:
    """The words of the best of ``labels``: by the order of ``roles``, then by language. What is
    not used of them is kept."""
    if not labels:
        return None
    best = _best(labels, roles, ("", draft.language), fallback=fallback)
    left: list[Any] = []
    for each in labels:
        if each is not best:
            left.append(told(each.element, each.facts))
        elif each.facts and each.facts != {"lang": draft.language}:
            left.append(each.facts)
    if left:
        draft.extra[f"contentMeta/{name}"] = left
    return best.words if best else None


def _best(
    labels: Iterable[Label], roles: Mapping[str, int], languages: Container[str], *, fallback: bool
) -> Label | None:
    """The first of the best; one without any of the ``roles`` is the last, and only a
    ``fallback``."""
    best: Label | None = None
    least = 2 * len(roles) + 2
    for each in labels:
        if fallback or each.role in roles:
            is_foreign = each.facts.get("lang", "") not in languages
            rank = 2 * roles.get(each.role, len(roles)) + is_foreign
            if rank < least:
                best, least = each, rank
    return best


def _source(draft: Draft, is_medium: bool) -> str | None:
    """The credit: the credit line, else the provider, else where the information is from."""
    provider, others = draft.provider, draft.info_sources
    credit = None if is_medium else draft.credit
    source = credit or provider or (others[0] if others else None)
    if provider and provider != source:
        draft.extra["provider"] = provider
    if others and (left := [name for name in others if name != source]):
        draft.extra["info_sources"] = left
    return source


def _language(draft: Draft) -> str | None:
    """The language of the content; else that of what is said about it."""
    own = language_tag(draft.language) if draft.language else None
    language = draft.languages[0] if draft.languages else own
    if draft.language and draft.language.replace("_", "-").lower() != (language or "").lower():
        draft.extra["lang"] = draft.language
    return language
