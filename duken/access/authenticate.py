"""Turn whoever knocked into an Actor: a signed-in person, a shopper nobody knows yet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from duken.access.models import Assignment
from duken.access.scopes import COMPANY_WIDE, ROLES, SCOPES, SHOPPER
from duken.kernel.actor import Actor

if TYPE_CHECKING:
    from duken.access.models import User


def actor_for_staff(user: User, *, channel: str) -> Actor:
    """Scopes of all the user's roles. With any role for all stores the actor sees all stores.

    A role held in one store never widens to others: the stores of an actor are those where any role is held,
    and a scope counts there only (roles that differ by store need `actor_in_store`). What belongs to all stores,
    as prices do, such a role does not bring.
    """
    if user.is_superuser:
        return Actor(f"staff:{user.pk}", channel, frozenset(SCOPES), None, name=str(user))
    held = [(one.role, one.location_id) for one in user.assignments.all()]
    everywhere = [role for role, location in held if location is None]
    if everywhere:
        return Actor(f"staff:{user.pk}", channel, _scopes(everywhere), None, name=str(user))
    stores = frozenset(location for _, location in held if location is not None)
    shared = [_scopes([role for role, location in held if location == store]) for store in stores]
    scopes = frozenset.intersection(*shared) if shared else frozenset()
    return Actor(f"staff:{user.pk}", channel, scopes - COMPANY_WIDE, stores, name=str(user))


def actor_in_store(user: User, store: UUID, *, channel: str) -> Actor:
    """The actor this user is while working in one store."""
    if user.is_superuser:
        return Actor(f"staff:{user.pk}", channel, frozenset(SCOPES), frozenset({store}), name=str(user))
    held = list(Assignment.objects.filter(user=user).values_list("role", "location_id"))
    everywhere = _scopes([role for role, location in held if location is None])
    here = _scopes([role for role, location in held if location == store]) - COMPANY_WIDE
    return Actor(f"staff:{user.pk}", channel, everywhere | here, frozenset({store}), name=str(user))


def shopper(*, channel: str, visitor: str = "", customer: UUID | None = None) -> Actor:
    """Somebody shopping: a customer who proved who they are, or a visitor with a basket."""
    actor_id = f"customer:{customer}" if customer else f"visitor:{visitor}"
    return Actor(actor_id, channel, SHOPPER, None, customer=customer)


def _scopes(roles: list[str]) -> frozenset[str]:
    return frozenset().union(*(ROLES[role] for role in roles))
