"""Since when readers find a story at an address, and when it was taken from them."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone


def note(apps: Any, schema_editor: Any) -> None:
    """What the stories themselves still say of it."""
    addresses = apps.get_model("stories", "StoryAddress").objects
    story = apps.get_model("stories", "Story").objects.filter(pk=OuterRef("story_id"))
    now = timezone.now()
    addresses.filter(story__isnull=True).update(public_from=F("created_at"), withdrawn_at=now)
    known = addresses.filter(story__isnull=False)
    known.update(public_from=Subquery(story.values("published_at")[:1]))
    known.filter(story__live=True, story__embargo_until__gt=now).update(
        public_from=Subquery(story.values("embargo_until")[:1])
    )
    killed = known.filter(story__killed_at__isnull=False)
    killed.update(withdrawn_at=Subquery(story.values("killed_at")[:1]))
    # It went before its embargo ended.
    ahead = Q(story__embargo_until__gt=F("story__killed_at"))
    unseen = ahead | Q(story__live=False, story__embargo_until__gt=now)
    known.filter(unseen).update(public_from=None, withdrawn_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0007_retired_files_of_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="storyaddress",
            name="public_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="storyaddress",
            name="withdrawn_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                fields=["rights_expire_at"],
                name="story_rights",
                condition=models.Q(rights_expire_at__isnull=False),
            ),
        ),
        migrations.AddIndex(
            model_name="storyaddress",
            index=models.Index(
                fields=["-withdrawn_at"],
                name="stories_address_withdrawn",
                condition=models.Q(withdrawn_at__isnull=False),
            ),
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
