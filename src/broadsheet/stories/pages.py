"""Turn a body into what is printed: pages of a paged story, corrections, related stories."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from broadsheet.plates import tags
from broadsheet.stories.models import Story


@dataclass
class StoryPage:
    """One page of a story: its number from 1, title, address and blocks."""

    number: int
    title: str
    url: str
    body: list[Any] = field(default_factory=list)
    is_current: bool = False


def pages_of(story: Story) -> list[StoryPage]:
    """The story's pages. One, unless it is paged and has page breaks; breaks are not printed."""
    pages = [StoryPage(1, story.headline, story.path)]
    for block in story.body:
        if block.block_type == "page_break":
            if story.paged and pages[-1].body:
                number = len(pages) + 1
                title = block.value["title"] or story.headline
                pages.append(StoryPage(number, title, f"{story.path}{number}/"))
        elif block.block_type != "correction":
            pages[-1].body.append(block)
    if len(pages) > 1 and not pages[-1].body:
        pages.pop()
    return pages


def blocks_of(story: Story, kind: str) -> list[Any]:
    """The body's blocks of one kind. Blocks of other kinds, and what they choose, are not read."""
    kinds = enumerate(raw["type"] for raw in story.body.raw_data)
    return [story.body[position] for position, found in kinds if found == kind]


def corrections_of(story: Story) -> list[Any]:
    """The story's correction blocks, newest first."""
    found = blocks_of(story, "correction")
    return sorted(found, key=lambda block: block.value["corrected_at"], reverse=True)


def lead_stands_apart(story: Story) -> bool:
    """Whether the lead picture is printed above the body.

    Not where a gallery shows it anyway: the same picture twice in a row helps nobody.
    """
    if story.lead_picture_id is None:
        return False
    return all(
        picture["picture"] is None or picture["picture"].pk != story.lead_picture_id
        for block in blocks_of(story, "gallery")
        for picture in block.value["pictures"]
    )


def related_to(story: Story, count: int = 5) -> list[Story]:
    """Public stories to read next: those of its specials, then of its topics, newest first.

    What the body itself names as related is not repeated. They stand apart, as rails do.
    """
    named = {
        other.pk
        for block in blocks_of(story, "related")
        for other in block.value["stories"]
        if other is not None
    }
    others = Story.objects.public().in_edition(story.edition).exclude(pk__in={story.pk, *named})
    found: list[int] = []
    with tags.apart():
        for shared in (
            {"specials__in": [special.pk for special in story.specials.all()]},
            {"topics__in": [topic.pk for topic in story.topics.all()]},
        ):
            if len(found) < count and all(shared.values()):
                # One that shares several stands in the database's answer as often.
                newest = others.filter(**shared).newest_keys(count * 4)
                found = list(dict.fromkeys([*found, *newest]))
        return others.with_line().in_order(found[:count])
