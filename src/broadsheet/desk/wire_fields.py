"""Single fields of a story, from what a wire item says."""

from __future__ import annotations

from broadsheet.desk.fitting import fit
from broadsheet.formats import text_of
from broadsheet.formats.item import Item
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.models import Edition, Source, Story
from broadsheet.wire.models import Provider

_BEGINNING = 80
_WRITERS = {None, "", "author", "writer", "reporter"}
# Chinese is written in two scripts; a region says which (RFC 5646, section 2.2.4, and CLDR).
_TRADITIONAL = {"hant", "tw", "hk", "mo"}


def beginning_of(item: Item) -> str:
    """The first words of the body, by which the desk knows an item without a headline."""
    lines = (line.strip() for block in item.body for line in text_of(block).splitlines())
    return fit(next(filter(None, lines), ""), _BEGINNING)


def byline_of(item: Item) -> str:
    """The byline as delivered, else the names of those who are said to have written it."""
    if item.byline:
        return item.byline
    return ", ".join(
        each.name
        for each in item.creators
        if each.name and (each.role.lower() if each.role else each.role) in _WRITERS
    )


def language_for(item: Item, edition: Edition) -> str:
    """The item's language tag where it is not the edition's language; else empty."""
    tag = item.language or ""
    if _written(tag) == _written(edition.language):
        return ""
    longest = Story._meta.get_field("language").max_length
    return tag if len(tag) <= longest else tag.split("-")[0]


def _written(tag: str) -> tuple[str, bool]:
    language, *subtags = tag.lower().split("-")
    return language, language == "zh" and not _TRADITIONAL.isdisjoint(subtags)


def source_of(item: Item, provider: Provider) -> Source:
    """The credit: the provider's own line, else what the item says, else the provider's name.

    Names are the same in capitals and small letters; a source is made where there is none.
    """
    name = fit(provider.credit_line or item.source or provider.name, 120)
    found = Source.objects.filter(name__iexact=name).first()
    if found is not None:
        return found
    slug = stem = slug_for(name)
    number = 2
    while Source.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return Source.objects.create(name=name, slug=slug)
