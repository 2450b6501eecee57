"""How a story and the dispatch it came from stand to each other."""

from __future__ import annotations

from django.db import models

from broadsheet.wire.models import GUID_LENGTH


class WireStory(models.Model):
    """A story that came over the wire.

    `base` is the version whose words the story has, `pictures` the keys of our pictures by that
    version's addresses (null: not known), `told` a digest of all that was written from the wire
    (with corrections and printed times), `written_at` the moment of that revision: while it is the
    latest, nobody at the desk has touched the story. `publish` is whether it goes out by itself as
    soon as it may; `withdrawn` that a withheld version took it off the site; `embargo` the agency's
    embargo, `embargo_waived` the one that the desk has knowingly published it in spite of.
    `refresh_at` is when a longer embargo of something that it carries ends. `waits_since` says
    since when a newer version waits for the desk to compare it.
    """

    dispatch = models.OneToOneField("wire.Dispatch", models.PROTECT, related_name="wire_story")
    story = models.OneToOneField("stories.Story", models.CASCADE, related_name="wire_story")
    base = models.ForeignKey("wire.WireItem", models.PROTECT, related_name="+")
    pictures = models.JSONField(null=True)
    told = models.CharField(max_length=64, blank=True)
    written_at = models.DateTimeField()
    publish = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    embargo = models.DateTimeField(null=True)
    embargo_waived = models.DateTimeField(null=True)
    refresh_at = models.DateTimeField(null=True)
    waits_since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "story from the wire"
        verbose_name_plural = "stories from the wire"
        indexes = [
            models.Index(
                fields=["-waits_since"],
                condition=models.Q(waits_since__isnull=False),
                name="desk_wire_story_waiting",
            ),
            models.Index(
                fields=["refresh_at"],
                condition=models.Q(refresh_at__isnull=False),
                name="desk_wire_story_refresh",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch} → {self.story}"

    @property
    def is_touched(self) -> bool:
        """Whether the desk has worked on the story since the wire wrote it."""
        latest = self.story.latest_revision
        return latest is not None and latest.created_at != self.written_at


class PackageMember(models.Model):
    """That some version of a package carries an item, which may have come, or come later.

    Where it is `only_shown` it is a picture in an item that can do without it.
    """

    package = models.ForeignKey("wire.Dispatch", models.CASCADE, related_name="members")
    provider = models.ForeignKey("wire.Provider", models.CASCADE, related_name="+")
    guid = models.CharField(max_length=GUID_LENGTH)
    only_shown = models.BooleanField(default=False)

    class Meta:
        verbose_name = "member of a package"
        verbose_name_plural = "members of packages"
        constraints = [
            models.UniqueConstraint(fields=["package", "guid"], name="desk_package_member_once")
        ]
        indexes = [models.Index(fields=["provider", "guid"], name="desk_package_member")]

    def __str__(self) -> str:
        return f"{self.guid} in {self.package}"


class PictureFromWire(models.Model):
    """That bytes an agency sent under an identifier are one of our pictures: the same bytes make
    one picture. Without a picture they were withdrawn, and are not taken in again.
    """

    provider = models.ForeignKey("wire.Provider", models.CASCADE, related_name="+")
    guid = models.CharField(max_length=GUID_LENGTH)
    sha256 = models.CharField(max_length=64, db_index=True)
    picture = models.ForeignKey(
        "stories.Picture", models.SET_NULL, null=True, related_name="from_wire"
    )

    class Meta:
        verbose_name = "picture from the wire"
        verbose_name_plural = "pictures from the wire"
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "guid", "sha256"], name="desk_picture_from_wire_once"
            )
        ]

    def __str__(self) -> str:
        return self.guid
