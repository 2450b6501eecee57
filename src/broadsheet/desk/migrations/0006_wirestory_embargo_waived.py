from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_stays_on_fronts")]

    operations = [
        migrations.AddField(
            model_name="wirestory",
            name="embargo_waived",
            field=models.DateTimeField(null=True),
        ),
    ]
