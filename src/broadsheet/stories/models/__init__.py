"""The newsroom's nouns, one file each."""

from __future__ import annotations

from broadsheet.stories.models.address import StoryAddress
from broadsheet.stories.models.clip import Clip
from broadsheet.stories.models.edition import Edition
from broadsheet.stories.models.embed import Embed
from broadsheet.stories.models.person import Person
from broadsheet.stories.models.picture import Picture, PictureRendition
from broadsheet.stories.models.places import HomeFront, InformationPage, Section, Special
from broadsheet.stories.models.retired_file import RetiredFile
from broadsheet.stories.models.source import Source
from broadsheet.stories.models.story import Byline, Story
from broadsheet.stories.models.topic import Topic

__all__ = [
    "Byline",
    "Clip",
    "Edition",
    "Embed",
    "HomeFront",
    "InformationPage",
    "Person",
    "Picture",
    "PictureRendition",
    "RetiredFile",
    "Section",
    "Source",
    "Special",
    "Story",
    "StoryAddress",
    "Topic",
]
