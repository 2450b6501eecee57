"""The search page and the description by which browsers add it to theirs."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext, pgettext_lazy
from lxml import etree
from lxml.builder import ElementMaker

from broadsheet.plates import tags
from broadsheet.search import find
from broadsheet.search.excerpts import excerpt_of
from broadsheet.search.terms import QUERY_LENGTH, clean, is_too_short, terms_of
from broadsheet.stories.listing import Listing
from broadsheet.stories.models import Edition, Section, Story
from broadsheet.stories.models.querysets import StoryQuerySet
from broadsheet.stories.views.canonical import absolute

PAGE_LENGTH = 20
LAST_PAGE = 500
OPENSEARCH = "http://a9.com/-/spec/opensearch/1.1/"
ORDERS = {"relevance": _lazy("Best match"), "newest": _lazy("Newest first")}
KINDS = {
    "text": pgettext_lazy("kind of story", "Text"),
    "gallery": pgettext_lazy("kind of story", "Photo"),
    "video": pgettext_lazy("kind of story", "Video"),
    "live": pgettext_lazy("kind of story", "Live"),
}


def search(request: HttpRequest) -> HttpResponse:
    """Public stories of the edition that have all words of `q`, 20 a page.

    `section` (a slug) and `kind` narrow, `order` is `relevance` (or empty) or `newest`. What can't
    be understood is left out; a page past the end is 404.
    """
    tags.never_press()
    edition: Edition = request.edition  # type: ignore[attr-defined]
    query = clean(request.GET.get("q", ""))
    terms = terms_of(query)
    too_short = bool(query) and is_too_short(terms)
    sections = list(Section.objects.live().filter(edition=edition).order_by("path"))
    section = next((one for one in sections if one.slug == request.GET.get("section")), None)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "relevance"
    asked = {
        "q": query,
        "section": section.slug if section else "",
        "kind": kind,
        "order": order if order != "relevance" else "",
    }
    results, counted = None, 0
    if query and not too_short:
        stories = Story.objects.public().in_edition(edition)
        stories = stories.in_section(section) if section else stories
        stories = stories.filter(kind=kind) if kind else stories
        number = _page(request.GET.get("page", ""))
        results = _results(stories, terms, order, number, asked)
        counted = find.count(stories, terms)
    context = {
        "query": query,
        "query_length": QUERY_LENGTH,
        "too_short": too_short,
        "results": results,
        "count": counted,
        "count_text": _count_text(counted),
        "sections": sections,
        "section": section,
        "kinds": list(KINDS.items()),
        "kind": kind,
        "orders": list(ORDERS.items()),
        "order": order,
        "canonical": absolute(_path("search", edition)),
    }
    response = render(request, "theme/search.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "public, max-age=60"
    return response


def opensearch(request: HttpRequest) -> HttpResponse:
    """OpenSearch 1.1 description of the edition's search."""
    edition: Edition = request.edition  # type: ignore[attr-defined]
    make = ElementMaker(namespace=OPENSEARCH, nsmap={None: OPENSEARCH})
    document = make.OpenSearchDescription(
        make.ShortName(edition.name[:16]),
        make.LongName(edition.name[:48]),
        make.Description((edition.tagline or edition.name)[:1024]),
        make.Url(
            type="text/html", template=absolute(_path("search", edition)) + "?q={searchTerms}"
        ),
        make.Url(
            type="application/opensearchdescription+xml",
            rel="self",
            template=absolute(_path("opensearch", edition)),
        ),
        make.Image(
            absolute(static("theme/icons/app-512.png")), height="512", width="512", type="image/png"
        ),
        make.Language(edition.language),
        make.InputEncoding("UTF-8"),
        make.OutputEncoding("UTF-8"),
    )
    response = HttpResponse(
        etree.tostring(document, encoding="utf-8", xml_declaration=True),
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )
    response["Cache-Control"] = "public, max-age=86400"
    return response


def _results(
    stories: StoryQuerySet, terms: Any, order: str, number: int, asked: dict[str, str]
) -> Listing:
    start, stop = (number - 1) * PAGE_LENGTH, number * PAGE_LENGTH + 1
    cards = stories.with_card().defer(None).newest()
    if order == "newest":
        rows = list(find.narrow(cards, terms)[start:stop])
    else:
        rows = find.best(cards, terms, start, stop)
    if number > 1 and not rows:
        raise Http404
    shown = rows[:PAGE_LENGTH]
    for story in shown:
        story.excerpt = excerpt_of(story, terms)
    return Listing(
        shown,
        number,
        previous_url=_address(asked, number - 1) if number > 1 else "",
        next_url=_address(asked, number + 1) if len(rows) > PAGE_LENGTH else "",
    )


def _address(asked: dict[str, str], number: int) -> str:
    wanted = {**asked, "page": str(number) if number > 1 else ""}
    return "?" + urlencode({key: value for key, value in wanted.items() if value})


def _page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        return 1
    number = int(text)
    if number > LAST_PAGE:
        raise Http404
    return max(number, 1)


def _count_text(counted: int) -> str:
    if counted > find.COUNTED:
        return _("More than %(count)s stories") % {"count": find.COUNTED}
    return ngettext("%(count)s story", "%(count)s stories", counted) % {"count": counted}


def _path(name: str, edition: Edition) -> str:
    return reverse(name, kwargs={"prefix": edition.prefix} if edition.prefix else None)
