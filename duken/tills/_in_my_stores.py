"""What somebody may see of what belongs to a store."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from duken.kernel.actor import Actor


def in_my_stores(found: QuerySet[Any], by: Actor) -> QuerySet[Any]:
    return found if by.stores is None else found.filter(location_id__in=by.stores)
