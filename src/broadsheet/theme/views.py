"""Pages and files of the installable app. `request.edition` is set by the middleware above."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from broadsheet.theme.webmanifest import manifest_for


def get_the_app(request: HttpRequest) -> HttpResponse:
    """How to install the paper on each platform."""
    edition: Any = _edition(request)
    home = f"{settings.BROADSHEET_SITE_URL}{edition.home_path}"
    return render(request, "theme/get_the_app.html", {"home_url": home})


def offline(request: HttpRequest) -> HttpResponse:
    """What a device shows without a line: the pages that it keeps."""
    return render(request, "theme/offline.html")


def saved(request: HttpRequest) -> HttpResponse:
    """The stories that this device saved; the list is made in the browser."""
    return render(request, "theme/saved.html")


def web_manifest(request: HttpRequest) -> HttpResponse:
    """The edition's web app manifest (W3C Web Application Manifest)."""
    manifest = manifest_for(_edition(request), staticfiles_storage.url)
    response = HttpResponse(
        json.dumps(manifest, ensure_ascii=False), content_type="application/manifest+json"
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may answer for the whole site.

    Its first line names the static files of this version, so that a new version is a new worker.
    """
    path = finders.find("theme/js/sw.js")
    if not isinstance(path, str):
        raise Http404
    names = {
        name: staticfiles_storage.url(f"theme/{name}") for name in ("css/paper.css", "js/paper.js")
    }
    with open(path, encoding="utf-8") as source:
        body = f"const STATIC = {json.dumps(names)};\n{source.read()}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


def _edition(request: HttpRequest) -> Any:
    edition = getattr(request, "edition", None)
    if edition is None:
        raise Http404
    return edition
