"""The pages of the app, and the two files a browser installs it from.

`request.edition` is set by the middleware of a room above.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from broadsheet.theme.script import PARTS, SOURCE
from broadsheet.theme.webmanifest import manifest_for


def get_the_app(request: HttpRequest) -> HttpResponse:
    """How to install the paper on each kind of device."""
    home = f"{settings.BROADSHEET_SITE_URL}{_edition(request).home_path}"
    return render(
        request, "theme/get_the_app.html", {"home_url": home, "canonical": _canonical(request)}
    )


def offline(request: HttpRequest) -> HttpResponse:
    """What the worker shows when there is no connection: the stories it keeps."""
    return render(request, "theme/offline.html", {"canonical": _canonical(request)})


def saved(request: HttpRequest) -> HttpResponse:
    """The stories this reader saved; the list is made in the browser."""
    return render(request, "theme/saved.html", {"canonical": _canonical(request)})


def web_manifest(request: HttpRequest) -> HttpResponse:
    """The edition's web app manifest."""
    manifest = manifest_for(_edition(request), staticfiles_storage.url)
    response = HttpResponse(
        json.dumps(manifest, ensure_ascii=False), content_type="application/manifest+json"
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


def service_worker(request: HttpRequest) -> HttpResponse:
    """The service worker, at the root so that it may answer for the whole site.

    Its first line names the version of the static files, so that a new version is a new worker
    that begins with an empty store of them.
    """
    others = sorted(path.name for path in SOURCE.glob("*.js") if path.stem not in PARTS)
    names = ["css/paper.css", "js/paper.js", *(f"js/{name}" for name in others)]
    addresses = "\n".join(staticfiles_storage.url(f"theme/{name}") for name in names)
    version = hashlib.sha256(addresses.encode()).hexdigest()[:12]
    source = (SOURCE / "sw.js").read_text(encoding="utf-8")
    response = HttpResponse(
        f'const VERSION = "{version}";\n{source}', content_type="text/javascript; charset=utf-8"
    )
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


def _edition(request: HttpRequest) -> Any:
    edition = getattr(request, "edition", None)
    if edition is None:
        raise Http404
    return edition


def _canonical(request: HttpRequest) -> str:
    return f"{settings.BROADSHEET_SITE_URL}{request.path}"
