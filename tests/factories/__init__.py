"""Everything that tests make, in one place."""

from __future__ import annotations

from tests.factories.pictures import PictureFactory, picture_file
from tests.factories.places import (
    EditionFactory,
    found_test_edition,
    make_section,
    make_special,
)
from tests.factories.stories import (
    PersonFactory,
    SourceFactory,
    StoryFactory,
    TopicFactory,
    make_stories,
    publish,
)
from tests.factories.users import UserFactory, user_in

__all__ = [
    "EditionFactory",
    "PersonFactory",
    "PictureFactory",
    "SourceFactory",
    "StoryFactory",
    "TopicFactory",
    "UserFactory",
    "found_test_edition",
    "make_section",
    "make_special",
    "make_stories",
    "picture_file",
    "publish",
    "user_in",
]
