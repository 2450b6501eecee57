"""Serve uploaded files where no web server in front does."""

from __future__ import annotations

import mimetypes

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

SHOWN = ("image/", "video/", "audio/", "text/vtt")
KEPT_BACK = ("original_images/", "documents/")


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The file at `path` below MEDIA_ROOT.

    Originals of pictures stay inside: readers get renditions; and documents, which readers get by
    another address while something public links to them. Whatever isn't a picture, sound,
    video or caption file is sent for download, and nothing that is sent may run script.
    """
    kept_back = path.startswith(KEPT_BACK)
    if kept_back and not request.user.is_staff:
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if not kind.startswith(SHOWN) or "svg" in kind:
        response["Content-Disposition"] = "attachment"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = (
        "private, no-store" if kept_back else "public, max-age=31536000, immutable"
    )
    return response
