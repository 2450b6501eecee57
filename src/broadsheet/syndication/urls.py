"""Addresses of feeds, sitemaps and robots.txt."""

from __future__ import annotations

from django.urls import path, re_path

from broadsheet.syndication import views

_FORM = r"(?P<form>rss|atom)\.xml$"
# Any place but the lists of topics and people, of this edition or another.
_PLACE = r"^(?!(?:[^/]+/)?(?:topics|people)/[^/]+/)(?:[^/]+/){0,4}"

edition_urlpatterns = [
    re_path(rf"^topics/(?P<slug>[^/]+)/{_FORM}", views.topic_feed, name="topic_feed"),
    re_path(rf"^people/(?P<slug>[^/]+)/{_FORM}", views.person_feed, name="person_feed"),
    re_path(_PLACE + _FORM, views.front_feed, name="front_feed"),
]

_MONTH = r"^sitemaps/(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])"

site_urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemaps/places.xml", views.places_sitemap, name="places_sitemap"),
    path("sitemaps/news.xml", views.news_sitemap, name="news_sitemap"),
    re_path(rf"{_MONTH}\.xml$", views.month_sitemap, name="month_sitemap"),
    re_path(
        rf"{_MONTH}-(?P<number>[2-9]|[1-9]\d{{1,2}})\.xml$",
        views.month_sitemap,
        name="month_sitemap_file",
    ),
]
