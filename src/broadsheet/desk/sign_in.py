"""Staff sign in; nobody signs up."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):
    """Accounts are made at the desk by administrators, never by visitors."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class SealedMFAAdapter(DefaultMFAAdapter):
    """Keeps second factors encrypted: a stolen copy of the database alone opens no account."""

    def encrypt(self, text: str) -> str:
        """`text`, sealed with a key that is derived from SECRET_KEY."""
        return _seals().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed, with this SECRET_KEY or one of its fallbacks."""
        return _seals().decrypt(encrypted_text.encode()).decode()


def _seals() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(urlsafe_b64encode(sha256(f"second factor:{key!s}".encode()).digest()))
            for key in keys
        ]
    )
