"""Which agencies can be deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.permission_policies import ModelPermissionPolicy

from broadsheet.wire.models import Provider

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


class ProviderPermissionPolicy(ModelPermissionPolicy):
    """Django's permissions; but nobody deletes an agency from which anything has come, since the
    record of what came is kept, or which has a way in still. It is switched off instead."""

    def user_has_permission_for_instance(
        self, user: User | AnonymousUser, action: str, instance: Provider
    ) -> bool:
        """Whether `user` may do `action` with this agency."""
        if action == "delete" and (instance.deliveries.exists() or instance.channels.exists()):
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))


provider_policy = ProviderPermissionPolicy(Provider)
