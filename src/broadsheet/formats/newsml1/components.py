"""The tree of NewsComponents: their roles and languages, and what their content is.

A NewsComponent says what it is for with a Role, and holds other components or ContentItems
(NewsML 1.2, NewsComponent). Agencies name their roles as they like; these are the usual words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from broadsheet.formats.languages import language_tag
from broadsheet.formats.xml import attribute, child, children, local

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CAPTIONS = frozenset({"caption", "legend", "picture caption", "photo caption"})
TITLES = frozenset({"title", "headline"})
LEADS = frozenset(
    ("lead", "summary", "abstract", "intro", "subheadline", "standfirst", "teaser", "chapo")
)
MEDIA = {
    "picture": "picture",
    "photo": "picture",
    "image": "picture",
    "logo": "picture",
    "graphic": "graphic",
    "infographic": "graphic",
    "video": "video",
    "audio": "audio",
    "sound": "audio",
}
_ASIDE = "stylesheet contact biography logo advisory note editorsnote keywords copyright credit"
_APART = frozenset(_ASIDE.split())
_RANKS = {
    0: "main body text story article maintext original long full fulltext",
    3: "short brief alert flash tip",
    6: "supporting supplement supplementary supplemental sidebar background related history",
}
_RANK = {word: rank for rank, words in _RANKS.items() for word in words.split()}
_RANK |= dict.fromkeys(MEDIA, 5)
_UNRANKED, _UNKNOWN = 1, 2
#: Texts that rank lower than this make no story of their own beside a better one.
LAST_STORY = 3

_KINDS = {
    "text": "text",
    "complexdata": "text",
    "photo": "picture",
    "picture": "picture",
    "image": "picture",
    "graphic": "graphic",
    "video": "video",
    "animation": "video",
    "audio": "audio",
}
_ENDINGS = {
    "picture": "jpg jpeg png gif tif tiff webp bmp psd",
    "graphic": "svg eps ai",
    "video": "mp4 mpg mpeg mpeg4 mov avi wmv webm flv m4v",
    "audio": "mp3 wav ogg oga m4a aac flac",
}
_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()}


def components(root: etree._Element) -> Iterator[etree._Element]:
    """Every NewsComponent in ``root``, in the order of the document."""
    return root.iter("{*}NewsComponent")


def chain_of(element: etree._Element) -> list[etree._Element]:
    """The NewsComponents around ``element``, itself included, from the innermost outwards; those
    of a NewsItem around its own are not among them."""
    found = []
    current: etree._Element | None = element
    while current is not None and local(current) != "NewsItem":
        if local(current) == "NewsComponent":
            found.append(current)
        current = current.getparent()
    return found


def role_of(component: etree._Element) -> str:
    """The role of ``component`` in lower case; empty if it has none."""
    return next((attribute(each, "FormalName").lower() for each in children(component, "Role")), "")


def nearest_role(component: etree._Element) -> str:
    """The role of ``component``, or of the nearest one around it that has any."""
    return next((role for each in chain_of(component) if (role := role_of(each))), "")


def rank_of(component: etree._Element) -> int | None:
    """How good a story the text in ``component`` is, 0 for the best; None if it is no body."""
    nearest = nearest_role(component)
    if nearest in CAPTIONS | TITLES | LEADS | _APART:
        return None
    roles = [role for each in chain_of(component) if (role := role_of(each))]
    return max((_RANK.get(role, _UNKNOWN) for role in roles), default=_UNRANKED)


def language_of(component: etree._Element) -> str | None:
    """The language of ``component`` as a tag, from its metadata or ``xml:lang`` or the nearest
    that is told around it."""
    for each in chain_of(component):
        for metadata in children(each, "DescriptiveMetadata"):
            if tag := language_tag(_formal_name(metadata, "Language")):
                return tag
        if tag := language_tag(str(each.get(_XML_LANG, ""))):
            return tag
    item = next(component.iterancestors("{*}NewsItem"), None)
    return language_tag(str(item.get(_XML_LANG, ""))) if item is not None else None


def kind_of(content: etree._Element) -> str:
    """text, picture, graphic, video, audio or file: what the ContentItem ``content`` is, from
    its media types, its format, or its file's name."""
    if kind := _KINDS.get(_formal_name(content, "MediaType").lower()):
        return kind
    mime = _formal_name(content, "MimeType").lower()
    if main := _KINDS.get(mime.partition("/")[0]):
        return main
    written = _formal_name(content, "Format").lower()
    for word in re.split(r"[^a-z0-9]+", f"{written} {mime}"):
        if word in _ENDING:
            return _ENDING[word]
    address = attribute(content, "Href")
    ending = address.partition("?")[0].rpartition(".")[2].lower()
    if address:
        return _ENDING.get(ending, "file")
    return "text"


def data_of(content: etree._Element) -> etree._Element | None:
    """The DataContent of ``content``, also inside an Encoding that is none (base64 is one)."""
    encoding = child(content, "Encoding")
    if encoding is not None:
        notation = attribute(encoding, "Notation").lower()
        return None if "base64" in notation else child(encoding, "DataContent")
    return child(content, "DataContent")


def _formal_name(element: etree._Element, name: str) -> str:
    found = (attribute(each, "FormalName") for each in children(element, name))
    return next((value for value in found if value), "")
