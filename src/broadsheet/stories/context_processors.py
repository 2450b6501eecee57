"""What every public template may ask of the paper it stands in."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import cached_property

from broadsheet.stories.models import Edition, HomeFront, InformationPage, Section, Special


class Paper:
    """An edition with its furniture; each part is read from the database when first asked for."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    @cached_property
    def editions(self) -> list[Edition]:
        """All editions that have a public home front, the default one first."""
        return list(Edition.objects.filter(home__live=True))

    @cached_property
    def home(self) -> HomeFront | None:
        """The edition's home front."""
        return HomeFront.objects.live().filter(edition=self.edition).first()

    @cached_property
    def sections(self) -> list[Section]:
        """The edition's sections in the order of the tree."""
        return list(
            Section.objects.live().filter(edition=self.edition, show_in_menus=True).order_by("path")
        )

    @cached_property
    def specials(self) -> list[Special]:
        """Specials that are still running."""
        return list(
            Special.objects.live().filter(edition=self.edition, closed=False).order_by("path")
        )

    @cached_property
    def information(self) -> list[InformationPage]:
        """About us, Contact us, Jobs, Privacy policy, Links …, in the order of the tree."""
        return list(
            InformationPage.objects.live()
            .filter(edition=self.edition, show_in_menus=True)
            .order_by("path")
        )

    @cached_property
    def information_by_role(self) -> dict[str, InformationPage]:
        """The information pages by what they are for, such as `privacy`."""
        return {page.role: page for page in self.information if page.role}


def paper(request: HttpRequest) -> dict[str, Paper]:
    """`paper`, where the request belongs to an edition."""
    edition = getattr(request, "edition", None)
    return {"paper": Paper(edition)} if edition else {}
