"""Every public page of the paper, fetched once: by its own links, from the fronts on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import html

from tests.browser.server import ServedPaper

NOT_PAGES = ("/desk/", "/media/", "/static/", "/documents/")
# Some hundred feeds, all made alike: the feeds of places stand for them.
FEEDS_OF_LISTS = re.compile(r"^/(zh/|ar/)?(topics|people)/.*\.xml$")
# What the paper's tables say is public, by kind and edition.
KINDS = """
import json
from broadsheet.stories.models import HomeFront, InformationPage, Section, Special, Story
from wagtail.models import Page
found = []
for model, kind in ((HomeFront, "front"), (Section, "section"), (Special, "special"),
                    (InformationPage, "information")):
    for page in model.objects.live():
        found.append([kind, page.get_url_parts()[2]])
for story in Story.objects.public():
    found.append(["paged" if story.paged else story.kind, story.path])
print("KINDS" + json.dumps(found))
"""
LISTS = {
    "topic": "topics",
    "person": "people",
    "archive": "archive",
    "more": "more",
    "popular": "most-popular",
    "search": "search",
    "saved": "saved",
    "offline": "offline",
    "app": "get-the-app",
}
# Nothing links to these: the service worker shows them.
OFFLINE = ("/offline/", "/zh/offline/", "/ar/offline/")
WORDS = {"en": "tide", "zh": "长潮", "ar": "المد"}


@dataclass
class Answer:
    """One answer of the server, and the page that led to it."""

    path: str
    found_on: str
    status: int
    headers: dict[str, str]
    body: bytes
    tree: html.HtmlElement | None = None

    @property
    def edition(self) -> str:
        """`zh`, `ar`, or `en` for the edition at `/`."""
        first = self.path.split("/")[1]
        return first if first in {"zh", "ar"} else "en"


@dataclass
class Crawl:
    """All answers by path, and the paths of each kind of page."""

    answers: dict[str, Answer] = field(default_factory=dict)
    kinds: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def pages(self) -> Iterator[Answer]:
        """Answers that are pages which went well."""
        return (one for one in self.answers.values() if one.tree is not None and one.status == 200)

    def first(self, kind: str, edition: str = "en") -> str:
        """Path of the first page of a kind; a missing kind is an error of the demo's."""
        return self.kinds[kind, edition][0]

    def samples(self) -> list[tuple[str, str, str]]:
        """(kind, edition, path) of one page of every kind in every edition that has it."""
        return [(kind, edition, paths[0]) for (kind, edition), paths in sorted(self.kinds.items())]


def crawl(paper: ServedPaper) -> Crawl:
    """Follow every link of the paper's own pages, breadth first, four at a time."""
    done = Crawl()
    line = next(one for one in paper.shell(KINDS).splitlines() if one.startswith("KINDS"))
    known = {path: kind for kind, path in json.loads(line.removeprefix("KINDS"))}
    waiting = dict.fromkeys([*known, *OFFLINE], "the tables")
    with ThreadPoolExecutor(4) as pool:
        while waiting:
            asked = pool.map(lambda item: _fetch(paper, *item), sorted(waiting.items()))
            waiting = {}
            for answer in asked:
                done.answers[answer.path] = answer
                for path in _links(paper, answer):
                    if path not in done.answers:
                        waiting.setdefault(path, answer.path)
            waiting = {path: on for path, on in waiting.items() if path not in done.answers}
    for answer in done.pages():
        if kind := known.get(answer.path) or _kind_of_list(answer):
            done.kinds.setdefault((kind, answer.edition), []).append(answer.path)
    for edition, prefix in (("en", ""), ("zh", "/zh"), ("ar", "/ar")):
        done.kinds["results", edition] = [f"{prefix}/search/?q={quote(WORDS[edition])}"]
        done.kinds["no results", edition] = [f"{prefix}/search/?q=qqxxzz"]
    return done


def _fetch(paper: ServedPaper, path: str, found_on: str) -> Answer:
    status, headers, body = paper.get(quote(path, safe="/?=&%:@+,;~"))
    answer = Answer(path, found_on, status, headers, body)
    if headers.get("content-type", "").startswith("text/html"):
        answer.tree = html.document_fromstring(body.decode())
    return answer


def _links(paper: ServedPaper, answer: Answer) -> Iterator[str]:
    if answer.status in {301, 302}:
        yield _own(paper, answer.headers["location"]) or answer.path
    if answer.tree is None:
        return
    for href in answer.tree.xpath("//a/@href | //link/@href | //form/@action"):
        path = _own(paper, urljoin(f"{paper.url}{answer.path}", href))
        if path and not path.startswith(NOT_PAGES) and not FEEDS_OF_LISTS.match(path):
            yield path


def _own(paper: ServedPaper, url: str) -> str:
    """Path and query of an address of the paper, or nothing where it is another's."""
    url = urljoin(f"{paper.url}/", url)
    if not url.startswith(f"{paper.url}/"):
        return ""
    parts = urlsplit(url)
    return unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


def _kind_of_list(answer: Answer) -> str:
    folders = answer.path.strip("/").split("/")
    if answer.edition != "en":
        folders = folders[1:]
    return next((kind for kind, name in LISTS.items() if folders and folders[0] == name), "")
