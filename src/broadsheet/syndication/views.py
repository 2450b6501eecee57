"""Feeds, sitemaps and robots.txt."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase

from broadsheet.plates import tags
from broadsheet.plates.tags import Rank
from broadsheet.stories.dependencies import PLACE_LIST, stories_of
from broadsheet.stories.models import Edition, Section, Special
from broadsheet.stories.views.canonical import absolute
from broadsheet.syndication import atom, rss, sitemaps
from broadsheet.syndication.answers import answer
from broadsheet.syndication.feeds import feed_of
from broadsheet.syndication.months import Month
from broadsheet.syndication.places import (
    FeedPlace,
    front_at,
    moved_to,
    person_called,
    topic_called,
)

XML_TYPE = "application/xml; charset=utf-8"
_FORMS = {"rss": (rss.rss, rss.CONTENT_TYPE), "atom": (atom.atom, atom.CONTENT_TYPE)}


def front_feed(request: HttpRequest, form: str) -> HttpResponseBase:
    """The feed of the home front, section or special below whose address it stands."""
    return _feed(request, front_at(_edition(request), _place_of(request)), form)


def topic_feed(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The feed of a topic."""
    return _feed(request, topic_called(_edition(request), slug), form)


def person_feed(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The feed of what a person signed."""
    return _feed(request, person_called(_edition(request), slug), form)


def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The index of sitemaps."""
    return answer(request, sitemaps.index(), XML_TYPE, max_age=300)


def places_sitemap(request: HttpRequest) -> HttpResponseBase:
    """The sitemap of fronts and information pages."""
    return answer(request, sitemaps.places(), XML_TYPE, max_age=300)


def news_sitemap(request: HttpRequest) -> HttpResponseBase:
    """The news sitemap."""
    return answer(request, sitemaps.news(), XML_TYPE)


def month_sitemap(
    request: HttpRequest, year: str, month: str, number: str = "1"
) -> HttpResponseBase:
    """The sitemap of a month's stories."""
    body = sitemaps.month(Month(int(year), int(month)), int(number))
    if body is None:
        raise Http404
    return answer(request, body, XML_TYPE, max_age=300)


def robots(request: HttpRequest) -> HttpResponseBase:
    """What robots should leave alone (RFC 9309), and where the sitemaps are."""
    tags.bear(PLACE_LIST)
    closed = ["/desk/", "/read/"]
    for edition in Edition.objects.all():
        closed += [f"{edition.home_path}search/", f"{edition.home_path}rails/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), ""]
    lines += [f"Sitemap: {absolute(f'/{name}')}" for name in ("sitemap.xml", "sitemaps/news.xml")]
    body = "\n".join(lines) + "\n"
    return answer(request, body.encode(), "text/plain; charset=utf-8", max_age=3600)


def _edition(request: HttpRequest) -> Edition:
    edition = getattr(request, "edition", None)
    if edition is None:
        raise Http404
    return edition


def _place_of(request: HttpRequest) -> str:
    """The path of the place whose feed is asked for."""
    return request.path_info.rpartition("/")[0] + "/"


def _feed(request: HttpRequest, place: FeedPlace | None, form: str) -> HttpResponseBase:
    if place is None:
        to = moved_to(request, _place_of(request))
        if to is None:
            raise Http404
        return HttpResponsePermanentRedirect(absolute(f"{to}{form}.xml"))
    tags.bear(stories_of(place.owner))
    if isinstance(place.owner, Edition | Section | Special):
        tags.set_rank(Rank.FEED)
    feed = feed_of(place)
    write, content_type = _FORMS[form]
    return answer(request, write(feed), content_type, modified=feed.updated)
