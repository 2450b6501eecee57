"""RSS and Atom, as feed readers see them."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from broadsheet.stories.models import Byline, Picture, Story
from tests.conftest import TestPaper
from tests.factories import (
    PersonFactory,
    PictureFactory,
    SourceFactory,
    TopicFactory,
    found_test_edition,
    make_section,
    make_special,
    make_stories,
    publish,
)

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
FORMS = ["rss", "atom"]


def document(client: Client, path: str) -> Any:
    """The parsed XML at `path`."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return etree.fromstring(answer.content)


def titles(client: Client, path: str) -> list[str]:
    """Titles of a feed's entries, in order."""
    found = document(client, path)
    return found.xpath("//item/title/text() | //atom:entry/atom:title/text()", namespaces=SPACES)


@pytest.fixture
def full(paper: TestPaper) -> Story:
    """A story with everything a feed can say."""
    paper.edition.copyright_line = "© {year} The Test Tidings"
    paper.edition.save()
    picture = PictureFactory()
    story = publish(
        paper.politics,
        headline="Tide <b>& time</b>",
        standfirst="Low & slow",
        source=SourceFactory(name="Estuary Press"),
        lead_picture=picture,
        lead_credit="A. Photographer",
        published_at=datetime.fromisoformat("2020-11-24T17:52:56+00:00"),
        updated_at=datetime.fromisoformat("2020-11-25T01:00:00+00:00"),
        body=[
            {"type": "text", "value": '<p>See <a href="/politics/">ours</a> &amp; 潮信.</p>'},
            {"type": "picture", "value": {"picture": picture.pk, "caption": "Quay", "credit": "X"}},
            {"type": "quote", "value": {"quote": "Tides wait", "attribution": "Ada"}},
            {"type": "facts", "value": {"title": "Facts", "facts": ["One", "Two"]}},
            {"type": "embed", "value": {"url": "https://video.example/1", "title": "Film"}},
            {"type": "rule", "value": None},
            {
                "type": "correction",
                "value": {"corrected_at": "2020-11-25T02:00:00Z", "text": "It was 7 m."},
            },
        ],
        topics=[],
    )
    story.topics.add(TopicFactory(edition=paper.edition, name="Tides", media_topic="17000000"))
    story.save()
    Byline.objects.create(
        story=story, person=PersonFactory(edition=paper.edition, name="Ada Quill", slug="ada")
    )
    return story


def test_rss_says_everything(client: Client, full: Story) -> None:
    root = document(client, "/rss.xml")
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    for name in ("title", "link", "description", "language", "ttl", "lastBuildDate"):
        assert channel.findtext(name), name
    assert channel.findtext("language") == "en"
    assert channel.findtext("copyright", "").endswith("The Test Tidings")
    assert channel.findtext("image/url", "").startswith("http")
    assert channel.findtext("image/title") == channel.findtext("title")
    itself = channel.find("atom:link[@rel='self']", SPACES)
    assert itself.get("href") == "http://127.0.0.1:8000/rss.xml"
    item = channel.find("item")
    assert item.findtext("title") == "Tide <b>& time</b>"
    assert item.findtext("link") == f"http://127.0.0.1:8000{full.path}"
    assert item.find("guid").get("isPermaLink") == "false"
    published = parsedate_to_datetime(item.findtext("pubDate"))
    assert published == full.published_at
    assert published.utcoffset() == timedelta(hours=8)
    assert item.findtext("atom:updated", namespaces=SPACES) == "2020-11-25T09:00:00+08:00"
    assert item.findtext("dc:creator", namespaces=SPACES) == "Ada Quill"
    assert item.findtext("dc:source", namespaces=SPACES) == "Estuary Press"
    assert [each.text for each in item.findall("category")] == ["Politics", "Tides"]
    assert item.findtext("description") == "Low &amp; slow"
    enclosure = item.find("enclosure")
    assert int(enclosure.get("length")) > 0
    assert enclosure.get("type") == "image/jpeg"
    medium = item.find("media:content", SPACES)
    assert medium.get("url") == enclosure.get("url")
    assert medium.findtext("media:credit", namespaces=SPACES) == "A. Photographer"
    assert medium.findtext("media:copyright", namespaces=SPACES) == "© The Tidings"


