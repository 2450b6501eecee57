"""What stands around the NewsItems and speaks of all of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from broadsheet.formats.item import Subject
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
    """Who sent it, and the topics that are defined in it, by their Duid."""

    sender: str = ""
    topics: dict[str, Subject] = field(default_factory=dict)


def envelope_of(root: etree._Element) -> Envelope:
    """The envelope of the document ``root`` (NewsML 1.2, NewsEnvelope, TopicSet)."""
    party = child(root, "NewsEnvelope", "SentFrom", "Party")
    sender = attribute(party, "FormalName") if party is not None else ""
    topics = {
        duid: _topic(each) for each in root.iter("{*}Topic") if (duid := attribute(each, "Duid"))
    }
    return Envelope(sender, topics)


def _topic(element: etree._Element) -> Subject:
    kinds = (attribute(each, "FormalName").lower() for each in children(element, "TopicType"))
    code = text(child(element, "FormalName"))
    name = text(child(element, "Description")) or code
    return Subject(name, None, code or None, _TYPES.get(next(kinds, ""), "subject"))
