"""What the demo newspaper lacks of what a paper may show."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.documents.models import AbstractDocument

from broadsheet.stories.models import (
    Edition,
    Embed,
    InformationPage,
    Section,
    Source,
    Special,
    Story,
)

VIDEO = "https://vimeo.com/123"


def add_what_it_lacks() -> None:
    """Terms and credits of stories, titles of slots, a closed special, an embed, a document,
    a page below another: to be called before anything is pressed.
    """
    edition = Edition.objects.get(is_default=True)
    plain = Story.objects.in_edition(edition).filter(kind=Story.Kind.TEXT, paged=False)
    unsigned, pictured, embedding = (
        plain.filter(bylines=None).first(),
        plain.exclude(lead_picture=None).first(),
        plain.last(),
    )
    fill(unsigned, byline_text="A stringer", rights_holder="A stringer's heirs")
    fill(
        pictured,
        lead_caption="As it was",
        lead_credit="A passer-by",
        usage_terms="Not for resale",
    )
    now = timezone.now()
    Embed.objects.create(
        url=VIDEO, url_hash=Embed.hash_of(VIDEO), title="The tide", asked_at=now, keep_until=now
    )
    document = paper_of_figures()
    link = f'<p><a linktype="document" id="{document.pk}">The figures</a></p>'
    body = [
        *embedding.body.raw_data,
        {"type": "embed", "value": {"url": VIDEO, "title": "", "words": "", "caption": ""}},
        {"type": "text", "value": link},
    ]
    fill(embedding, body=body)
    for source in Source.objects.all():
        fill(source, usage_terms="By agreement")
    fill(Special.objects.filter(edition=edition).last(), closed=True)
    titled = [
        {**slot, "value": {**slot["value"], "title": "Of the day"}}
        if "title" in slot["value"]
        else slot
        for slot in edition.home.slots.raw_data
    ]
    fill(edition.home, slots=titled, summary="All of the day")
    pinned = plain.filter(section__slug="politics").last()
    chosen = {"title": "Chosen", "count": 2, "pinned": [pinned.pk]}
    fill(Special.objects.filter(edition=edition).first(), slots=[{"type": "lead", "value": chosen}])
    harbour = Section.objects.get(edition=edition, slug="harbour")
    fill(harbour, slots=[{"type": "lead", "value": chosen}])
    # Of another month than its original: sitemaps name them together all the same.
    fill(Story.objects.exclude(translation_of=None).first(), published_at=now - timedelta(days=40))
    about = InformationPage.objects.filter(edition=edition).first()
    house = InformationPage(title="The house", slug="house", body="<p>It stands at the quay.</p>")
    about.add_child(instance=house)
    house.add_child(instance=InformationPage(title="Cellar", slug="cellar", body=link))


def paper_of_figures() -> AbstractDocument:
    """A document; of it only its file's name is shown, in its address."""
    return get_document_model().objects.create(
        title="Figures", file=ContentFile(b"1", "figures.txt")
    )


def fill(thing: object, **fields: object) -> None:
    """Set fields, and nobody hears of it."""
    for name, value in fields.items():
        setattr(thing, name, value)
    type(thing)._default_manager.filter(pk=thing.pk).update(
        **{name: getattr(thing, name) for name in fields}
    )
