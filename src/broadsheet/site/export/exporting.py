"""Walk the paper from its registered addresses along every link, and write what is found."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Event

from django.conf import settings
from django.utils import timezone

from broadsheet.press.models import Plate
from broadsheet.press.print_run import Outcome, Printed, print_run
from broadsheet.press.queue import work
from broadsheet.press.registry import all_paths
from broadsheet.press.rendering import render
from broadsheet.press.tree import plate_tree
from broadsheet.site.export import notices
from broadsheet.site.export.copying import Copy, FileMissing, without_beacons
from broadsheet.site.export.layout import NoPlace
from broadsheet.site.export.links import leads_of
from broadsheet.site.export.swap import beside, mark
from broadsheet.site.picture_files import PictureFiles

BATCH = 200
# What only the application can answer, and nobody misses in a copy.
LEFT_TO_THE_APPLICATION = ("/desk/",)
# Downloads of ours: a static host doesn't know that they are no pages.
RUN_WHEN_SHOWN = (".htm", ".html", ".js", ".mjs", ".svg", ".xht", ".xhtml", ".xml")


class ExportFailed(Exception):
    """Pages could not be pressed: the copy would not be whole, and the last one stands."""

    def __init__(self, failed: list[Printed]) -> None:
        super().__init__(f"{len(failed)} pages could not be pressed")
        self.failed = failed


@dataclass
class Exported:
    """What a copy holds. `broken` are links of the paper that lead nowhere: address, found on."""

    pages: int = 0
    files: int = 0
    size: int = 0
    left_out: list[tuple[str, str]] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)


def export(target: Path, *, search_at: str = "", tell: Callable[[str, int], object]) -> Exported:
    """Write a copy of the public paper into `target`, whole or not at all; what it holds.

    `search_at` is the address of a search that takes `q`; `tell` is called now and then with what
    is being made, pictures or pages, and how many of them there are. Raises `ExportFailed`,
    `TargetTaken` or `OSError`.
    """
    with beside(target) as folder:
        walk = Walk(Copy(folder), search_at)
        # What the newsroom has changed, where no clock has come to it.
        PictureFiles(Event()).make(partial(tell, "pictures"))
        work()
        walk.pages(partial(tell, "pages"))
        walk.notices()
        walk.pages(partial(tell, "pages"))
        walk.files()
        if walk.failed:
            raise ExportFailed(walk.failed)
        done = walk.done
        done.pages, done.files, done.size = walk.copy.pages, walk.copy.files, walk.copy.size
        mark(
            folder,
            {
                "site": settings.BROADSHEET_SITE_URL,
                "made": timezone.now().isoformat(timespec="seconds"),
                "pages": done.pages,
                "files": done.files,
                "bytes": done.size,
            },
        )
    return done


class Walk:
    """One walk through the paper. Each address is visited once."""

    def __init__(self, copy: Copy, search_at: str) -> None:
        self.copy = copy
        self.done = Exported()
        self.failed: list[Printed] = []
        self._search_at = search_at
        self._searches = notices.search_paths()
        self._site = settings.BROADSHEET_SITE_URL
        self._found_on: dict[str, str] = {}
        self._waiting: deque[str] = deque()
        self._files: dict[str, str] = {}

    def pages(self, tell: Callable[[int], object]) -> None:
        """Every registered address, every plate, and whatever page one of them links to."""
        known = self._known()
        while batch := list(islice(known, BATCH)) or self._next():
            for printed in print_run(batch):
                self._page(printed)
            tell(self.copy.pages)

    def notices(self) -> None:
        """404 pages, and signposts at the addresses of what has moved."""
        for path, body in notices.not_found_pages():
            self._found_on.setdefault(path, "")
            self._write(path, body)
        for path, location in notices.moved():
            if path not in self._found_on:
                self._write(path, notices.signpost(location))

    def files(self) -> None:
        """Static files, pictures and clips that pages name, and what style sheets name in turn."""
        waiting = deque(self._files)
        while waiting:
            path = waiting.popleft()
            try:
                content = self.copy.file(path)
            except FileMissing:
                self.done.broken.append((path, self._files[path]))
                continue
            if path.endswith(".css"):
                for other in leads_of(content, path, self._site).files:
                    if other not in self._files:
                        self._files[other] = path
                        waiting.append(other)

    def _known(self) -> Iterator[str]:
        plates = Plate.objects.filter(status=200).order_by("pk").values_list("path", flat=True)
        for paths in (all_paths(), plates.iterator(chunk_size=2000)):
            for path in paths:
                if path not in self._found_on:
                    self._found_on[path] = ""
                    yield path

    def _next(self) -> list[str]:
        return [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]

    def _page(self, printed: Printed) -> None:
        path = printed.path
        if path in self._searches:
            self._write(path, notices.search_notice(path, self._search_at))
        elif printed.outcome == Outcome.FAILED:
            self.failed.append(printed)
        elif printed.outcome == Outcome.ABSENT:
            self.done.broken.append((path, self._found_on[path]))
        elif (body := plate_tree().body(path)) is not None:
            self._write(path, body)
        elif printed.outcome == Outcome.UNPRESSED:
            self._unpressed(path)

    def _unpressed(self, path: str) -> None:
        """What is public and no plate, such as a document or a way to another page."""
        rendered = render(path)
        if rendered.header("Content-Disposition") and path.lower().endswith(RUN_WHEN_SHOWN):
            self.done.left_out.append((path, "a static host would show it, and it may run scripts"))
        elif rendered.status == 200:
            self._write(path, rendered.body)
        elif rendered.status in {301, 302}:
            location = rendered.header("Location").removeprefix(self._site)
            self._write(path, notices.signpost(location))
        else:
            self.done.broken.append((path, self._found_on[path]))

    def _write(self, path: str, body: bytes) -> None:
        body = without_beacons(body)
        try:
            self.copy.page(path, body)
        except NoPlace as error:
            self.done.left_out.append((path, str(error)))
            return
        leads = leads_of(body, path, self._site)
        for page in leads.pages:
            if page not in self._found_on and not page.startswith(LEFT_TO_THE_APPLICATION):
                self._found_on[page] = path
                self._waiting.append(page)
        for file in leads.files:
            self._files.setdefault(file, path)
