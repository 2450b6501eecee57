"""What agencies post themselves: one address for each, one token for each."""

from __future__ import annotations

import hashlib
import secrets

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from broadsheet.wire.intake import receive
from broadsheet.wire.models import Channel, Delivery, Provider
from broadsheet.wire.transports.fetching import LARGEST

TOKEN_BYTES = 32


def new_token(provider: Provider) -> str:
    """Give `provider` a token to post with; one that it had before is void. It is kept nowhere."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    Channel.objects.update_or_create(
        provider=provider,
        kind=Channel.Kind.PUSH,
        defaults={"token_hash": _hash(token), "active": True},
    )
    return token


@csrf_exempt
@require_POST
def push(request: HttpRequest, slug: str) -> JsonResponse:
    """Keep what is posted: 202 where it waits to be read, 200 where it has been.

    Answered when the delivery is kept; it is read at once afterwards, by the clock. 401 without a
    valid token (RFC 6750), 411 without a length, 413 for more than 50 MiB, 400 for nothing.
    """
    channel = _channel(request, slug)
    if channel is None:
        return _refused(401, "The token is missing or not valid for this provider.")
    length = request.headers.get("Content-Length", "")
    if not length.isdecimal():
        return _refused(411, "Say how long the delivery is (Content-Length).")
    if int(length) > LARGEST:
        return _refused(413, f"A delivery may have {LARGEST // 1024**2} MiB.")
    content = request.read(LARGEST)
    if len(content) != int(length) or not content.strip():
        return _refused(400, "The delivery is empty or incomplete.")
    charset = (request.content_params or {}).get("charset", "")
    delivery = receive(channel.provider, "push", content, channel, charset)
    is_waiting = delivery.state == Delivery.State.RECEIVED
    return JsonResponse(
        {"delivery": delivery.pk, "state": delivery.state, "error": delivery.error},
        status=202 if is_waiting else 200,
    )


def _channel(request: HttpRequest, slug: str) -> Channel | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        return None
    given = _hash(token.strip())
    channels = Channel.objects.filter(
        kind=Channel.Kind.PUSH, active=True, provider__active=True, provider__slug=slug
    ).select_related("provider")
    return next((one for one in channels if secrets.compare_digest(one.token_hash, given)), None)


def _refused(status: int, reason: str) -> JsonResponse:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}
    return JsonResponse({"error": reason}, status=status, headers=headers)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
