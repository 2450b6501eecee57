"""Editions, sections, specials."""

from __future__ import annotations

from typing import Any

import factory

from broadsheet.stories.actions.found_edition import found_edition
from broadsheet.stories.actions.open_section import open_section
from broadsheet.stories.actions.open_special import open_special
from broadsheet.stories.models import Edition, Section, Special


class EditionFactory(factory.django.DjangoModelFactory):
    """An edition without a home front."""

    class Meta:
        model = Edition

    code = "en"
    name = "The Test Tidings"
    language = "en"
    zone = "Asia/Shanghai"
    is_default = True


def found_test_edition(**fields: Any) -> Edition:
    """An edition with its home front; English at `/` in Asia/Shanghai unless told otherwise."""
    defaults: dict[str, Any] = {
        "code": "en",
        "name": "The Test Tidings",
        "language": "en",
        "zone": "Asia/Shanghai",
        "is_default": fields.get("code", "en") == "en",
    }
    return found_edition(**{**defaults, **fields})


def make_section(edition: Edition, title: str = "Politics", **fields: Any) -> Section:
    """A public section of `edition`."""
    return open_section(edition, title, **fields)


def make_special(edition: Edition, title: str = "The Long Tide", **fields: Any) -> Special:
    """A public special of `edition`."""
    return open_special(edition, title, **fields)
