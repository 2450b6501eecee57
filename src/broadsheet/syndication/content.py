"""A story's whole text as HTML that stands on its own in a feed reader."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import nh3
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import html
from wagtail.rich_text import expand_db_html

from broadsheet.formats.text import without_controls
from broadsheet.stories.embeds.card import card_of
from broadsheet.stories.models import Story
from broadsheet.stories.pages import corrections_of
from broadsheet.stories.views.canonical import absolute
from broadsheet.theme.pictures import single_file
from broadsheet.theme.ruby import ruby, without_ruby

logger = logging.getLogger(__name__)

PICTURE = "width-960|format-jpeg"
_TAGS = {
    *("a", "b", "em", "i", "strong", "sub", "sup", "ruby", "rp", "rt", "br"),
    *("p", "h2", "h3", "hr", "blockquote", "ul", "ol", "li"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("figure", "figcaption", "img", "audio", "video"),
}
_ATTRIBUTES = {
    "a": {"href", "hreflang"},
    "audio": {"controls", "src"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "video": {"controls", "height", "poster", "src", "width"},
}


def content_of(story: Story) -> str:
    """The corrections, time line and body of `story` as clean HTML, every address absolute."""
    pieces = [_piece(block) for block in corrections_of(story)]
    if story.kind == Story.Kind.LIVE:
        pieces += [_piece(block) for block in story.entries]
    pieces += [_piece(block) for block in story.body if block.block_type != "correction"]
    return _clean("".join(pieces), absolute(story.path))


def size_of(file: Any) -> int | None:
    """Bytes of an uploaded file; `None`, and a line in the log, where it can't be read."""
    try:
        return int(file.size)
    except OSError as error:
        logger.warning("%s is left out of feeds: %s", file.name, error)
        return None


def figure(picture: Any, caption: str, credit: str, alt: str = "") -> SafeString:
    """A picture 960 pixels wide with what is printed below it."""
    file = single_file(picture, PICTURE)
    if file is None:
        return mark_safe("")
    line = " – ".join(
        part for part in (caption or picture.caption, credit or picture.credit) if part
    )
    return format_html(
        '<figure><img src="{}" width="{}" height="{}" alt="{}">{}</figure>',
        absolute(file.url),
        file.width,
        file.height,
        without_ruby(alt or picture.description),
        _optional("<figcaption>{}</figcaption>", line),
    )


# Of a feed that is pressed anew one story has changed, as a rule.
@lru_cache(maxsize=128)
def _clean(markup: str, base: str) -> str:
    """`markup` with known elements and attributes only, and absolute addresses."""
    cleaned = nh3.clean(
        without_controls(ruby(markup)),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    if not cleaned.strip():
        return ""
    tree = html.fragment_fromstring(cleaned, create_parent="div")
    tree.make_links_absolute(base, handle_failures="ignore")
    whole = html.tostring(tree, encoding="unicode")
    return str(whole[len("<div>") : -len("</div>")])


def _line(*parts: str) -> str:
    return " – ".join(part for part in parts if part)


def _optional(pattern: str, text: str) -> SafeString:
    return format_html(pattern, text) if text else mark_safe("")


def _piece(block: Any) -> str:
    written = _WRITERS.get(block.block_type)
    return written(block.value) if written else ""


def _text(value: Any) -> str:
    return expand_db_html(value.source)


def _picture(value: Any) -> str:
    if value["picture"] is None:
        return ""
    return figure(value["picture"], value["caption"], value["credit"], value["alt"])


def _gallery(value: Any) -> str:
    pictures = "".join(_picture(each) for each in value["pictures"])
    return _optional("<h2>{}</h2>", value["title"]) + mark_safe(pictures)


def _quote(value: Any) -> str:
    who = _optional("<figcaption>{}</figcaption>", value["attribution"])
    return format_html("<figure><blockquote>{}</blockquote>{}</figure>", value["quote"], who)


def _facts(value: Any) -> str:
    facts = format_html_join("", "<li>{}</li>", ((fact,) for fact in value["facts"]))
    return format_html("<h3>{}</h3><ul>{}</ul>", value["title"], facts)


def _table(value: Any) -> str:
    table = value["table"]
    head = format_html_join("", '<th scope="col">{}</th>', ((c["heading"],) for c in table.columns))
    rows = format_html_join(
        "",
        "<tr>{}</tr>",
        (
            (format_html_join("", "<td>{}</td>", ((cell.value,) for cell in row)),)
            for row in table.rows
        ),
    )
    return format_html(
        "<table><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}",
        value["caption"],
        head,
        rows,
        _optional("<p>{}</p>", value["source"]),
    )


def _embed(value: Any) -> str:
    card = card_of(value)
    words = _optional("<blockquote>{}</blockquote>", card.words)
    link = format_html('<p><a href="{}">{}</a></p>', card.url, card.line)
    return words + link + _optional("<p>{}</p>", value["caption"])


def _clip(value: Any) -> str:
    return clip_figure(value["clip"], value["caption"]) if value["clip"] else ""


def clip_figure(clip: Any, caption: str = "") -> SafeString:
    """A video or sound with what is printed below it."""
    line = _line(caption or clip.caption, clip.credit)
    tag = "audio" if clip.type == "audio" else "video"
    return format_html(
        '<figure><{} controls src="{}"></{}>{}</figure>',
        tag,
        absolute(clip.file.url),
        tag,
        _optional("<figcaption>{}</figcaption>", line),
    )


def _related(value: Any) -> str:
    stories = [story for story in value["stories"] if story is not None and story.is_public()]
    if not stories:
        return ""
    lines = format_html_join(
        "",
        '<li><a href="{}">{}</a></li>',
        ((absolute(one.path), without_ruby(one.headline)) for one in stories),
    )
    return format_html("<h3>{}</h3><ul>{}</ul>", value["title"] or _("Related stories"), lines)


def _correction(value: Any) -> str:
    when = date_format(value["corrected_at"], "DATETIME_FORMAT")
    return format_html("<p><strong>{} ({})</strong> {}</p>", _("Correction"), when, value["text"])


def _entry(value: Any) -> str:
    when = date_format(value["at"], "DATETIME_FORMAT")
    head = f"{when} – {value['headline']}" if value["headline"] else when
    return format_html("<h3>{}</h3>{}", head, mark_safe(expand_db_html(value["text"].source)))


def _page_break(value: Any) -> str:
    return _optional("<h2>{}</h2>", value["title"])


_WRITERS: dict[str, Callable[[Any], str]] = {
    "text": _text,
    "picture": _picture,
    "gallery": _gallery,
    "quote": _quote,
    "facts": _facts,
    "table": _table,
    "embed": _embed,
    "clip": _clip,
    "related": _related,
    "correction": _correction,
    "page_break": _page_break,
    "entry": _entry,
    "rule": lambda value: "<hr>",
}
