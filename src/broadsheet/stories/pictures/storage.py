"""Where a picture's files lie: one that is replaced stays a day, for printed pages name it."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.storage import FileSystemStorage
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
