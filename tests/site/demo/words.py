"""A word of its own for every visible field of every object, so that plates tell what they show."""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Model

from broadsheet.stories.models import (
    Clip,
    Edition,
    HomeFront,
    InformationPage,
    Person,
    Picture,
    Section,
    Source,
    Special,
    Story,
    Topic,
)

_WORD = re.compile(rb"zq(\d+)zq")
_ANY = re.compile(r"zq\d+zq")
_PLACE = ("title", "summary")
FIELDS: dict[type[Model], tuple[str, ...]] = {
    Story: (
        *("headline", "short_headline", "kicker", "standfirst", "dateline", "byline_text"),
        *("editor", "lead_caption", "lead_credit", "usage_terms", "rights_holder"),
        *("body", "entries"),
    ),
    Section: (*_PLACE, "slots"),
    Special: (*_PLACE, "slots"),
    HomeFront: (*_PLACE, "slots"),
    InformationPage: (*_PLACE, "body"),
    Edition: (
        *("name", "tagline", "market", "masthead_note", "copyright_line"),
        *("reproduction_notice", "licence_line"),
    ),
    Topic: ("name", "description"),
    Person: ("name", "role", "biography"),
    Source: ("name", "usage_terms"),
    Picture: (*("description", "caption", "credit", "creator", "copyright_notice", "usage_terms"),),
    Clip: ("title", "caption", "credit", "copyright_notice", "usage_terms", "transcript"),
}
# Of a block, what is printed as text; all else chooses, counts or is an address.
_TEXTS = {"title", "caption", "quote", "attribution", "text", "headline", "credit", "alt", "source"}


@dataclass
class Words:
    """Whose word is which, by number: model, primary key and field."""

    owners: list[tuple[type[Model], int, str]] = field(default_factory=list)

    def mark(self) -> None:
        """Write a word into every text of every object, and nobody hears of it."""
        for model, names in FIELDS.items():
            for thing in model._default_manager.order_by("pk"):
                changed = {name: self._marked(thing, name) for name in names}
                for name, value in changed.items():
                    setattr(thing, name, value)
                # Without signals; the press has nothing yet that could be untrue.
                model._default_manager.filter(pk=thing.pk).update(
                    **{name: getattr(thing, name) for name in changed}
                )

    def _marked(self, thing: Any, name: str) -> Any:
        value = getattr(thing, name)
        if not value:
            return value
        self.owners.append((type(thing), thing.pk, name))
        word = f"zq{len(self.owners) - 1}zq"
        return _with_word(value, word, type(thing)._meta.get_field(name))

    def of(self, thing: Model, *names: str) -> set[int]:
        """The words of `thing`, in the fields `names` or in all."""
        mine = (type(thing), thing.pk)
        return {
            number
            for number, (model, key, name) in enumerate(self.owners)
            if (model, key) == mine and (not names or name in names)
        }


def words_in(body: bytes) -> frozenset[int]:
    """The numbers of the words that `body` shows."""
    return frozenset(map(int, _WORD.findall(body)))


def reworded(value: Any) -> Any:
    """`value` with another word in place of ours."""
    if hasattr(value, "raw_data"):
        return reworded([copy.deepcopy(block) for block in value.raw_data])
    if isinstance(value, str):
        return _ANY.sub("otherwise", value)
    if isinstance(value, list):
        return [reworded(each) for each in value]
    if isinstance(value, dict):
        return {key: reworded(each) for key, each in value.items()}
    return value


def _with_word(value: Any, word: str, field: Any) -> Any:
    if hasattr(value, "raw_data"):
        return [_block_with_word(copy.deepcopy(block), word) for block in value.raw_data]
    if "<p>" in value:
        return f"{value}<p>{word}</p>"
    room = field.max_length - len(word) - 1 if isinstance(field, CharField) else None
    return f"{value[:room]} {word}"


def _block_with_word(block: dict[str, Any], word: str) -> dict[str, Any]:
    if block["type"] == "text":
        return {**block, "value": f"{block['value']}<p>{word}</p>"}
    return {**block, "value": _texts_with_word(block["value"], word)}


def _texts_with_word(value: Any, word: str) -> Any:
    if isinstance(value, list):
        return [_texts_with_word(each, word) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: f"{each} {word}"
        if key in _TEXTS and isinstance(each, str) and each
        else _texts_with_word(each, word)
        for key, each in value.items()
    }
