"""Who was erased: for pages that would otherwise show a card of nobody."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from duken.kernel.actor import Actor
from duken.privacy.models import Erasure


def erased_at(customer_ids: Collection[UUID], *, by: Actor) -> dict[UUID, datetime]:
    """When each of these was erased; those who never were are absent. One statement, or none."""
    by.require("customers.read")
    asked = {str(one): one for one in customer_ids}
    if not asked:
        return {}
    erasures = Erasure.objects.filter(customer_ids__has_any_keys=list(asked)).order_by("at")
    return {asked[one]: erasure.at for erasure in erasures for one in erasure.customer_ids if one in asked}
