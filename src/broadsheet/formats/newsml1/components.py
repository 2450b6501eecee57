"""The tree of NewsComponents: their roles and languages, and what their content is.

A NewsComponent says what it is for with a Role, and holds other components or ContentItems
(NewsML 1.2, NewsComponent). Agencies name their roles as they like; these are the usual words.
"""

from __future__ import annotations

import re

from lxml import etree

from broadsheet.formats.languages import language_tag
from broadsheet.formats.xml import attribute, child, children, local

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CAPTIONS = frozenset({"caption", "legend"})
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
_NO_BODY = CAPTIONS | TITLES | LEADS | frozenset(_ASIDE.split())
_RANKS = {
    0: "main body text story article maintext original long full fulltext",
    3: "short brief alert flash tip",
    6: "supporting supplement supplementary supplemental sidebar background related history",
}
_RANK = {word: rank for rank, words in _RANKS.items() for word in words.split()}
_RANK |= dict.fromkeys(MEDIA, 5)
_UNRANKED, _UNKNOWN = 1, 2
#: Texts that rank lower than this are no parts of one story.
LAST_PART = _UNRANKED
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


class Outline:
    """The NewsComponents of one NewsItem, each looked through once.

    ``components`` are in the order of the document. Those of a NewsItem inside are not among
    them.
    """

    def __init__(self, item: etree._Element) -> None:
        self.components = list(item.iter("{*}NewsComponent"))
        self._own = {each: _Own(each) for each in self.components}
        self._language = language_tag(str(item.get(XML_LANG, "")))

    def chain(self, component: etree._Element) -> list[etree._Element]:
        """``component`` and those around it, from the innermost outwards."""
        around = (each for each in component.iterancestors() if each in self._own)
        return [component, *around]

    def contents(self, component: etree._Element) -> list[etree._Element]:
        """The ContentItems in ``component`` itself."""
        return self._own[component].contents

    def inner(self, component: etree._Element) -> list[etree._Element]:
        """The components in ``component`` itself."""
        return self._own[component].inner

    def role(self, component: etree._Element) -> str:
        """The role of ``component``, in the word for it that is known here if there is one, and
        in lower case; empty if it has none."""
        return self._own[component].known_role

    def role_as_written(self, component: etree._Element) -> str:
        """The role of ``component``, as it is written."""
        return self._own[component].role

    def role_around(self, component: etree._Element) -> str:
        """The role of ``component``, or of the nearest one around it that has any."""
        return next((role for each in self.chain(component) if (role := self.role(each))), "")

    def rank(self, component: etree._Element) -> int | None:
        """How good a story the text in ``component`` is, 0 for the best; None if it is no
        body."""
        roles = [role for each in self.chain(component) if (role := self.role(each))]
        if roles and roles[0] in _NO_BODY:
            return None
        return max((_RANK.get(role, _UNKNOWN) for role in roles), default=_UNRANKED)

    def language(self, component: etree._Element) -> str | None:
        """The language of ``component`` as a tag, from its metadata or ``xml:lang`` or the
        nearest that is told around it."""
        told = (self._own[each].language for each in self.chain(component))
        return next((tag for tag in told if tag), self._language)


class _Own:
    """What a NewsComponent says of itself."""

    __slots__ = ("contents", "inner", "known_role", "language", "role")

    def __init__(self, component: etree._Element) -> None:
        self.role = ""
        self.contents: list[etree._Element] = []
        self.inner: list[etree._Element] = []
        self.language: str | None = None
        for each in component:
            name = local(each)
            if name == "ContentItem":
                self.contents.append(each)
            elif name == "NewsComponent":
                self.inner.append(each)
            elif name == "Role":
                self.role = self.role or attribute(each, "FormalName")
            elif name == "DescriptiveMetadata" and not self.language:
                self.language = language_tag(_formal_name(each, "Language"))
        self.language = self.language or language_tag(str(component.get(XML_LANG, "")))
        self.known_role = _known_role(self.role.lower())


def _known_role(role: str) -> str:
    """What “Main Text”, “Supporting Picture” or “Photo Caption” are, in one word: the last, if it
    tells what the content is, or else the one that ranks lowest."""
    words = role.split()
    if len(words) < 2:
        return role
    if words[-1] in MEDIA or words[-1] in _NO_BODY:
        return words[-1]
    return max((word for word in words if word in _RANK), key=_RANK.__getitem__, default=role)


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
