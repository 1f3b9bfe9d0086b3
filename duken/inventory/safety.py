"""Safety stock: so many of a variant are never promised from a location."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from duken.inventory._papers import LIMIT
from duken.inventory.errors import BadQuantity
from duken.inventory.events import SafetyStockSet
from duken.inventory.models import SafetyStock
from duken.kernel.actor import Actor
from duken.kernel.events import record


def set_safety_stock(quantities: Mapping[UUID, int], *, location_id: UUID, by: Actor) -> None:
    """Quantity by variant; 0 takes the rule away. Promises already made stay. Raises BadQuantity."""
    by.require("inventory.allot", store=location_id)
    for quantity in quantities.values():
        if isinstance(quantity, bool) or not isinstance(quantity, int) or not 0 <= quantity <= LIMIT:
            raise BadQuantity(quantity)
    with transaction.atomic():
        SafetyStock.objects.filter(location_id=location_id, variant_id__in=list(quantities)).delete()
        SafetyStock.objects.bulk_create(
            SafetyStock(variant_id=variant, location_id=location_id, quantity=quantity)
            for variant, quantity in quantities.items()
            if quantity
        )
        record(SafetyStockSet(location_id, tuple(quantities.items())), by=by)


def safety_of(variants: Sequence[UUID], location_id: UUID) -> dict[UUID, int]:
    """What must stay of each at a place; those without a rule are absent. One statement."""
    found = SafetyStock.objects.filter(location_id=location_id, variant_id__in=variants)
    return dict(found.values_list("variant_id", "quantity"))
