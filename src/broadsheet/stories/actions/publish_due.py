"""Publish what was scheduled and take down what has expired, each exactly once."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page, Revision

from broadsheet.stories.models import Story

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Do what is due now; how many stories and pages went out or came down.

    Each is done in a transaction of its own that begins by locking it and looking again, so that of
    several processes one does it, and one that is killed in between leaves it for the next. What
    fails is logged and left for the next call; it holds nothing else up.
    """
    done = 0
    models: tuple[Any, ...] = (Story, Page)
    for model in models:
        expired = model.objects.filter(live=True, expire_at__lte=timezone.now())
        for pk in list(expired.values_list("pk", flat=True)):
            done += _attempt(_take_down, model, pk)
    due = Revision.objects.filter(approved_go_live_at__lte=timezone.now())
    of = ("pk", "base_content_type", "object_id")
    for revision, kind, pk in list(due.order_by("approved_go_live_at").values_list(*of)):
        model = ContentType.objects.get_for_id(kind).model_class()
        done += _attempt(partial(_publish, revision), model, pk)
    return done


def _attempt(action: Any, model: Any, pk: int) -> bool:
    try:
        with transaction.atomic():
            rows = model.objects.filter(pk=pk)
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True)
            found = rows.first()
            return found is not None and action(found)
    except Exception:
        logger.exception("%s %s is due, but failed; it is tried again", model.__name__, pk)
        return False


def _take_down(found: Any) -> bool:
    if not found.live or found.expire_at is None or found.expire_at > timezone.now():
        return False
    found = found.specific if isinstance(found, Page) else found
    found.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return True


def _publish(key: int, found: Any) -> bool:
    # Locked after what it is a revision of, as a kill does: in the other order each of the two
    # could wait for the other.
    revision = Revision.objects.select_for_update().filter(pk=key).first()
    if revision is None:
        return False
    if revision.approved_go_live_at is None or revision.approved_go_live_at > timezone.now():
        return False
    revision.publish(log_action="wagtail.publish.scheduled")
    return True
