"""What the models say and what the migrations make are the same."""

from __future__ import annotations

import pytest
from django.core.management import call_command


@pytest.mark.once
def test_no_migration_is_missing(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
