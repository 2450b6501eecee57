from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0009_pictures_of_versions"),
    ]

    operations = [
        migrations.AddField(
            model_name="packagemember",
            name="only_shown",
            field=models.BooleanField(default=False),
        ),
    ]
