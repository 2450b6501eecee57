"""Editions with their sections, specials, information pages and fronts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from broadsheet.site.demo.load_pictures import PictureDesk
from broadsheet.site.demo.registers import CONTENT, Registers
from broadsheet.site.demo.story_markup import as_html
from broadsheet.stories.actions.found_edition import found_edition
from broadsheet.stories.actions.open_section import open_section
from broadsheet.stories.actions.open_special import open_special
from broadsheet.stories.models import Edition, InformationPage, Section, Special

HUES = {
    "harbour": "blue",
    "politics": "red",
    "business": "ochre",
    "science": "teal",
    "culture": "plum",
    "sport": "green",
    "weather": "slate",
    "opinion": "rust",
}
# What editions.toml says beside the fields of `stories.Edition`.
OUR_OWN = {"specials", "information", "slots", "lead", "pinned"}


@dataclass(frozen=True)
class Places:
    """An edition with its sections and specials by key."""

    edition: Edition
    sections: dict[str, Section]
    specials: dict[str, Special]


def load_places(
    code: str, fields: dict[str, Any], registers: Registers, pictures: PictureDesk
) -> Places:
    """Found the edition and everything below its home front."""
    own = {key: value for key, value in fields.items() if key not in OUR_OWN}
    edition = found_edition(**own)
    sections = {
        key: open_section(
            edition,
            section.name.for_edition(code),
            slug=key,
            hue=HUES[key],
            summary=section.description.for_edition(code),
        )
        for key, section in registers.sections.items()
        if code in section.editions
    }
    specials = {
        key: open_special(
            edition,
            registers.specials[key].name.for_edition(code),
            slug=key,
            summary=registers.specials[key].standfirst.for_edition(code),
            banner=pictures.of(registers.specials[key].picture, edition),
        )
        for key in fields["specials"]
    }
    for role in fields["information"]:
        _information(edition, role)
    return Places(edition, sections, specials)


def _information(edition: Edition, role: str) -> None:
    path = CONTENT / "information" / edition.code / f"{role}.md"
    _before, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    fields = tomllib.loads(head)
    edition.home.add_child(
        instance=InformationPage(
            title=fields["title"],
            slug=role,
            summary=fields["summary"],
            body=information_html(body),
            role=role,
            edition=edition,
            show_in_menus=True,
        )
    )


def information_html(body: str) -> str:
    """Paragraphs, subheads and lists of an information page as HTML."""
    parts = []
    for block in re.split(r"\n{2,}", body.strip()):
        if block.startswith("## "):
            parts.append(f"<h2>{as_html(block[3:].strip())}</h2>")
        elif block.startswith("- "):
            items = "".join(f"<li>{as_html(line[2:])}</li>" for line in block.splitlines())
            parts.append(f"<ul>{items}</ul>")
        else:
            parts.append(f"<p>{as_html(' '.join(block.splitlines()))}</p>")
    return "".join(parts)
