"""Pictures, video and audio of an entry: enclosures, Media RSS 1.5.1, iTunes' artwork."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass, field
from typing import Any, TypeVar

from lxml import etree

from broadsheet.formats.feeds.names import children_called
from broadsheet.formats.feeds.renditions import kind_of, read_rendition, seconds_in
from broadsheet.formats.feeds.wording import address, wording
from broadsheet.formats.html import clean_source
from broadsheet.formats.item import Media, PubStatus, Rendition, Subject
from broadsheet.formats.languages import language_tag
from broadsheet.formats.leftovers import take, take_raw, take_text
from broadsheet.formats.text import clean_line

_Known = TypeVar("_Known", Media, Rendition)
#: WordPress.com lists the author's likeness among the pictures of the story.
_AVATAR = re.compile(r"https?://[\w.-]*\bgravatar\.com/avatar/", re.IGNORECASE)


@dataclass(slots=True)
class _Words:
    """What Media RSS says of a content; the innermost that says it counts (section "Optional
    elements"), so a group passes on what a content does not have."""

    headline: str | None = None
    caption: str | None = None
    credit: str | None = None
    rights: str | None = None
    usage_terms: str | None = None
    status: PubStatus = "usable"
    subjects: tuple[Subject, ...] = ()
    thumbnails: tuple[Rendition, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


def take_media(entry: etree._Element, base: str) -> tuple[Media, ...]:
    """All media of ``entry``; renditions of one content stand in one medium (Media RSS,
    media:group). Addresses are relative to ``base``."""
    outer = _take_words(entry, base, _Words())
    found = [
        _medium([content], group, base)
        for group, content in [
            (outer, each)
            for each in children_called(entry, "media:content")
            if not _AVATAR.match(str(each.get("url", "")))
        ]
    ]
    for element in children_called(entry, "media:group"):
        words = _take_words(element, base, outer)
        if contents := children_called(element, "media:content"):
            found.append(_medium(contents, words, base))
        elif words.thumbnails:
            found.append(_pictured(words))
    found += [
        Media(kind=kind_of("", rendition), renditions=(rendition,))
        for rendition in _of_its_length(entry, _enclosures(entry, base))
    ]
    if outer.thumbnails and not any(medium.renditions for medium in found):
        found.append(_pictured(outer))
    found += [
        Media("picture", name=name, renditions=(rendition,))
        for name, rendition in _artwork(entry, base)
    ]
    return tuple(_merged(found))


def _medium(contents: list[etree._Element], outer: _Words, base: str) -> Media:
    words = outer
    kinds: list[str] = []
    renditions: list[Rendition] = []
    for content in contents:
        words = _take_words(content, base, outer if content is contents[0] else words)
        medium = take(content, "medium").lower()
        is_default = take(content, "isDefault").lower() == "true"
        rendition = read_rendition(content, base, name=take(content, "expression"))
        kinds.append(kind_of(medium, rendition))
        renditions.insert(0 if is_default else len(renditions), rendition)
    language = next((lang for each in renditions if (lang := each.extra.get("lang"))), None)
    return Media(
        kind=next((each for each in kinds if each != "file"), "file"),
        headline=words.headline,
        caption=words.caption,
        credit=words.credit,
        rights=words.rights,
        usage_terms=words.usage_terms,
        language=language_tag(language) if language else None,
        pubstatus=words.status,
        renditions=(*renditions, *words.thumbnails),
        subjects=words.subjects,
        extra=words.extra,
    )


def _pictured(words: _Words) -> Media:
    return Media(
        "picture",
        headline=words.headline,
        caption=words.caption,
        credit=words.credit,
        rights=words.rights,
        usage_terms=words.usage_terms,
        pubstatus=words.status,
        renditions=words.thumbnails,
        subjects=words.subjects,
        extra=words.extra,
    )


def _take_words(element: etree._Element, base: str, outer: _Words) -> _Words:
    words = dataclasses.replace(outer, extra=dict(outer.extra))
    for title in children_called(element, "media:title"):
        words.headline = _line(title) or words.headline
    for description in children_called(element, "media:description", "media:text"):
        words.caption = _line(description) or words.caption
        break
    if names := [_credit(each) for each in children_called(element, "media:credit")]:
        words.credit = ", ".join(dict.fromkeys(name for name in names if name)) or words.credit
    for notice in children_called(element, "media:copyright"):
        words.rights = take_text(notice) or words.rights
    for terms in children_called(element, "media:license"):
        words.usage_terms = take_text(terms) or words.usage_terms
    for status in children_called(element, "media:status"):
        if state := take(status, "state").lower():
            # Blocked by its publisher, or deleted: not to be shown (media:status).
            words.status = "usable" if state == "active" else "withheld"
            words.extra["status"] = state
    if subjects := _take_subjects(element):
        words.subjects = subjects
    thumbnails = children_called(element, "media:thumbnail")
    if shown := [read_rendition(each, base, name="thumbnail") for each in thumbnails]:
        words.thumbnails = tuple(shown)
    return words


def _line(element: etree._Element) -> str | None:
    said = wording(element)
    if said is None:
        return None
    line = said.line()
    if line and not said.links_or_shows():
        take(element, "type")
        take_raw(element)
    return line or None


def _credit(element: etree._Element) -> str:
    """The name, unless it is somebody who is not printed under a picture."""
    if element.get("role", "photographer") != "photographer":
        return ""
    take(element, "role")
    return take_text(element)


def _take_subjects(element: etree._Element) -> tuple[Subject, ...]:
    subjects = []
    for each in children_called(element, "media:category"):
        scheme = take(each, "scheme")
        label, term = take(each, "label"), take_text(each)
        if label or term:
            extra = {"scheme": scheme} if scheme else {}
            literal = term if label and term else None
            subjects.append(Subject(label or term, literal=literal, extra=extra))
    for each in children_called(element, "media:keywords"):
        words = (clean_line(word) for word in take_raw(each).split(","))
        subjects += [Subject(word, type="keyword") for word in words if word]
    return tuple(subjects)


def _enclosures(entry: etree._Element, base: str) -> list[Rendition]:
    """RSS 2.0's enclosures, and Atom's links that are some (RFC 4287, section 4.2.7.2)."""
    found = children_called(entry, "enclosure")
    found += [each for each in children_called(entry, "link") if each.get("rel") == "enclosure"]
    for each in found:
        take(each, "rel")
    return [read_rendition(each, base) for each in found]


def _of_its_length(entry: etree._Element, found: list[Rendition]) -> list[Rendition]:
    """``found`` with the duration that a podcast tells beside its one file (itunes:duration)."""
    if len(found) != 1 or found[0].duration is not None:
        return found
    for each in children_called(entry, "itunes:duration"):
        if seconds := seconds_in(each.text or ""):
            take_text(each)
            return [dataclasses.replace(found[0], duration=seconds)]
    return found


def _artwork(entry: etree._Element, base: str) -> list[tuple[str, Rendition]]:
    found = [
        ("artwork", read_rendition(each, base)) for each in children_called(entry, "itunes:image")
    ]
    for image in children_called(entry, "image"):
        if not len(image) and (source := _bare_address(image, base)):
            take_text(image)
            found.append(("", Rendition(href=source)))
        for url in children_called(image, "url")[:1]:
            source = clean_source(address(clean_line(url.text or ""), base))
            title = next(map(take_text, children_called(image, "title")), None)
            if source:
                take_text(url)
                found.append(("", Rendition(href=source, title=title or None)))
    return [(name, rendition) for name, rendition in found if rendition.href]


def _bare_address(image: etree._Element, base: str) -> str | None:
    """The address that ``image`` is, as many write who have no other element for a picture."""
    written = clean_line(image.text or "")
    return clean_source(address(written, base)) if "/" in written and " " not in written else None


def _merged(found: list[Media]) -> list[Media]:
    """``found`` without what says nothing; the same file or picture in several sizes is one."""
    kept: dict[Any, Media] = {}
    keys: dict[str, Any] = {}
    for medium in found:
        if not medium.renditions:
            continue
        addresses = [each.href for each in medium.renditions if each.href]
        key = next((keys[each] for each in addresses if each in keys), _same(medium))
        keys |= dict.fromkeys(addresses, key)
        before = kept.get(key)
        kept[key] = _joined(before, medium) if before else medium
    return list(kept.values())


def _same(medium: Media) -> Any:
    """What two media have in common if they are one: a picture's sizes differ in the numbers and
    the query of their addresses, and in nothing else."""
    href = medium.renditions[0].href
    if href is None:
        return id(medium)
    if medium.kind != "picture" or medium.renditions[0].width is None:
        return href
    return re.sub(r"\d{2,4}(?=\.\w+$|/)", "", href.partition("?")[0]), medium.caption


def _joined(first: Media, second: Media) -> Media:
    by_address = {each.href: each for each in first.renditions}
    for each in second.renditions:
        known = by_address.get(each.href)
        by_address[each.href] = _filled(known, each) if known else each
    others: dict[str, Any] = {}
    for name in ("headline", "caption", "credit", "rights"):
        ours, theirs = getattr(first, name), getattr(second, name)
        if ours and theirs and ours != theirs:
            others[f"other_{name}s"] = [*first.extra.get(f"other_{name}s", ()), theirs]
    return dataclasses.replace(
        _filled(first, second),
        renditions=tuple(by_address.values()),
        extra={**second.extra, **first.extra, **others},
    )


def _filled(first: _Known, second: _Known) -> _Known:
    """``first`` with what only ``second`` says."""
    missing = {
        each.name: getattr(second, each.name)
        for each in dataclasses.fields(first)
        if not getattr(first, each.name) and getattr(second, each.name)
    }
    return dataclasses.replace(first, **missing)
