"""A copy of a small paper, browsed over a plain file server."""

from __future__ import annotations

import functools
import http.server
import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from broadsheet.press import queue
from broadsheet.press.models import Plate
from broadsheet.press.queue import work
from broadsheet.press.tree import plate_tree
from broadsheet.site.export import Exported, ExportFailed, export
from broadsheet.site.export.links import leads_of
from broadsheet.site.export.swap import MARKER
from broadsheet.stories.models import Story
from tests.conftest import TestPaper
from tests.factories import PictureFactory, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(paper: TestPaper, settings: object, tmp_path: Path) -> Story:
    """A paper with pictures, a paged story, one that moved and one that was withdrawn."""
    settings.STATIC_ROOT = tmp_path / "static"  # type: ignore[attr-defined]
    long = {"type": "page_break", "value": {}}
    text = {"type": "text", "value": "<p>The tide was high.</p>"}
    publish(paper.science, headline="On two pages", body=[text, long, text], paged=True)
    one = publish(paper.politics, headline="Ferry sails", lead_picture=PictureFactory())
    one.slug = "ferry-is-back"
    one.save_revision().publish()
    gone = publish(paper.politics, headline="Withdrawn soon")
    gone.unpublish()
    work()
    one.refresh_from_db()
    return one


def copy(target: Path, static: Path, **options: str) -> Exported:
    """Export; static files that were never collected here are made up, with a font in the CSS."""
    done = export(target, tell=lambda _what, _number: None, **options)
    missing = [path for path, _page in done.broken if path.startswith("/static/")]
    if not missing:
        return done
    for path in missing:
        file = static / path.removeprefix("/static/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("p{src:url(/static/font.woff2)}" if path.endswith(".css") else "x")
    (static / "font.woff2").write_text("font")
    return copy(target, static, **options)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """What `python -m http.server` does with `folder`."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            return

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def browse(site: str, own: str) -> dict[str, int]:
    """Follow every link from the front on; the status of each address."""
    waiting, found = ["/"], {}
    while waiting:
        path = waiting.pop()
        try:
            with urllib.request.urlopen(site + urllib.parse.quote(path), timeout=10) as answer:
                found[path], body = answer.status, answer.read()
        except urllib.error.HTTPError as error:
            found[path] = error.code
            continue
        leads = leads_of(body, path, own)
        waiting += [one for one in leads.pages | leads.files if one not in found]
    return found


def test_no_link_of_the_copy_is_broken(story: Story, tmp_path: Path, settings: object) -> None:
    done = copy(tmp_path / "copy", tmp_path / "static")
    assert done.broken == []
    assert done.left_out == []
    with served(tmp_path / "copy") as site:
        found = browse(site, settings.BROADSHEET_SITE_URL)  # type: ignore[attr-defined]
    assert {path: status for path, status in found.items() if status != 200} == {}
    assert story.path in found
    assert any(path.endswith("/2/") for path in found)
    endings = {path.rpartition(".")[2] for path in found if path.startswith("/media/images/")}
    assert endings == {"avif", "webp", "jpg"}
    assert "/static/font.woff2" in found
    assert {"/rss.xml", "/atom.xml", "/search/", "/archive/"} <= found.keys()


def test_what_it_holds(story: Story, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    done = copy(target, tmp_path / "static")
    files = [file for file in target.rglob("*") if file.is_file() and file.name != MARKER]
    assert done.pages + done.files == len(files)
    assert done.size == sum(file.stat().st_size for file in files)
    assert json.loads((target / MARKER).read_text())["pages"] == done.pages
    for name in ("robots.txt", "sitemap.xml", "sitemaps/news.xml", "killed.json", "sw.js"):
        assert (target / name).exists(), name
    assert not (target / "media/original_images").exists()
    assert not (target / "desk").exists()
    assert "Withdrawn soon" not in "".join(
        file.read_text() for file in target.rglob("*.html") if file.is_file()
    )


def test_its_stories_tell_nobody_that_they_are_read(story: Story, tmp_path: Path) -> None:
    assert b"/read/" in (plate_tree().body(story.path) or b"")
    copy(tmp_path / "copy", tmp_path / "static")
    page = (tmp_path / "copy" / story.path.strip("/") / "index.html").read_text()
    assert story.headline in page
    assert f'data-story="{story.path}"' in page
    assert [
        file for file in (tmp_path / "copy").rglob("*.html") if "/read/" in file.read_text()
    ] == []


def test_an_address_that_was_missed_says_so(story: Story, tmp_path: Path) -> None:
    copy(tmp_path / "copy", tmp_path / "static")
    page = (tmp_path / "copy/404.html").read_text()
    assert "<h1" in page
    assert "/politics/" in page


def test_an_earlier_address_leads_on(story: Story, tmp_path: Path) -> None:
    copy(tmp_path / "copy", tmp_path / "static")
    earlier = story.addresses.exclude(path=story.path).get()
    page = (tmp_path / f"copy{earlier.path}index.html").read_text()
    assert f'content="0; url={story.path}"' in page


def test_documents_come_along_unless_they_could_run(story: Story, tmp_path: Path) -> None:
    report, page = (
        get_document_model().objects.create(title=name, file=ContentFile(b"<script>", name))
        for name in ("report.pdf", "page.html")
    )
    links = "".join(f'<a linktype="document" id="{one.pk}">x</a>' for one in (report, page))
    story.body = [{"type": "text", "value": f"<p>{links}</p>"}]
    story.save_revision().publish()
    done = copy(tmp_path / "copy", tmp_path / "static")
    assert (tmp_path / f"copy{report.url}").read_bytes() == b"<script>"
    assert not (tmp_path / f"copy{page.url}").exists()
    assert [path for path, _reason in done.left_out] == [page.url]


def test_the_search_page_says_where_to_search(story: Story, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    copy(target, tmp_path / "static")
    page = (target / "search/index.html").read_text()
    assert "This copy of the paper can't search." in page
    assert "<form" not in page
    copy(target, tmp_path / "static", search_at="https://live.example/search/")
    page = (target / "search/index.html").read_text()
    assert '<form class="search-form" action="https://live.example/search/"' in page


def test_a_page_that_fails_leaves_the_last_copy(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy"
    copy(target, tmp_path / "static")
    before = (target / MARKER).read_text()
    story.headline = "Ferry sinks"
    story.save_revision().publish()

    def fail(plate: Plate, *, wait: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(queue, "press_claimed", fail)
    with pytest.raises(ExportFailed) as failed:
        export(target, tell=lambda _what, _number: None)
    assert "No space left" in failed.value.failed[0].error
    assert (target / MARKER).read_text() == before
    assert not (tmp_path / ".copy.new").exists()
