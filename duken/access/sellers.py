"""Who may sell in a shop: for the tills, which know their people without asking."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from duken.access.models import User
from duken.access.scopes import COMPANY_WIDE, ROLES, SCOPES


class Seller(NamedTuple):
    """`is_manager`: may allow what a cashier may not, which is who settles differences there."""

    id: UUID
    name: str
    is_manager: bool


def sellers_in(location_id: UUID) -> list[Seller]:
    """Everybody who works here now and may take money in this shop, by name. Two statements."""
    works = Q(assignments__location=None) | Q(assignments__location=location_id) | Q(is_superuser=True)
    working = User.objects.filter(works, is_active=True, customer_id=None).distinct().prefetch_related("assignments")
    found = [(user, _scopes_in(user, location_id)) for user in working]
    return sorted(
        (Seller(user.pk, str(user), "tills.settle" in scopes) for user, scopes in found if "payments.take" in scopes),
        key=lambda seller: (seller.name, seller.id),
    )


def _scopes_in(user: User, location_id: UUID) -> frozenset[str]:
    if user.is_superuser:
        return frozenset(SCOPES)
    held = [(one.role, one.location_id) for one in user.assignments.all()]
    everywhere = [ROLES[role] for role, location in held if location is None]
    here = [ROLES[role] - COMPANY_WIDE for role, location in held if location == location_id]
    return frozenset().union(*everywhere, *here)
