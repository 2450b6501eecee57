"""Schema.org data of a story, for search engines (schema.org/NewsArticle)."""

from __future__ import annotations

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from broadsheet.stories.models import Clip, Picture, Story
from broadsheet.stories.text import strip_tags
from broadsheet.stories.views.canonical import absolute
from broadsheet.theme.ruby import without_ruby

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def news_article(story: Story) -> SafeString:
    """JSON-LD of `story`, escaped so that it can stand inside a script element."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
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
        "publisher": _publisher(story),
        "keywords": [topic.name for topic in story.topics.all()],
        "copyrightHolder": {
            "@type": "Organization",
            "name": story.rights_holder or story.edition.name,
        },
        "usageInfo": story.edition.licence_url,
        "about": [_about(topic) for topic in story.topics.all()],
    }
    if story.lead_picture:
        data["image"] = [_image(story.lead_picture, story.lead_caption, story.lead_credit)]
        data["thumbnailUrl"] = data["image"][0]["url"]
    if story.lead_clip:
        data["video"] = _video(story, story.lead_clip)
    if story.kind == Story.Kind.LIVE:
        data["liveBlogUpdate"] = _entries(story)
        data["coverageStartTime"] = data["datePublished"]
    return to_script(data)


def to_script(data: dict[str, Any]) -> SafeString:
    """`data` without its empty values as JSON that is safe inside a script element."""
    kept = {key: value for key, value in data.items() if value not in ("", None, [], {})}
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))


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


def _publisher(story: Story) -> dict[str, Any]:
    edition = story.edition
    return {
        "@type": "NewsMediaOrganization",
        "name": edition.name,
        "url": absolute(edition.home_path),
        "logo": {"@type": "ImageObject", "url": absolute("/icons/512.png")},
    }


def _about(topic: Any) -> dict[str, str]:
    kinds = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event"}
    data = {"@type": kinds.get(topic.type, "Thing"), "name": topic.name}
    if topic.media_topic:
        data["sameAs"] = f"http://cv.iptc.org/newscodes/mediatopic/{topic.media_topic}"
    return data


def _image(picture: Picture, caption: str, credit: str) -> dict[str, Any]:
    rendition = picture.get_rendition("fill-1200x675|format-jpeg")
    data = {
        "@type": "ImageObject",
        "url": absolute(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
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
    if poster:
        data["thumbnailUrl"] = absolute(poster.get_rendition("fill-1200x675|format-jpeg").url)
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
