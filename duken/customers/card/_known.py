"""The card that is written on: the one that speaks for an id."""

from __future__ import annotations

from uuid import UUID

from duken.customers.errors import CustomerMissing
from duken.customers.identities.alias import root_of
from duken.customers.models import Customer


def known(customer_id: UUID) -> UUID:
    """Raises CustomerMissing."""
    root = root_of(customer_id)
    if not Customer.objects.filter(pk=root).exists():
        raise CustomerMissing
    return root
