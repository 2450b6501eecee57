"""A large change is taken in by and by, and gone on with where a press has left it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """Note with a change which plate it has come to."""

    dependencies = [("press", "0002_changes_by_due_moment")]

    operations = [
        migrations.AddField(
            model_name="change", name="after", field=models.BigIntegerField(null=True)
        ),
    ]
