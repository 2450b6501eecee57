"""An embed as it is printed: what the desk typed wins, then what the provider said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps

from broadsheet.plates import tags
from broadsheet.stories.dependencies import embed_at
from broadsheet.theme.embeds import player_for

# Names of shapes that the style sheet knows, with the greatest width : height of each.
SHAPES = ((0.8, "tall"), (1.2, "square"), (1.6, "classic"), (2.0, "wide"))


@dataclass(frozen=True)
class EmbedCard:
    """Address, title, author, provider; the words of a post; the frame and our picture, if any."""

    url: str
    title: str
    author: str
    provider: str
    words: str = ""
    language: str = ""
    frame_url: str = ""
    shape: str = "wide"
    picture: Any = None

    @property
    def line(self) -> str:
        """Title, author and provider in one line, each once."""
        return " – ".join(dict.fromkeys(x for x in (self.title, self.author, self.provider) if x))


def card_of(value: Any) -> EmbedCard:
    """The card of an embed block's value. Asks our own table, and nobody else.

    The table's model is found by name: blocks are what models are made of, and can't import them.
    """
    url = value["url"]
    player = player_for(url)
    embeds = apps.get_model("stories", "Embed")
    tags.bear(embed_at(embeds.hash_of(url)))
    known = embeds.objects.known(url)
    provider = player.provider.name if player else known.provider if known else ""
    provider = provider or (urlsplit(url).hostname or "").removeprefix("www.")
    frame_url = player.frame_url if player else known.frame_url if known else ""
    if known is None:
        return EmbedCard(
            url, value["title"] or provider, "", provider, value["words"], "", frame_url
        )
    return EmbedCard(
        url=url,
        title=value["title"]
        or known.title
        or (provider if known.words else known.author or provider),
        author=known.author,
        provider=provider,
        words=value["words"] or known.words,
        language="" if value["words"] else known.language,
        frame_url=frame_url,
        shape=_shape(known),
        picture=known.picture or None,
    )


def _shape(known: Any) -> str:
    if not known.width or not known.height:
        return "wide"
    ratio = known.width / known.height
    return next((name for most, name in SHAPES if ratio < most), "strip" if ratio > 2.6 else "wide")
