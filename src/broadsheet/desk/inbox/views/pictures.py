"""Small copies of the pictures that an agency sent, for the preview alone.

What was fetched lies where no reader gets at it; here it is shown to the desk.
"""

from __future__ import annotations

from io import BytesIO

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from PIL import Image, ImageOps, UnidentifiedImageError

from broadsheet.desk.inbox.access import for_the_desk
from broadsheet.wire.models import WirePicture

SIDE = 480
QUALITY = 75


@require_safe
@for_the_desk
def small_picture(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture as JPEG, no side longer than `SIDE` pixels."""
    picture = get_object_or_404(WirePicture, pk=pk, state=WirePicture.State.FETCHED)
    small = BytesIO()
    try:
        with picture.file.open() as file, Image.open(file) as image:
            image.draft("RGB", (SIDE, SIDE))
            turned = ImageOps.exif_transpose(image)
            turned.thumbnail((SIDE, SIDE))
            turned.convert("RGB").save(small, "JPEG", quality=QUALITY)
    except (OSError, UnidentifiedImageError) as error:
        raise Http404 from error
    answer = HttpResponse(small.getvalue(), content_type="image/jpeg")
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer
