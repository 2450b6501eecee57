"""The time zone in which somebody works."""

from __future__ import annotations

from wagtail.users.models import UserProfile

from tests.conftest import TestPaper
from tests.factories import UserFactory


def test_a_new_account_works_in_the_papers_zone(paper: TestPaper) -> None:
    user = UserFactory()
    assert UserProfile.objects.get(user=user).current_time_zone == "Asia/Shanghai"
    user.first_name = "Nora"
    user.save()
    assert UserProfile.objects.filter(user=user).count() == 1
