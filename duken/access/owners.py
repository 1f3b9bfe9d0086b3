"""What somebody may do now who asked for something that goes on without them."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from duken.access.authenticate import actor_for_staff
from duken.access.keys import actors_of_keys
from duken.access.models import User
from duken.kernel.actor import Actor

_KEY, _STAFF = "key:", "staff:"


def actors_now(owners: Collection[str]) -> dict[str, Actor]:
    """By actor id. Left out: keys that are closed, people who left. Three statements at most."""
    keys = {one.removeprefix(_KEY) for one in owners if one.startswith(_KEY)}
    people = {person for one in owners if one.startswith(_STAFF) and (person := _uuid(one.removeprefix(_STAFF)))}
    found = actors_of_keys(keys) if keys else []
    if people:
        working = User.objects.filter(pk__in=people, is_active=True).prefetch_related("assignments")
        found += [actor_for_staff(user, channel="office") for user in working]
    return {actor.id: actor for actor in found}


def is_the_shop(owner: str) -> bool:
    """Neither a key nor a person: nobody who could lose what they may."""
    return not owner.startswith((_KEY, _STAFF))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
