"""The indexes of the story table: one for each list that readers or the desk ask for."""

from __future__ import annotations

from django.db import models

STORY_INDEXES = [
    models.Index(fields=["edition", "-published_at", "-id"], name="story_edition_newest"),
    models.Index(fields=["section", "-published_at", "-id"], name="story_section_newest"),
    models.Index(fields=["edition", "kind", "-published_at", "-id"], name="story_kind_newest"),
    models.Index(
        fields=["section", "kind", "-published_at", "-id"], name="story_section_kind_newest"
    ),
    # A strip shows stories with pictures: in a paper that has few it must not look for them.
    models.Index(
        fields=["edition", "-published_at", "-id"],
        name="story_pictured_newest",
        condition=models.Q(lead_picture__isnull=False),
    ),
    models.Index(
        fields=["section", "-published_at", "-id"],
        name="story_section_pictured",
        condition=models.Q(lead_picture__isnull=False),
    ),
    # Translations are few. Counted in with all that are none, the index would look useless.
    models.Index(
        fields=["translation_of"],
        name="story_translation_of",
        condition=models.Q(translation_of__isnull=False),
    ),
    models.Index(fields=["path"], name="story_path"),
    models.Index(fields=["-touched_at", "-id"], name="story_touched"),
    models.Index(fields=["section", "-touched_at", "-id"], name="story_section_touched"),
    models.Index(fields=["edition", "-touched_at", "-id"], name="story_edition_touched"),
    models.Index(fields=["source", "-touched_at", "-id"], name="story_source_touched"),
    models.Index(fields=["kind", "-touched_at", "-id"], name="story_kind_touched"),
    models.Index(fields=["editor", "-touched_at", "-id"], name="story_editor_touched"),
    models.Index(fields=["language", "-touched_at", "-id"], name="story_language_touched"),
    models.Index(fields=["created_by", "-touched_at", "-id"], name="story_author_touched"),
    models.Index(fields=["-published_at", "-id"], name="story_newest"),
    models.Index(fields=["headline", "id"], name="story_headline"),
    # What the desk looks at most is a small part of the archive: partial indexes. That of embargoes
    # must not serve “no embargo”: SQLite would read the whole table through it for every front.
    models.Index(
        fields=["embargo_until"],
        name="story_embargo",
        condition=models.Q(embargo_until__isnull=False),
    ),
    # The clock asks four times a second what has expired.
    models.Index(
        fields=["expire_at"],
        name="story_expires",
        condition=models.Q(expire_at__isnull=False),
    ),
    models.Index(
        fields=["-touched_at", "-id"],
        name="story_draft_touched",
        condition=models.Q(live=False, killed_at__isnull=True, expired=False),
    ),
    # Unpublished stories with a publication time are few, however long the archive.
    models.Index(
        fields=["-published_at", "-id"],
        name="story_draft_newest",
        condition=models.Q(live=False, killed_at__isnull=True, expired=False),
    ),
    models.Index(
        fields=["-touched_at", "-id"],
        name="story_live_touched",
        condition=models.Q(live=True, has_unpublished_changes=False),
    ),
    models.Index(
        fields=["-touched_at", "-id"],
        name="story_changed_touched",
        condition=models.Q(live=True, has_unpublished_changes=True),
    ),
    models.Index(
        fields=["-touched_at", "-id"],
        name="story_expired_touched",
        condition=models.Q(expired=True),
    ),
    models.Index(
        fields=["-touched_at", "-id"],
        name="story_killed_touched",
        condition=models.Q(killed_at__isnull=False),
    ),
    models.Index(
        fields=["rights_expire_at"],
        name="story_rights",
        condition=models.Q(rights_expire_at__isnull=False),
    ),
    models.Index(fields=["slugline"], name="story_slugline", condition=~models.Q(slugline="")),
    models.Index(fields=["provider", "guid"], name="story_provenance"),
]
