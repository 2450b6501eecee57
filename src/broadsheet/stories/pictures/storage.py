"""Where a picture's files lie: one that is replaced stays a day, for printed pages name it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django.utils import timezone
from django.utils.deconstruct import deconstructible

KEPT = timedelta(days=1)


@deconstructible(path="broadsheet.stories.pictures.storage.PatientStorage")
class PatientStorage(FileSystemStorage):
    """Keeps what is deleted until `clear_retired_files` finds it a day old."""

    def delete(self, name: str) -> None:
        """Retire the file `name`; it is still served."""
        from broadsheet.stories.models import RetiredFile

        RetiredFile.objects.get_or_create(name=name)

    def delete_now(self, name: str) -> None:
        """Delete the file `name`, retired or not."""
        from broadsheet.stories.models import RetiredFile

        super().delete(name)
        RetiredFile.objects.filter(name=name).delete()

    def forget(self, names: Iterable[str]) -> None:
        """Delete these files, retired or not, as soon as the transaction is committed."""

        def delete_all() -> None:
            for name in names:
                self.delete_now(name)

        transaction.on_commit(delete_all)

    def rename(self, name: str, wanted: str) -> str:
        """Let the file `name` go by `wanted`, or by a name like it; which one it is.

        Nothing is served by the old name from the moment in which the transaction is committed. A
        file that is not there keeps its name.
        """
        new = self.get_available_name(wanted, max_length=100)
        target = Path(self.path(new))
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(self.path(name), target)
        except FileNotFoundError:
            return name
        except OSError:  # a file system without links
            shutil.copy2(self.path(name), target)
        transaction.on_commit(lambda: self.delete_now(name))
        return new


def clear_retired_files() -> int:
    """Delete the files that were retired more than a day ago; how many there were.

    One that a picture has taken up again, because it looks as it did then, is kept.
    """
    from broadsheet.stories.models import PictureRendition, RetiredFile

    storage = PatientStorage()
    old = RetiredFile.objects.filter(retired_at__lt=timezone.now() - KEPT)
    done = 0
    for retired in list(old):
        if PictureRendition.objects.filter(file=retired.name).exists():
            retired.delete()
        else:
            storage.delete_now(retired.name)
            done += 1
    return done
