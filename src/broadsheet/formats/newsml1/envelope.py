"""What stands around the NewsItems and speaks of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from broadsheet.formats.item import Subject
from broadsheet.formats.newsml1.components import XML_LANG
from broadsheet.formats.xml import attribute, child, children, text

_TYPES = {
    "person": "person",
    "company": "organisation",
    "organisation": "organisation",
    "organization": "organisation",
    "country": "place",
    "location": "place",
}


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sent it, the topics that are defined in it, by their Duid, and the names that topic sets
    give to codes, by scheme and code. Where no other scheme has the code, it needs none."""

    sender: str = ""
    topics: dict[str, Subject] = field(default_factory=dict)
    names: dict[tuple[str, str], str] = field(default_factory=dict)

    def name_of(self, code: str, *schemes: str) -> str:
        """What ``code`` is called; empty if the document does not say."""
        known = (self.names.get((scheme, code)) for scheme in (*schemes, ""))
        return next((name for name in known if name), "")


def envelope_of(root: etree._Element) -> Envelope:
    """The envelope of the document ``root`` (NewsML 1.2, NewsEnvelope, TopicSet)."""
    party = child(root, "NewsEnvelope", "SentFrom", "Party")
    sender = attribute(party, "FormalName") if party is not None else ""
    language = _language(root)
    topics = {
        duid: _topic(each, language)
        for each in root.iter("{*}Topic")
        if (duid := attribute(each, "Duid"))
    }
    return Envelope(sender, topics, _names(root, language))


def _language(root: etree._Element) -> str:
    """The language of the document: the first that it names."""
    told = (attribute(each, "FormalName") for each in root.iter("{*}Language"))
    return next(filter(None, told), "").lower().partition("-")[0]


def _names(root: etree._Element, language: str) -> dict[tuple[str, str], str]:
    names: dict[tuple[str, str], str] = {}
    for topic in root.iter("{*}Topic"):
        name = _name(topic, language)
        for each in children(topic, "FormalName"):
            code = text(each)
            if not name or not code or name == code:
                continue
            names.setdefault((attribute(each, "Scheme"), code), name)
            # A code that two schemes have names nothing by itself.
            if names.setdefault(("", code), name) != name:
                names["", code] = ""
    return names


def _name(topic: etree._Element, language: str) -> str:
    """The description that is marked as the name; else the first that is not marked at all, such
    as a category; else the first. Of several the one in the ``language`` of the document."""
    described = [
        (
            attribute(each, "Variant").lower(),
            str(each.get(XML_LANG, "")).lower().partition("-")[0],
            text(each),
        )
        for each in children(topic, "Description")
    ]
    ranked = sorted(
        described, key=lambda each: (each[0] != "name", each[0] != "", each[1] != language)
    )
    return next((said for *_, said in ranked if said), "")


def _topic(element: etree._Element, language: str) -> Subject:
    kinds = (attribute(each, "FormalName").lower() for each in children(element, "TopicType"))
    code = text(child(element, "FormalName"))
    name = _name(element, language) or code
    return Subject(name, None, code or None, _TYPES.get(next(kinds, ""), "subject"))
