from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="story",
            index=models.Index(
                condition=models.Q(
                    ("expired", False), ("killed_at__isnull", True), ("live", False)
                ),
                fields=["-published_at", "-id"],
                name="story_draft_newest",
            ),
        ),
    ]
