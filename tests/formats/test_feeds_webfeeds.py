"""AP WebFeeds: Atom in which The Associated Press says what becomes of a story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from broadsheet.formats import Item, read

NAMESPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:apnm="http://ap.org/schemas/03/2005/apnm" '
    'xmlns:cm="http://ap.org/schemas/03/2005/apcm"'
)


def entry(management: str, content: str = "") -> Item:
    """The item of an entry with this in its NewsManagement and its ContentMetadata."""
    return read(
        f"<entry {NAMESPACES}><id>urn:x:1</id><title>US--Ferry, 2nd Ld</title>"
        f"<apnm:NewsManagement>{management}</apnm:NewsManagement>"
        f"<cm:ContentMetadata>{content}</cm:ContentMetadata></entry>".encode()
    )[0]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("<apnm:PublishingStatus>Usable</apnm:PublishingStatus>", "usable"),
        ("<apnm:PublishingStatus>Canceled</apnm:PublishingStatus>", "canceled"),
        ("<apnm:PublishingStatus>Withheld</apnm:PublishingStatus>", "withheld"),
        ("<apnm:PublishingStatus>Embargoed</apnm:PublishingStatus>", "withheld"),
        ("<apnm:ManagementType>Kill</apnm:ManagementType>", "canceled"),
        ("<apnm:ManagementType>Change</apnm:ManagementType>", "usable"),
    ],
)
def test_the_status_is_understood(status: str, expected: str) -> None:
    assert entry(status).pubstatus == expected


def test_an_embargo_ends_when_the_status_changes() -> None:
    status = '<apnm:PublishingStatus statusChangeOn="{}">Embargoed</apnm:PublishingStatus>'.format
    item = entry(status("2026-10-29T18:00:00"))
    assert item.embargo == datetime(2026, 10, 29, 18, tzinfo=UTC)
    assert item.pubstatus == "usable"
    held = entry(status("Thursday"))
    assert (held.pubstatus, held.extra["embargo_unparsed"]) == ("withheld", "Thursday")


def test_the_headline_is_ap_s_and_the_title_the_slug() -> None:
    item = entry(
        "<apnm:PublishingSpecialInstructions>Eds: Adds photo.</apnm:PublishingSpecialInstructions>",
        "<cm:HeadLine>Ferry runs again</cm:HeadLine><cm:ByLine>By JO DOE</cm:ByLine>"
        '<cm:DateLine>MIAMI (AP)</cm:DateLine><cm:DateLineLocation City="Miami"/>',
    )
    assert (item.headline, item.slugline) == ("Ferry runs again", "US--Ferry, 2nd Ld")
    assert (item.byline, item.dateline, item.place) == ("By JO DOE", "MIAMI (AP)", "Miami")
    assert item.ednote == "Eds: Adds photo."


def test_the_extended_headline_stands_where_there_is_no_other() -> None:
    told = "<apcm:ExtendedHeadLine>The ferry has sailed at last</apcm:ExtendedHeadLine>"
    assert entry("", told).headline == "The ferry has sailed at last"
    both = entry("", f"<apcm:HeadLine>Ferry sails</apcm:HeadLine>{told}")
    assert both.headline == "Ferry sails"
    assert "The ferry has sailed at last" in str(both.extra)
