"""Places: the pages of the tree, each with its curated front. Stories are not among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from broadsheet.stories.addresses import RESERVED
from broadsheet.stories.blocks import FRONT_SLOTS
from broadsheet.stories.showing import view_of

if TYPE_CHECKING:
    from broadsheet.stories.models.edition import Edition


class OnSite(models.Model):
    """A page whose address follows from its place in the tree.

    The site's root is the default edition's home front, so the address is the page's `url_path`
    without its first part. Wagtail's own way asks the database for the list of sites each time.
    """

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a slug whose address is taken by the paper's own furniture."""
        super().clean()
        if self.slug in RESERVED:  # type: ignore[attr-defined]
            raise ValidationError(
                {
                    "slug": _(
                        "“%(slug)s” is one of the paper's own addresses. Choose another slug."
                    )
                    % {"slug": self.slug}  # type: ignore[attr-defined]
                }
            )

    @property
    def path_in_site(self) -> str:
        """Address of the page, from the host's root: `/politics/`."""
        return "/" + self.url_path.split("/", 2)[2]  # type: ignore[attr-defined]

    def get_url(self, request: HttpRequest | None = None, current_site: object = None) -> str:
        """The same; Wagtail's `url` asks here."""
        return self.path_in_site

    # Wagtail's is bound to its own `get_url`.
    url = property(get_url)

    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Publish, with all that follows from it, or not at all."""
        with transaction.atomic():
            super().publish(*args, **kwargs)  # type: ignore[misc]

    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Take off the site, with all that follows from it, or not at all."""
        with transaction.atomic():
            super().unpublish(*args, **kwargs)  # type: ignore[misc]


class Place(OnSite, Page):
    """What every place has: an edition, an introduction and slots."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    slots = StreamField(FRONT_SLOTS(), verbose_name=_("slots"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary"), FieldPanel("slots")]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As any page's; `page/<n>/` below a place lists its older stories."""
        match path_components:
            case ["page", number] if re.fullmatch(r"[1-9]\d{0,5}", number) and self.live:
                return RouteResult(self, kwargs={"number": int(number)})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, number: int = 1) -> HttpResponse:
        """The front, as the reader sees it; from `number` 2 on a list of older stories."""
        return view_of(self)(request, self, number)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The front with the unpublished changes of its slots."""
        return self.serve(request)


class HomeFront(Place):
    """The front of an edition."""

    edition = models.OneToOneField(
        "stories.Edition", models.PROTECT, related_name="home", verbose_name=_("edition")
    )

    content_panels: ClassVar = [FieldPanel("edition"), *Place.content_panels]
    parent_page_types: ClassVar = ["wagtailcore.Page", "stories.HomeFront"]
    subpage_types: ClassVar = [
        "stories.HomeFront",
        "stories.Section",
        "stories.Special",
        "stories.InformationPage",
    ]

    class Meta:
        verbose_name = _("home front")
        verbose_name_plural = _("home fronts")


class EditionPlace(models.Model):
    """A place inside an edition, which it takes from the home front above it."""

    edition = models.ForeignKey(
        "stories.Edition",
        models.PROTECT,
        related_name="%(class)s_set",
        verbose_name=_("edition"),
        editable=False,
    )
    parent_page_types: ClassVar = ["stories.HomeFront"]

    class Meta:
        abstract = True

    def edition_above(self) -> Edition:
        """The edition of the home front above; `ValidationError` where there is none."""
        parent = HomeFront.objects.ancestor_of(self).order_by("-depth").first()
        if parent is None:
            raise ValidationError(_("This page must stand below an edition's home front."))
        return parent.edition

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Fill in the edition, then check as usual (Wagtail calls this on every save)."""
        if self.path:  # type: ignore[attr-defined]
            self.edition = self.edition_above()
        super().full_clean(*args, **kwargs)  # type: ignore[arg-type]


class Section(EditionPlace, Place):
    """A section, such as Politics, and its front."""

    hue = models.CharField(
        _("colour"),
        max_length=12,
        default="ink",
        choices=[
            ("ink", _("ink")),
            ("red", _("red")),
            ("blue", _("blue")),
            ("teal", _("teal")),
            ("green", _("green")),
            ("ochre", _("ochre")),
            ("plum", _("plum")),
            ("slate", _("slate")),
            ("rust", _("rust")),
        ],
        help_text=_("For the kicker and the rule above the section's stories."),
    )

    content_panels: ClassVar = [*Place.content_panels, FieldPanel("hue")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")


class Special(EditionPlace, Place):
    """A running topic with its own front and banner."""

    banner = models.ForeignKey(
        "stories.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("banner"),
    )
    closed = models.BooleanField(
        _("closed"), default=False, help_text=_("No longer running; its front stays.")
    )

    content_panels: ClassVar = [
        *Place.content_panels,
        FieldPanel("banner"),
        FieldPanel("closed"),
    ]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("special")
        verbose_name_plural = _("specials")


class InformationPage(OnSite, EditionPlace, Page):
    """About us, Contact us, Jobs, Privacy policy, Links …"""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    body = RichTextField(
        _("text"),
        features=["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr", "document-link"],
        blank=True,
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        blank=True,
        validators=[RegexValidator(r"^[a-z-]+$")],
        help_text=_(
            "“privacy”, “about”, “contact”, “jobs” or “links”: where the paper links to it."
        ),
    )

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("role"),
    ]
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("body")]
    subpage_types: ClassVar = ["stories.InformationPage"]
    parent_page_types: ClassVar = ["stories.HomeFront", "stories.InformationPage"]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")

    def serve(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The page, as the reader sees it."""
        return view_of(self)(request, self)
