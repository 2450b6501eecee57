"""The full-text index of what agencies say, of which each database has a kind of its own."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MADE = {
    # Without the texts themselves, which the record of the wire has. The words come cut up
    # already; what is no blank belongs to them.
    "sqlite": [
        """
        CREATE VIRTUAL TABLE desk_wirewords USING fts5(words, content='',
            tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* Co'")
        """
    ],
    "postgresql": [
        "CREATE TABLE desk_wirewords (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX desk_wirewords_words ON desk_wirewords USING gin (words)",
    ],
}


def make(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index, and have the clock put into it what has come so far."""
    for statement in MADE[editor.connection.vendor]:
        editor.execute(statement)
    editor.execute("INSERT INTO desk_wordstoindex (item_id) SELECT id FROM wire_wireitem")


def unmake(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Let it go."""
    editor.execute("DROP TABLE desk_wirewords")


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0010_pictures_that_texts_show"),
        ("wire", "0011_refused_deliveries_of_an_agency"),
    ]

    operations = [
        migrations.CreateModel(
            name="WordsToIndex",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="wire.wireitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "words to index",
                "verbose_name_plural": "words to index",
            },
        ),
        migrations.RunPython(make, unmake),
    ]
