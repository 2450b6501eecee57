"""Pages of a long list, without counting it."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import EmptyPage, Page, PageNotAnInteger
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator

from broadsheet.desk.story_list.states import COUNT_LIMIT, count_up_to_limit

# Beyond it a filter finds things sooner than paging does, and an offset grows slow.
LAST_PAGE = 200


class UncountedPaginator(WagtailPaginator):
    """Knows of a next page by reading one row more; counts up to a limit only."""

    def page(self, number: int | str) -> Page:
        """Page `number`. Raises `EmptyPage` beyond the last."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = list(self.object_list[start : start + self.per_page + 1])
        if number > 1 and not rows:
            raise EmptyPage(_("There are no more stories."))
        self._seen = number + (1 if len(rows) > self.per_page else 0)
        return self._get_page(rows[: self.per_page], number, self)

    def get_page(self, number: int | str | None) -> Page:
        """Page `number`, or the first for anything that is no page."""
        try:
            return self.page(number or 1)
        except (PageNotAnInteger, EmptyPage):
            return self.page(1)

    def validate_number(self, number: int | str) -> int:
        """`number` as an integer. Raises `PageNotAnInteger` or `EmptyPage`."""
        try:
            number = int(number)
        except (TypeError, ValueError) as error:
            raise PageNotAnInteger(_("That page number is not a number.")) from error
        if not 1 <= number <= LAST_PAGE:
            raise EmptyPage(_("There is no such page."))
        return number

    @property
    def num_pages(self) -> int:
        """The last page that is known to exist."""
        return min(getattr(self, "_seen", 1), LAST_PAGE)

    @cached_property
    def count(self) -> int:
        """The number of rows, at most one more than the limit."""
        return count_up_to_limit(self.object_list)

    @property
    def items_count_label(self) -> str:
        """“12 stories”, “1,000+ stories”."""
        words = ngettext("%(count)s story", "%(count)s stories", self.count)
        return words % {"count": capped(self.count)}

    def get_elided_page_range(self, page_number: int | str) -> Iterator[int]:
        """The pages around the present one."""
        last = self.num_pages
        return iter(range(max(1, last - 5), last + 1))


def capped(count: int) -> str:
    """`count` for people: “1,000+” above the limit."""
    if count > COUNT_LIMIT:
        return f"{number_format(COUNT_LIMIT, use_l10n=True, force_grouping=True)}+"
    return str(count)
