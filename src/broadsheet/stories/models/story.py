"""A story: one piece of journalism, in one flat table."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search import index

from broadsheet.stories import kinds
from broadsheet.stories.actions.publish_story import PublishStory
from broadsheet.stories.addresses import slug_for
from broadsheet.stories.blocks import BODY_BLOCKS, ENTRY_BLOCKS
from broadsheet.stories.models.address import StoryAddress
from broadsheet.stories.models.querysets import StoryQuerySet
from broadsheet.stories.models.story_indexes import STORY_INDEXES
from broadsheet.stories.showing import view_of
from broadsheet.stories.text import count_words, plain_text, readings_in, searchable, segment


class Story(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    index.Indexed,
    ClusterableModel,
):
    """One piece of journalism.

    `published_at` and `updated_at` are the *printed* times (UTC in the database). `path` is the
    address; it is set at the first publication and changes only when slug or section do.
    """

    Kind = kinds.Kind
    # Where a search found it, as markup; a page of results says so. Elsewhere nothing.
    excerpt = ""
    # While it is published: the version that readers had before.
    replaces: Story | None = None

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.TEXT)
    edition = models.ForeignKey(
        "stories.Edition", models.PROTECT, related_name="stories", editable=False
    )
    section = models.ForeignKey(
        "stories.Section", models.PROTECT, related_name="stories", verbose_name=_("section")
    )
    further_sections = ParentalManyToManyField(
        "stories.Section",
        related_name="further_stories",
        blank=True,
        verbose_name=_("further sections"),
    )
    specials = ParentalManyToManyField(
        "stories.Special", related_name="stories", blank=True, verbose_name=_("specials")
    )
    topics = ParentalManyToManyField(
        "stories.Topic", related_name="stories", blank=True, verbose_name=_("topics")
    )

    headline = models.CharField(_("headline"), max_length=255)
    short_headline = models.CharField(
        _("short headline"), max_length=120, blank=True, help_text=_("For fronts and rails.")
    )
    slug = models.SlugField(_("slug"), max_length=120, allow_unicode=True, blank=True)
    slugline = models.CharField(
        _("slugline"), max_length=120, blank=True, help_text=_("The desk's name for the story.")
    )
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = StreamField(BODY_BLOCKS(), verbose_name=_("body"), blank=True)
    entries = StreamField(ENTRY_BLOCKS(), verbose_name=_("time line"), blank=True)
    paged = models.BooleanField(_("paged"), default=False)

    dateline = models.CharField(_("dateline"), max_length=120, blank=True)
    byline_text = models.CharField(
        _("byline as delivered"),
        max_length=255,
        blank=True,
        help_text=_("For those without a page."),
    )
    editor = models.CharField(_("editor credit"), max_length=120, blank=True)
    source = models.ForeignKey(
        "stories.Source",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stories",
        verbose_name=_("source"),
    )
    language = models.CharField(
        _("language"), max_length=20, blank=True, help_text=_("Empty: the edition's.")
    )
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="translations",
        verbose_name=_("translation of"),
        # `STORY_INDEXES` has one of those that are translations.
        db_index=False,
    )

    lead_picture = models.ForeignKey(
        "stories.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.TextField(
        _("caption"), blank=True, help_text=_("Empty: the picture's own.")
    )
    lead_credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Empty: the picture's own.")
    )
    lead_clip = models.ForeignKey(
        "stories.Clip",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead clip"),
    )

    published_at = models.DateTimeField(
        _("printed publication time"),
        null=True,
        blank=True,
        help_text=_("Empty: the moment of the first publication."),
    )
    updated_at = models.DateTimeField(_("printed update time"), null=True, blank=True)
    minor_change = models.BooleanField(
        _("minor change"),
        default=False,
        help_text=_("Publish without a new printed update time."),
    )
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(9)],
        help_text=_("1 is a flash, 9 the least urgent."),
    )

    usage_terms = models.TextField(_("usage terms"), blank=True)
    rights_holder = models.CharField(_("rights holder"), max_length=255, blank=True)
    rights_expire_at = models.DateTimeField(_("rights expire"), null=True, blank=True)
    canonical_url = models.URLField(
        _("canonical address"), blank=True, help_text=_("Only if it first stood elsewhere.")
    )
    provider = models.CharField(_("provider"), max_length=120, blank=True, editable=False)
    guid = models.CharField(_("guid"), max_length=255, blank=True, editable=False)
    version = models.CharField(_("version"), max_length=64, blank=True, editable=False)

    path = models.CharField(max_length=512, blank=True, editable=False)
    killed_at = models.DateTimeField(null=True, editable=False)
    kill_reason = models.TextField(blank=True, editable=False)
    word_count = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        editable=False,
        db_index=False,
    )
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    touched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="story",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="story",
        for_concrete_model=False,
    )

    objects = StoryQuerySet.as_manager()

    search_fields = [
        index.SearchField("search_headline", boost=4),
        index.SearchField("search_standfirst", boost=2),
        index.SearchField("search_body"),
        index.FilterField("edition_id"),
        index.FilterField("section_id"),
        index.FilterField("kind"),
        index.FilterField("live"),
        index.FilterField("killed_at"),
        index.FilterField("published_at"),
        index.FilterField("embargo_until"),
        index.FilterField("expire_at"),
        index.FilterField("rights_expire_at"),
        index.FilterField("language"),
        index.FilterField("source_id"),
        index.FilterField("editor"),
        index.FilterField("touched_at"),
    ]

    # Of the whole story, not of one revision: a revision never brings an old value back.
    _WHOLE_STORY_FIELDS = (
        "path",
        "killed_at",
        "kill_reason",
        "created_at",
        "created_by_id",
        "touched_at",
        "touched_by_id",
        "provider",
        "guid",
        "version",
    )

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        permissions = [
            ("kill_story", _("Can kill story")),
            ("lift_kill_story", _("Can lift a kill")),
            ("write_story", _("Can write the words of stories")),
            ("everywhere_story", _("Works in every section")),
        ]
        indexes = STORY_INDEXES

    def __str__(self) -> str:
        return self.headline

    @property
    def search_headline(self) -> str:
        """The headline's words, as the search index wants them."""
        return segment(searchable(f"{self.headline} {self.short_headline} {self.kicker}"))

    @property
    def search_standfirst(self) -> str:
        """The standfirst's words, as the search index wants them."""
        return segment(searchable(self.standfirst))

    @property
    def search_body(self) -> str:
        """The body's words, as the search index wants them."""
        parts = [plain_text(self.body), plain_text(self.entries)]
        return segment(" ".join([*parts, *readings_in(self.body), *readings_in(self.entries)]))

    @property
    def is_killed(self) -> bool:
        """Whether the story was killed."""
        return self.killed_at is not None

    @property
    def language_code(self) -> str:
        """BCP 47 code of the story's language."""
        return self.language or self.edition.language

    @property
    def front_headline(self) -> str:
        """The headline for fronts and rails."""
        return self.short_headline or self.headline

    def is_public(self, at: datetime | None = None) -> bool:
        """Whether readers may see the story at `at` (aware; now by default).

        The same rule as `StoryQuerySet.public`, for one story in hand.
        """
        at = at or timezone.now()
        return (
            self.live
            and not self.is_killed
            and self.published_at is not None
            and self.published_at <= at
            and (self.embargo_until is None or self.embargo_until <= at)
            and (self.expire_at is None or self.expire_at > at)
            and (self.rights_expire_at is None or self.rights_expire_at > at)
        )

    def get_absolute_url(self) -> str:
        """The story's address, empty before its first publication."""
        return self.path

    @property
    def full_url(self) -> str:
        """The address with scheme and host."""
        return f"{settings.WAGTAILADMIN_BASE_URL}{self.path}" if self.path else ""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Take the edition from the section and a slug from the headline, then check."""
        self.fill_in()
        super().full_clean(*args, **kwargs)

    def fill_in(self) -> None:
        """Set what follows from other fields: edition, language, slug, word count."""
        if self.section_id:
            self.edition = self.section.edition
            self.language = self.language or self.edition.language
        if not self.slug:
            self.slug = slug_for(self.headline)
        self.word_count = count_words(f"{plain_text(self.body)} {plain_text(self.entries)}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and keep the address table true when the story is or was public."""
        if kwargs.get("update_fields") is not None:
            super().save(*args, **kwargs)
            return
        self.fill_in()
        with transaction.atomic():
            self._heed_kill()
            if self.live and self.published_at is None:
                self.published_at = timezone.now().replace(microsecond=0)
            StoryAddress.objects.choose(self)
            super().save(*args, **kwargs)
            StoryAddress.objects.note(self)

    def _heed_kill(self) -> None:
        """A copy that was read before a kill must not undo it, nor one from before its lifting."""
        rows = type(self).objects.filter(pk=self.pk).select_for_update(of=("self",))
        for killed_at, reason in rows.values_list("killed_at", "kill_reason"):
            self.killed_at, self.kill_reason = killed_at, reason
            if self.is_killed:
                self.live, self.live_revision = False, None

    def save_revision(self, user: Any = None, **kwargs: Any) -> Revision:
        """Save a revision, and note who touched the story last, and when, where lists look."""
        revision = super().save_revision(user=user, **kwargs)
        self.touched_at = revision.created_at
        self.touched_by = user or self.touched_by
        self.created_by = self.created_by or user
        type(self).objects.filter(pk=self.pk).update(
            touched_at=self.touched_at, touched_by=self.touched_by, created_by=self.created_by
        )
        return revision

    def publish(self, revision: Revision, **kwargs: Any) -> None:
        """Publish `revision` (see `actions.publish_story`)."""
        skip = kwargs.pop("skip_permission_checks", False)
        PublishStory(revision, **kwargs).execute(skip_permission_checks=skip)

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Take off the site, with all that follows from it, or not at all."""
        with transaction.atomic():
            super().unpublish(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Story:
        """A revision's content with the values that belong to the whole story."""
        story = super().with_content_json(content)
        for name in self._WHOLE_STORY_FIELDS:
            setattr(story, name, getattr(self, name))
        return story

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The story's page as the reader would see it, drafts and all."""
        return view_of(self)(request, self)


class Byline(Orderable):
    """One person's name on one story."""

    story = ParentalKey(Story, on_delete=models.CASCADE, related_name="bylines")
    person = models.ForeignKey("stories.Person", models.PROTECT, related_name="bylines")

    class Meta(Orderable.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")

    def __str__(self) -> str:
        return str(self.person)
