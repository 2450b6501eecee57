"""Tags and filters of the public templates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import get_current_timezone_name, localdate, localtime

from broadsheet.plates import tags
from broadsheet.theme import times
from broadsheet.theme.lettering import Lettering, lettering_of
from broadsheet.theme.links import link_addresses
from broadsheet.theme.pictures import Responsive, prefetch_files, responsive
from broadsheet.theme.qr import qr_svg

register = template.Library()

LONG_HEADLINE = 72
LONG_WIDE_HEADLINE = 30
LATIN_FACE_LANGUAGES = {"en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl"}


@register.simple_tag(takes_context=True)
def paper_url(context: Context, name: str, *args: Any, **kwargs: Any) -> str:
    """Address of the view `name` in the page's edition."""
    paper = context.get("paper")
    if paper and paper.edition.prefix:
        kwargs["prefix"] = paper.edition.prefix
    return reverse(name, args=args, kwargs=kwargs)


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the symbols of the sprite, as decoration: the words beside it say what it means."""
    sprite = static("theme/icons/sprite.svg")
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true"><use href="{}#{}"/></svg>', name, sprite, name
    )


@register.simple_tag
def qr(url: str) -> SafeString:
    """The QR code of an address, as inline SVG."""
    return mark_safe(qr_svg(url))


@register.simple_tag
def lettering(name: str) -> Lettering | None:
    """Outlines of the paper's name, or nothing where it is to be set as text."""
    return lettering_of(name)


@register.inclusion_tag("theme/includes/picture_tag.html")
def picture_tag(
    picture: Any,
    *,
    sizes: str = "100vw",
    family: str = "fronts",
    alt: str | None = None,
    eager: bool = False,
) -> dict[str, Any]:
    """A `<picture>` with AVIF, WebP and JPEG in several widths.

    `alt` replaces the picture's description; an empty one marks decoration. `eager` loads it first:
    for the one picture that readers see before they scroll.
    """
    text = picture.description if alt is None else alt
    return {"file": responsive(picture, family), "sizes": sizes, "alt": text, "eager": eager}


@register.filter
def row_sizes(stories: Sequence[Any]) -> str:
    """How wide the pictures of a row of stories are (`sizes`): fewer share the row's width."""
    wide = {1: "34rem", 2: "40rem", 3: "26rem"}.get(len(stories), "19rem")
    return f"(min-width: 68.75em) {wide}, (min-width: 43.75em) 45vw, 34vw"


@register.simple_tag
def picture_files(picture: Any, family: str = "free") -> Responsive | None:
    """A picture's files, where a template needs their addresses or proportions, if it has any."""
    return responsive(picture, family)


@register.simple_tag
def read_pictures(*lists: Iterable[Any], family: str = "fronts") -> str:
    """Read the lead pictures of lists of stories (or of slots) ahead, with one query."""
    stories: list[Any] = []
    for each in lists:
        for item in each or []:
            if hasattr(item, "columns"):
                stories += item.stories
                stories += [story for _section, column in item.columns for story in column]
            elif hasattr(item, "stories"):
                stories += item.stories
            else:
                stories.append(item)
    prefetch_files((getattr(story, "lead_picture", None) for story in stories), family)
    return ""


@register.simple_block_tag(takes_context=True)
def with_link_list(context: Context, content: str) -> SafeString:
    """The text inside, and after it the addresses of its links, for print."""
    base = str(context.get("address") or context.get("canonical") or "")
    addresses = link_addresses(content, base)
    if not addresses:
        return mark_safe(content)
    listed = render_to_string("theme/includes/link_list.html", {"addresses": addresses})
    return mark_safe(content + listed)


@register.filter
def is_long(headline: str) -> bool:
    """Whether a headline needs the smaller size; wide scripts reach that sooner."""
    wide = sum(ord(letter) > 0x2E7F for letter in headline)
    return wide > LONG_WIDE_HEADLINE or len(headline) > LONG_HEADLINE


@register.filter
def bcp47(language: str) -> str:
    """A language tag as HTML wants it: `zh-hans` becomes `zh-Hans`."""
    parts = language.replace("_", "-").split("-")
    cased = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "-".join([parts[0].lower(), *cased])


