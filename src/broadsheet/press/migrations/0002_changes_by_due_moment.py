"""What has come due lately is looked for with every page that is pressed."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Index the moment a change is due, not the one it was made."""

    dependencies = [("press", "0001_initial")]

    operations = [
        migrations.RemoveIndex(model_name="change", name="press_made"),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["due_at"], name="press_came_due"),
        ),
    ]
