"""The demo newspaper with a grey square for each picture: what takes minutes isn't looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.models.signals import post_delete, post_save
from modelsearch import index
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler
from wagtail.signal_handlers import disable_reference_index_auto_update

from broadsheet.site.demo import load
from broadsheet.site.demo.drawing import Drawings
from broadsheet.site.demo.newspaper import Newspaper
from broadsheet.stories.models import Picture, PictureRendition
from tests.factories import picture_file


def draw_nothing(patch: pytest.MonkeyPatch) -> None:
    """Let every picture be the same grey square."""
    drawn = picture_file(size=(48, 32)).read()

    class Squares(Drawings):
        def __init__(self, newspaper: Newspaper) -> None:
            self.newspaper = newspaper

        def __exit__(self, *error: object) -> None:
            """Nobody draws."""

        def files(self) -> dict[str, bytes]:
            return dict.fromkeys(self.newspaper.pictures(), drawn)

    patch.setattr(load, "Drawings", Squares)


def cut_nothing(patch: pytest.MonkeyPatch) -> None:
    """Let a picture's file serve in every size and format."""

    def create(picture: Picture, *filters: Any) -> dict[Any, PictureRendition]:
        size = {"width": picture.width, "height": picture.height}
        made = [
            PictureRendition(
                image=picture,
                filter_spec=each.spec,
                focal_point_key=each.get_cache_key(picture),
                file=picture.file.name,
                **size,
            )
            for each in filters
        ]
        return dict(zip(filters, PictureRendition.objects.bulk_create(made), strict=True))

    patch.setattr(Picture, "create_renditions", create)


@contextmanager
def unindexed() -> Iterator[None]:
    """What is saved in the block is in no index of the desk: pages are made without them."""
    models = index.get_indexed_models()
    for model in models:
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_delete.disconnect(post_delete_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        for model in models:
            post_save.connect(post_save_signal_handler, sender=model)
            post_delete.connect(post_delete_signal_handler, sender=model)
