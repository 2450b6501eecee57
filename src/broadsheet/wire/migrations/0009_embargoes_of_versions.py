from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("wire", "0008_encodings_of_text"),
    ]

    operations = [
        migrations.AddField(
            model_name="wireitem",
            name="embargo",
            field=models.DateTimeField(null=True),
        ),
    ]