def test_atom_says_everything(client: Client, full: Story) -> None:
    root = document(client, "/atom.xml")
    atom = SPACES["atom"]
    assert root.tag == f"{{{atom}}}feed"
    for name in ("id", "title", "updated", "author", "logo", "rights"):
        assert root.find(f"atom:{name}", SPACES) is not None, name
    itself = root.find("atom:link[@rel='self']", SPACES)
    assert itself.get("href") == "http://127.0.0.1:8000/atom.xml"
    entry = root.find("atom:entry", SPACES)
    assert entry.findtext("atom:title", namespaces=SPACES) == "Tide <b>& time</b>"
    assert entry.findtext("atom:published", namespaces=SPACES) == "2020-11-25T01:52:56+08:00"
    assert entry.findtext("atom:updated", namespaces=SPACES) == "2020-11-25T09:00:00+08:00"
    assert entry.findtext("atom:author/atom:name", namespaces=SPACES) == "Ada Quill"
    assert entry.findtext("atom:author/atom:uri", namespaces=SPACES).endswith("/people/ada/")
    assert entry.findtext("atom:summary", namespaces=SPACES) == "Low & slow"
    section, topic = entry.findall("atom:category", SPACES)
    assert (section.get("term"), section.get("label")) == ("politics", "Politics")
    assert topic.get("scheme") == "http://cv.iptc.org/newscodes/mediatopic/"
    assert entry.find("atom:content", SPACES).get("type") == "html"
    link = entry.find("atom:link[@rel='alternate']", SPACES)
    assert (link.get("href"), link.get("hreflang")) == (f"http://127.0.0.1:8000{full.path}", "en")
    enclosure = entry.find("atom:link[@rel='enclosure']", SPACES)
    assert int(enclosure.get("length")) > 0
    assert entry.find("media:content/media:credit", SPACES) is not None


@pytest.mark.parametrize("form", FORMS)
def test_content_is_whole_and_absolute(client: Client, full: Story, form: str) -> None:
    (content,) = document(client, f"/{form}.xml").xpath(
        "//content:encoded/text() | //atom:content/text()", namespaces=SPACES
    )
    for words in ("潮信", "Quay – X", "Tides wait", "Ada", "One", "Two", "Film", "It was 7 m."):
        assert words in content
    assert 'href="http://127.0.0.1:8000/politics/"' in content
    assert 'href="/' not in content
    assert 'src="/' not in content
    assert "data-block-key" not in content


def test_both_forms_name_a_story_alike_and_for_ever(
    client: Client, paper: TestPaper, full: Story
) -> None:
    def names() -> set[str]:
        return {
            document(client, "/rss.xml").findtext("channel/item/guid"),
            document(client, "/atom.xml").findtext("atom:entry/atom:id", namespaces=SPACES),
        }

    before = names()
    assert len(before) == 1
    full.slug = "another"
    full.section = paper.science
    full.save_revision().publish()
    assert names() == before


@pytest.mark.parametrize("form", FORMS)
def test_every_place_has_a_feed_of_its_own(client: Client, paper: TestPaper, form: str) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    there = make_section(chinese, "时政")
    special = make_special(paper.edition, "The Long Tide")
    topic = TopicFactory(edition=paper.edition, slug="tides")
    person = PersonFactory(edition=paper.edition, slug="ada")
    person_there = PersonFactory(edition=chinese, slug="阿达")
    first = publish(paper.politics, headline="First")
    second = publish(paper.science, headline="Second")
    second.further_sections.add(paper.politics)
    second.specials.add(special)
    second.topics.add(topic)
    second.save()
    Byline.objects.create(story=first, person=person)
    Byline.objects.create(story=first, person=person)
    other = publish(there, headline="第三")
    Byline.objects.create(story=other, person=person_there)
    assert titles(client, f"/{form}.xml") == ["Second", "First"]
    assert titles(client, f"/politics/{form}.xml") == ["Second", "First"]
    assert titles(client, f"/science/{form}.xml") == ["Second"]
    assert titles(client, f"{special.path_in_site}{form}.xml") == ["Second"]
    assert titles(client, f"/topics/tides/{form}.xml") == ["Second"]
    assert titles(client, f"/people/ada/{form}.xml") == ["First"]
    assert titles(client, f"/zh/{form}.xml") == ["第三"]
    assert titles(client, f"/zh/时政/{form}.xml") == ["第三"]
    assert titles(client, f"/zh/people/阿达/{form}.xml") == ["第三"]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "path", ["/no/", "/topics/no/", "/people/no/", "/politics/no/", "/de/", "/privacy/", "/closed/"]
)
def test_no_feed_where_there_is_no_place(
    client: Client, paper: TestPaper, form: str, path: str
) -> None:
    make_special(paper.edition, "Closed", slug="closed", closed=True)
    assert client.get(f"{path}{form}.xml").status_code == 404


def test_a_closed_special_leads_to_no_feed_of_its_own(client: Client, paper: TestPaper) -> None:
    special = make_special(paper.edition, "Closed", slug="closed", closed=True)
    page = client.get(special.path_in_site).content
    assert b"closed/rss.xml" not in page
    assert b'href="/rss.xml"' in page


@pytest.mark.parametrize("form", FORMS)
def test_a_section_that_is_not_public_has_none(client: Client, paper: TestPaper, form: str) -> None:
    paper.politics.unpublish()
    assert client.get(f"/politics/{form}.xml").status_code == 404


