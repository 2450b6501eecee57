"""Every picture's files, made ahead of who asks for them; then the pages that did without."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from broadsheet.press.changes import note_change
from broadsheet.press.models import PlateTag
from broadsheet.stories.actions.make_picture_files import make_picture_files, next_without_files
from broadsheet.stories.models import Picture
from broadsheet.theme.pictures import FILES, files_of

# Seconds between two looks at every picture there is.
LOOK_AT_ALL = 60.0
# Seconds until a picture that failed is tried again: the disk may have been full.
FAILED = 3600.0
# Seconds: pages are told of all pictures together that were completed meanwhile.
GATHERED = 5.0


class PictureFiles:
    """Makes pictures' files; one that fails is left alone for an hour.

    New pictures are looked for each time, those that have lost their files, as when another file
    was uploaded or another focal point set, once a minute: that look is as long as the archive has
    pictures.
    """

    def __init__(self, stopped: threading.Event) -> None:
        self.stopped = stopped
        self.failed: set[int] = set()
        self.look_at_all_at = 0.0
        self.forgive_at = time.monotonic() + FAILED
        self._known = 0
        self._untold: set[str] = set()
        self._told_at = 0.0
        # One that was killed before may have told no page of its last pictures.
        self._is_heir = True

    def make(self, tell: Callable[[int], object] = lambda done: None) -> int:
        """Make the files of every picture that lacks some, or of those before the clock stops; how
        many pictures there were. Pages that did without are to be pressed again.

        `tell` is called after each picture with how many it has been.
        """
        newest = Picture.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        at_all = time.monotonic() >= self.look_at_all_at
        if time.monotonic() >= self.forgive_at:
            self.failed.clear()
            self.forgive_at = time.monotonic() + FAILED
        done = 0
        while not self.stopped.is_set() and self.make_one(after=0 if at_all else self._known):
            done += 1
            tell(done)
            if time.monotonic() >= self._told_at + GATHERED:
                self._tell_pages()
        if not self.stopped.is_set():
            self._known = newest
            if at_all:
                self.look_at_all_at = time.monotonic() + LOOK_AT_ALL
            if self._is_heir:
                borne = PlateTag.objects.filter(tag__startswith=FILES)
                self._untold.update(borne.values_list("tag", flat=True).distinct())
                self._is_heir = False
        self._tell_pages()
        return done

    def make_one(self, *, after: int) -> bool:
        """Make the files of one picture whose key is larger than `after`; whether there was one."""
        picture = next_without_files(self.failed, after)
        if picture is None:
            return False
        if make_picture_files(picture):
            self._untold.add(files_of(picture))
        else:
            self.failed.add(picture.pk)
        return True

    def _tell_pages(self) -> None:
        if self._untold:
            note_change(self._untold)
        self._untold.clear()
        self._told_at = time.monotonic()
