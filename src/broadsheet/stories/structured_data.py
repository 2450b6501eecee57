"""Schema.org data of a story and of the paper, for search engines (schema.org/NewsArticle)."""

from __future__ import annotations

import json
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from broadsheet.stories.models import Clip, Edition, Picture, Story
from broadsheet.stories.text import strip_tags
from broadsheet.stories.views.canonical import absolute
from broadsheet.theme.pictures import Responsive, responsive
from broadsheet.theme.ruby import without_ruby

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def news_article(story: Story) -> SafeString:
    """JSON-LD of `story` and of the way to it, escaped to stand inside a script element."""
    return to_script([_article(story), _breadcrumbs(story)])


def web_site(edition: Edition) -> SafeString:
    """JSON-LD of an edition's home front: whose it is, and how to search it."""
    prefix = {"prefix": edition.prefix} if edition.prefix else None
    search = absolute(reverse("search", kwargs=prefix))
    site = {
        "@type": "WebSite",
        "name": edition.name,
        "description": edition.tagline,
        "url": absolute(edition.home_path),
        "inLanguage": edition.language,
        "publisher": _publisher(edition),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{search}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return to_script([site])


def to_script(graph: list[dict[str, Any]]) -> SafeString:
    """The things in `graph`, without their empty values, as JSON that is safe inside a script."""
    kept = [
        {key: value for key, value in thing.items() if value not in ("", None, [], {})}
        for thing in graph
    ]
    data = {"@context": "https://schema.org", "@graph": kept}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))


def _article(story: Story) -> dict[str, Any]:
    data: dict[str, Any] = {
        "@type": "LiveBlogPosting" if story.kind == Story.Kind.LIVE else "NewsArticle",
        "mainEntityOfPage": absolute(story.path),
        "url": absolute(story.path),
        "headline": without_ruby(story.headline)[:110],
        "description": without_ruby(story.standfirst),
        "inLanguage": story.language_code,
        "articleSection": story.section.title,
        "wordCount": story.word_count,
        "isAccessibleForFree": True,
        "datePublished": _iso(story, story.published_at),
        "dateModified": _iso(story, story.updated_at or story.published_at),
        "author": _authors(story),
        "publisher": _publisher(story.edition),
        "keywords": [topic.name for topic in story.topics.all()],
        "copyrightHolder": {
            "@type": "Organization",
            "name": story.rights_holder or story.edition.name,
        },
        "usageInfo": story.edition.licence_url,
        "about": [_about(topic) for topic in story.topics.all()],
    }
    if story.lead_picture and (file := responsive(story.lead_picture, "fronts")):
        data["image"] = [_image(story.lead_picture, file, story.lead_caption, story.lead_credit)]
        data["thumbnailUrl"] = data["image"][0]["url"]
    if story.lead_clip:
        data["video"] = _video(story, story.lead_clip)
    if story.kind == Story.Kind.LIVE:
        data["liveBlogUpdate"] = _entries(story)
        data["coverageStartTime"] = data["datePublished"]
    return data


def _breadcrumbs(story: Story) -> dict[str, Any]:
    """From the home front through the section; the story itself, the last, needs no address."""
    steps = [
        (story.edition.name, absolute(story.edition.home_path)),
        (story.section.title, absolute(story.section.path_in_site)),
        (without_ruby(story.headline), None),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name}
            | ({"item": address} if address else {})
            for place, (name, address) in enumerate(steps, start=1)
        ],
    }


def _iso(story: Story, moment: Any) -> str:
    return story.edition.local(moment).isoformat(timespec="seconds") if moment else ""


def _authors(story: Story) -> list[dict[str, str]]:
    people = [byline.person for byline in story.bylines.all()]
    if people:
        return [
            {"@type": "Person", "name": one.name, "url": absolute(one.get_absolute_url())}
            for one in people
        ]
    if story.byline_text:
        return [{"@type": "Person", "name": story.byline_text}]
    name = story.source.name if story.source else story.edition.name
    return [{"@type": "Organization", "name": name}]


def _publisher(edition: Edition) -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "name": edition.name,
        "url": absolute(edition.home_path),
        "logo": {"@type": "ImageObject", "url": absolute(static("theme/icons/app-512.png"))},
    }


def _about(topic: Any) -> dict[str, str]:
    kinds = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event"}
    data = {"@type": kinds.get(topic.type, "Thing"), "name": topic.name}
    if topic.media_topic:
        data["sameAs"] = f"http://cv.iptc.org/newscodes/mediatopic/{topic.media_topic}"
    return data


def _image(picture: Picture, file: Responsive, caption: str, credit: str) -> dict[str, Any]:
    data = {
        "@type": "ImageObject",
        "url": absolute(file.largest),
        "width": file.width,
        "height": file.height,
        "caption": without_ruby(caption or picture.caption),
        "creditText": credit or picture.credit,
        "creator": {"@type": "Person", "name": picture.creator} if picture.creator else None,
        "copyrightNotice": picture.copyright_notice,
        "license": picture.licence_url,
        "acquireLicensePage": picture.licence_url,
    }
    return {key: value for key, value in data.items() if value}


def _video(story: Story, clip: Clip) -> dict[str, Any]:
    minutes, seconds = divmod(round(clip.duration), 60)
    data = {
        "@type": "VideoObject",
        "name": clip.title,
        "description": clip.caption or story.standfirst or story.headline,
        "contentUrl": absolute(clip.file.url),
        "uploadDate": _iso(story, story.published_at),
        "duration": f"PT{minutes}M{seconds}S",
        "creditText": clip.credit,
        "copyrightNotice": clip.copyright_notice,
    }
    poster = clip.poster or story.lead_picture
    if poster and (file := responsive(poster, "fronts")):
        data["thumbnailUrl"] = absolute(file.largest)
    return {key: value for key, value in data.items() if value}


def _entries(story: Story) -> list[dict[str, Any]]:
    return [
        {
            "@type": "BlogPosting",
            "headline": without_ruby(entry.value["headline"] or story.headline),
            "datePublished": _iso(story, entry.value["at"]),
            "articleBody": plain_text_of(entry),
        }
        for entry in story.entries
        if entry.block_type == "entry"
    ]


def plain_text_of(entry: Any) -> str:
    """The text of one entry of a live story."""
    return " ".join(strip_tags(str(entry.value["text"])).split())
