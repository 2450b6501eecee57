"""What every public template may ask of the paper it stands in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import cached_property

from broadsheet.plates import tags
from broadsheet.plates.rounds import once
from broadsheet.stories.dependencies import furniture_of
from broadsheet.stories.models import Edition, HomeFront, InformationPage, Section, Special


class Paper:
    """An edition with its furniture; each part is read from the database when first asked for.

    A page depends on the furniture as a whole, not on each place in it: pinning a story to a
    section's front must not press every page again that has the section in its menu.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def editions(self) -> list[Edition]:
        """All editions that have a public home front, the default one first."""
        with tags.ignored():
            return list(Edition.objects.filter(home__live=True))

    @cached_property
    def home(self) -> HomeFront | None:
        """The edition's home front."""
        with tags.ignored():
            return HomeFront.objects.live().filter(edition=self.edition).first()

    @cached_property
    def sections(self) -> list[Section]:
        """The edition's sections in the order of the tree."""
        with tags.ignored():
            sections = Section.objects.live().filter(edition=self.edition, show_in_menus=True)
            return list(sections.order_by("path"))

    @cached_property
    def specials(self) -> list[Special]:
        """Specials that are still running."""
        with tags.ignored():
            specials = Special.objects.live().filter(edition=self.edition, closed=False)
            return list(specials.order_by("path"))

    @cached_property
    def information(self) -> list[InformationPage]:
        """About us, Contact us, Jobs, Privacy policy, Links …, in the order of the tree."""
        with tags.ignored():
            pages = InformationPage.objects.live().filter(edition=self.edition, show_in_menus=True)
            return list(pages.order_by("path"))

    @cached_property
    def information_by_role(self) -> dict[str, InformationPage]:
        """The information pages by what they are for, such as `privacy`."""
        return {page.role: page for page in self.information if page.role}


def paper(request: HttpRequest) -> dict[str, Paper]:
    """`paper`, where the request belongs to an edition."""
    edition = getattr(request, "edition", None)
    if edition is None:
        return {}
    tags.bear(furniture_of(edition))
    return {"paper": once(("paper", edition.pk), lambda: Paper(edition))}
