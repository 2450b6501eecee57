"""Desk accounts."""

from __future__ import annotations

from typing import Any

import factory
from django.contrib.auth.models import Group, User


class UserFactory(factory.django.DjangoModelFactory):
    """An account that may do nothing."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@tidings.example")


def user_in(*groups: str, **fields: Any) -> User:
    """An account in the named groups."""
    user = UserFactory(**fields)
    user.groups.set([Group.objects.get(name=name) for name in groups])
    return user
