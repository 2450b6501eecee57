"""How the agencies' wires stand: for the desk's health page, `broadsheet check` and the console."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from broadsheet.wire.models import Channel, Delivery, Provider, WireItem

DAY = timedelta(days=1)


@dataclass(frozen=True)
class ProviderHealth:
    """How one provider's wire stands.

    `items` came within 24 hours; `waiting` deliveries were not read yet, `rejected` ones of the
    last 24 hours could not be. `silent` says that it has been quiet for longer than it should.
    """

    provider: Provider
    channels: tuple[Channel, ...]
    last_item_at: datetime | None
    items: int
    waiting: int
    rejected: int
    silent: bool

    @property
    def troubles(self) -> list[str]:
        """What is wrong with its channels, in their words."""
        return [
            f"{one.get_kind_display()}: {one.last_error}" for one in self.channels if one.last_error
        ]


def standing() -> list[ProviderHealth]:
    """Every active provider's health, by name."""
    now = timezone.now()
    providers = list(Provider.objects.filter(active=True).prefetch_related("channels"))
    items = _items_since(now - DAY, providers)
    waiting = _counted(Delivery.objects.filter(state="received"))
    rejected = _counted(Delivery.objects.filter(state="rejected", received_at__gte=now - DAY))
    found = []
    for provider in providers:
        channels = tuple(one for one in provider.channels.all() if one.active)
        last = _last_item_at(provider)
        found.append(
            ProviderHealth(
                provider=provider,
                channels=channels,
                last_item_at=last,
                items=items.get(provider.pk, 0),
                waiting=waiting.get(provider.pk, 0),
                rejected=rejected.get(provider.pk, 0),
                silent=is_silent(provider, last, now, expected=bool(channels)),
            )
        )
    return found


def silent() -> list[Provider]:
    """The active providers that have been quiet for longer than they should, by name."""
    now = timezone.now()
    expected = Channel.objects.filter(provider=OuterRef("pk"), active=True)
    warned = Provider.objects.filter(Exists(expected), active=True, warn_after__isnull=False)
    return [one for one in warned if is_silent(one, _last_item_at(one), now, expected=True)]


def _last_item_at(provider: Provider) -> datetime | None:
    return provider.items.aggregate(last=Max("received_at"))["last"]


def is_silent(provider: Provider, last: datetime | None, now: datetime, *, expected: bool) -> bool:
    """Whether a provider that is expected to deliver has been quiet for too long."""
    if provider.warn_after is None or not expected:
        return False
    return last is None or now - last > timedelta(minutes=provider.warn_after)


def _items_since(moment: datetime, providers: list[Provider]) -> dict[int, int]:
    # Named, each of them is a walk through its last day; else all items that ever came are one.
    items = WireItem.objects.filter(provider__in=providers, received_at__gte=moment)
    return dict(items.order_by().values_list("provider").annotate(Count("pk")))


def _counted(deliveries: QuerySet[Delivery]) -> Counter[int]:
    """How many there are of each provider.

    They are few, and counted here: to have them grouped, a database reads past every delivery that
    is kept, contents and all.
    """
    return Counter(deliveries.values_list("provider_id", flat=True))