@register.filter
def direction(language: str) -> str:
    """`rtl` or `ltr` for a language tag."""
    return "rtl" if language.split("-")[0].lower() in {"ar", "fa", "he", "ur"} else "ltr"


@register.filter
def language_name(language: str) -> str:
    """The name of a language in that language: `English`, `中文`, `العربية`."""
    locale = times.babel_locale(language)
    return str(locale.languages.get(locale.language, language)).capitalize()


@register.simple_tag
def edition_label(edition: Any) -> SafeString:
    """How the edition switch calls an edition: its language, and its market if that adds something.

    `English`; `中文 · 海外版`, whose market begins with its language.
    """
    language = language_name(edition.language)
    further = edition.market.removeprefix(language).strip(" ·–-")
    if not further or further.casefold() == language.casefold():
        return format_html("{}", language)
    return format_html('{}<span class="market"> · {}</span>', language, further)


@register.filter
def has_latin_face(language: str) -> bool:
    """Whether a language is set in the paper's own face, which is worth loading early."""
    return language.split("-")[0].lower() in LATIN_FACE_LANGUAGES


@register.filter
def key_moments(entries: Iterable[Any]) -> list[Any]:
    """The entries of a time line that are key moments and have a headline."""
    return [
        block
        for block in entries
        if block.block_type == "entry"
        and block.value.get("key_moment")
        and block.value.get("headline")
    ]


@register.filter
def public_ones(stories: Iterable[Any]) -> list[Any]:
    """The stories that readers may see now."""
    return [story for story in stories if story is not None and story.is_public()]


@register.filter
def block_types(body: Iterable[Any]) -> set[str]:
    """Which kinds of block a body holds, so that a page asks only for the scripts it needs."""
    return {block.block_type for block in body}


@register.filter
def opens_with_text(body: Sequence[Any]) -> bool:
    """Whether a body begins with a paragraph, into which the dateline can run."""
    return bool(body) and body[0].block_type == "text" and body[0].value.source.startswith("<p")


@register.filter
def looks_numeric(cell: Any) -> bool:
    """Whether a table's cell holds a figure, which is set flush with those above it."""
    text = str(cell).strip()
    return any(letter.isdigit() for letter in text) and not any(map(str.isalpha, text))


@register.simple_tag
def today_long() -> str:
    """Today in the edition's zone and language, with its weekday."""
    tags.bear(f"today:{get_current_timezone_name()}")
    return times.long_date(localdate())


@register.simple_tag
def today_iso() -> str:
    """Today in the edition's zone as ISO 8601."""
    tags.bear(f"today:{get_current_timezone_name()}")
    return localdate().isoformat()


@register.filter
def machine_time(moment: datetime) -> str:
    """For `datetime` attributes: to the second, in the edition's zone, with its offset."""
    return localtime(moment).isoformat(timespec="seconds")


@register.filter
def printed_time(moment: datetime) -> str:
    """To the second, in the edition's zone."""
    return times.printed_time(moment)


@register.filter
def front_time(moment: datetime) -> str:
    """`14:05` today, the date before."""
    return times.front_time(moment)


@register.filter
def dated_time(moment: datetime) -> str:
    """The date with its year, and the clock time: for pages that outlive the day."""
    return times.dated_time(moment)


@register.filter
def dated_day(moment: datetime) -> str:
    """The date with its year: for pages that outlive the day."""
    return times.dated_day(moment)


@register.filter
def clock_time(moment: datetime) -> str:
    """Hours and minutes."""
    return times.clock_time(moment)


@register.filter
def front_day(moment: datetime) -> str:
    """The day and month of a moment, in the edition's zone."""
    return times.short_date(localdate(moment))


@register.filter
def plain_date(day: date) -> str:
    """The date in the active language."""
    return times.plain_date(day)


@register.filter
def month_name(day: date) -> str:
    """Month and year in the active language."""
    return times.month_name(day)


@register.filter
def month_alone(day: date) -> str:
    """Month in the active language, without its year."""
    return times.month_name(day, with_year=False)


@register.filter
def duration(seconds: float | None) -> str:
    """A clip's length."""
    return times.duration(seconds)
