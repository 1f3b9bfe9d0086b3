"""A desk: who works here now, in which store, by whose clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import get_language

from duken.access.authenticate import actor_for_staff, actor_in_store
from duken.kernel.actor import Actor
from duken.stores import reads as stores
from duken.stores.places import LocationRead

CHANNEL = "office"
STORE_KEY = "office_store"
THROUGH_KEY = "office_through"


@dataclass(frozen=True, slots=True)
class Desk:
    """`store` is the one store somebody has chosen to work in, None for all of `stores`. `through`: the channel they
    take orders through at the phone desk, if they chose one."""

    by: Actor
    user: Any
    store: LocationRead | None
    stores: tuple[LocationRead, ...]
    language: str
    through: str = ""

    @property
    def timezone(self) -> str:
        place = self.store or (self.stores[0] if self.stores else None)
        return place.timezone if place else "UTC"

    @property
    def places(self) -> tuple[LocationRead, ...]:
        """The locations whose numbers are shown: the chosen one, else all this person may see."""
        return (self.store,) if self.store else self.stores

    @property
    def anywhere(self) -> Actor:
        """The same person wherever they work: who manages staff and keys is not held to the store they look at."""
        return actor_for_staff(self.user, channel=CHANNEL)

    def may(self, scope: str, store: UUID | None = None) -> bool:
        return self.by.may(scope, store=store)


def desk_of(request: HttpRequest) -> Desk | None:
    """The desk of whoever is signed in; None for a shopper or a stranger."""
    user = request.user
    if not user.is_authenticated:
        return None
    by = actor_for_staff(user, channel=CHANNEL)
    if by.stores is not None and not by.stores:
        return None
    theirs = tuple(place for place in stores.locations() if by.stores is None or place.id in by.stores)
    chosen = next((place for place in theirs if str(place.id) == request.session.get(STORE_KEY)), None)
    if chosen:
        by = actor_in_store(user, chosen.id, channel=CHANNEL)
    through = str(request.session.get(THROUGH_KEY, ""))
    return Desk(by, user, chosen, theirs, get_language() or "en", through)