@pytest.mark.parametrize("form", FORMS)
def test_only_public_stories_thirty_of_them(client: Client, paper: TestPaper, form: str) -> None:
    make_stories(paper.politics, 35)
    now = timezone.now()
    for number, fields in enumerate(
        [
            {"killed_at": now},
            {"live": False},
            {"embargo_until": now + timedelta(hours=1)},
            {"expire_at": now - timedelta(hours=1)},
            {"rights_expire_at": now - timedelta(hours=1)},
        ]
    ):
        Story.objects.filter(headline=f"Story number {number}").update(**fields)
    assert titles(client, f"/{form}.xml") == [f"Story number {number}" for number in range(5, 35)]


@pytest.mark.parametrize("form", FORMS)
def test_any_text_gives_valid_xml(client: Client, paper: TestPaper, form: str) -> None:
    nasty = "A\x00B\x08C\x1f ]]> <!-- & \ufffe 😀 \u202e end"
    story = publish(paper.politics, headline="Plain", byline_text="By")
    Story.objects.filter(pk=story.pk).update(
        headline=nasty.replace("\x00", ""),
        standfirst=nasty.replace("\x00", ""),
        byline_text="By \x0c line",
        usage_terms="\x08",
        body=[{"type": "text", "value": "<p>A\x0bB <script>alert(1)</script><i>open</p>"}],
    )
    assert titles(client, f"/{form}.xml")[0].startswith("ABC")
    assert b"alert(1)" not in client.get(f"/{form}.xml").content


@pytest.mark.parametrize("form", FORMS)
def test_translations_are_named(client: Client, paper: TestPaper, form: str) -> None:
    chinese = found_test_edition(code="zh", language="zh-Hans", name="潮报")
    story = publish(paper.politics, headline="Tide")
    there = publish(make_section(chinese, "时政"), headline="潮", translation_of=story)
    links = document(client, f"/{form}.xml").xpath(
        "//atom:link[@rel='alternate'][@type='text/html'][@hreflang='zh-Hans']/@href",
        namespaces=SPACES,
    )
    assert [link.rsplit("/", 2)[1] for link in links] == ["%E6%BD%AE"]
    Story.objects.filter(pk=there.pk).update(killed_at=timezone.now())
    assert b"%E6%BD%AE/" not in client.get(f"/{form}.xml").content


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_feed_is_valid_and_stays_the_same(
    client: Client, paper: TestPaper, form: str
) -> None:
    assert titles(client, f"/{form}.xml") == []
    first, second = client.get(f"/{form}.xml"), client.get(f"/{form}.xml")
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize("form", FORMS)
def test_conditional_requests(client: Client, paper: TestPaper, form: str) -> None:
    publish(paper.politics, headline="First")
    story = publish(paper.politics, headline="Second")
    path = f"/{form}.xml"
    answer = client.get(path)
    assert answer["Content-Type"].startswith(f"application/{form}+xml")
    assert "max-age" in answer["Cache-Control"]
    assert not answer.cookies
    known = {"If-None-Match": answer["ETag"], "If-Modified-Since": answer["Last-Modified"]}
    assert client.get(path, headers=known).status_code == 304
    Story.objects.filter(pk=story.pk).update(killed_at=timezone.now())
    assert client.get(path, headers=known).status_code == 200
    only_time = {"If-Modified-Since": answer["Last-Modified"]}
    assert client.get(path, headers=only_time).status_code == 200


@pytest.mark.parametrize("form", FORMS)
def test_queries_do_not_grow_with_stories(
    client: Client, paper: TestPaper, form: str, django_assert_max_num_queries: Any
) -> None:
    person = PersonFactory(edition=paper.edition)
    for story in make_stories(paper.politics, 30, source=SourceFactory()):
        Byline.objects.create(story=story, person=person)
    client.get(f"/{form}.xml")
    with django_assert_max_num_queries(15):
        client.get(f"/{form}.xml")


@pytest.mark.parametrize("form", FORMS)
def test_a_picture_whose_file_is_gone_is_left_out(
    client: Client, paper: TestPaper, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(self: Picture, filter: str) -> None:
        raise FileNotFoundError(self.file.name)

    publish(paper.politics, headline="Tide", lead_picture=PictureFactory())
    monkeypatch.setattr(Picture, "get_rendition", gone)
    assert titles(client, f"/{form}.xml") == ["Tide"]
    assert b"enclosure" not in client.get(f"/{form}.xml").content


@pytest.mark.parametrize("form", FORMS)
def test_readings_stand_above_the_text_and_not_in_titles(
    client: Client, paper: TestPaper, form: str
) -> None:
    body = [{"type": "text", "value": "<p>{漢字|かんじ}</p>"}]
    publish(paper.politics, headline="{潮|しお}の町", standfirst="{港|みなと}", body=body)
    assert titles(client, f"/{form}.xml") == ["潮の町"]
    text = client.get(f"/{form}.xml").content.decode()
    assert "漢字&lt;rp&gt;" in text
    assert "{" not in text
    assert "みなと" not in text
