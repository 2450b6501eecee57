"""Desk accounts from the command line."""

from __future__ import annotations

import secrets

from django.contrib.auth import get_user_model

FIRST_USER = "desk"
# No letters or digits that look alike: the password is read from a terminal and typed in.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class NoSuchUser(Exception):
    """There is no such account; the message names those there are."""


def make_password() -> str:
    """A password of four groups of four (79 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def first_account() -> tuple[str, str]:
    """Make the administrator's account where there is none; its name and password, or empty."""
    users = get_user_model()
    if users.objects.filter(is_superuser=True).exists():
        return "", ""
    password = make_password()
    # The desk's account page takes no change, not even of language, without a name and an address.
    users.objects.create_superuser(
        FIRST_USER,
        email=f"{FIRST_USER}@localhost",
        password=password,
        first_name="Duty",
        last_name="Desk",
    )
    return FIRST_USER, password


def new_password(username: str) -> str:
    """Give the account `username` a new password and return it. Raises `NoSuchUser`."""
    users = get_user_model()
    user = users.objects.filter(username=username).first()
    if user is None:
        known = ", ".join(
            users.objects.order_by("username").values_list("username", flat=True)[:20]
        )
        raise NoSuchUser(f"There is no account “{username}”. Accounts: {known or 'none yet'}.")
    password = make_password()
    user.set_password(password)
    user.is_active = True
    user.save()
    return password
