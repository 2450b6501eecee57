"""Every address of the site, room by room."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path, register_converter
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as document_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from broadsheet.desk import urls as desk_urls
from broadsheet.popularity.urls import edition_urlpatterns as popular_urlpatterns
from broadsheet.search.urls import edition_urlpatterns as search_urlpatterns
from broadsheet.site import errors
from broadsheet.site.media import media
from broadsheet.stories.urls import edition_urlpatterns as story_edition_urlpatterns
from broadsheet.stories.urls import story_urlpatterns
from broadsheet.stories.views.documents import asked_each_time
from broadsheet.syndication.urls import edition_urlpatterns as feed_urlpatterns
from broadsheet.syndication.urls import site_urlpatterns as machine_urlpatterns
from broadsheet.theme.urls import edition_urlpatterns as theme_urlpatterns
from broadsheet.theme.urls import site_urlpatterns as app_urlpatterns
from broadsheet.wire.urls import urlpatterns as wire_urlpatterns


class EditionConverter:
    """The code of an edition that doesn't stand at `/`."""

    regex = r"[a-z]{2,3}(?:-[a-z0-9]{2,8})?"

    def to_python(self, value: str) -> str:
        """The code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it stands."""
        return value


register_converter(EditionConverter, "edition")

edition_urlpatterns: list[URLPattern | URLResolver] = [
    *theme_urlpatterns,
    *search_urlpatterns,
    *popular_urlpatterns,
    *feed_urlpatterns,
    *story_edition_urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include(desk_urls)),
    path("documents/", include(decorate_urlpatterns(document_urls.urlpatterns, asked_each_time))),
    re_path(rf"^{settings.MEDIA_URL.lstrip('/')}(?P<path>.+)$", media, name="media"),
    *wire_urlpatterns,
    *machine_urlpatterns,
    *app_urlpatterns,
    *story_urlpatterns,
    *edition_urlpatterns,
    path("<edition:prefix>/", include(edition_urlpatterns)),
    path("", include(wagtail_urls)),
]

handler404 = errors.not_found
handler500 = errors.server_error
handler403 = errors.forbidden
handler400 = errors.bad_request
