"""Addresses of stories and of the lists that make themselves."""

from __future__ import annotations

from django.urls import path, re_path

from broadsheet.stories.views import listings, machines, story

edition_urlpatterns = [
    path("topics/<str:slug>/", listings.topic, name="topic"),
    path("topics/<str:slug>/page/<int:number>/", listings.topic, name="topic_page"),
    path("people/<str:slug>/", listings.person, name="person"),
    path("people/<str:slug>/page/<int:number>/", listings.person, name="person_page"),
    path("more/<slug:rail>/", listings.more, name="more"),
    path("more/<slug:rail>/page/<int:number>/", listings.more, name="more_page"),
    path("rails/", listings.rails, name="rails"),
    path("archive/", listings.archive, name="archive"),
    path("archive/<int:year>/<int:month>/", listings.archive_month, name="archive_month"),
    path("archive/<int:year>/<int:month>/<int:day>/", listings.archive_day, name="archive_day"),
    path(
        "archive/<int:year>/<int:month>/<int:day>/page/<int:number>/",
        listings.archive_day,
        name="archive_day_page",
    ),
]

_DATED = r"^(?P<path>(?:[^/]+/){1,6}\d{4}/\d\d/\d\d/[^/]+)/"

story_urlpatterns = [
    path("killed.json", machines.killed, name="killed"),
    re_path(_DATED + r"$", story.story, name="story"),
    re_path(_DATED + r"(?P<number>[2-9]|[1-9]\d{1,2})/$", story.story, name="story_page"),
]
