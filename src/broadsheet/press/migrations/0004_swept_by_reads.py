"""Stale plates are pressed by how often they are read, whatever their rank."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Index stale plates in the order in which they are swept."""

    dependencies = [("press", "0003_change_after")]

    operations = [
        migrations.RemoveIndex(model_name="plate", name="press_stale"),
        migrations.AddIndex(
            model_name="plate",
            index=models.Index(
                fields=["-reads", "rank", "-id"],
                name="press_swept",
                condition=models.Q(stale=True),
            ),
        ),
    ]
