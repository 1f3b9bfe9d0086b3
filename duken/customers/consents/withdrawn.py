"""Who took a consent back since a moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from duken.customers.consents.models import Consent


def withdrawn_since(customer_ids: Collection[UUID] | QuerySet[Any, Any], *, purpose: str, since: datetime) -> int:
    """How many of these people (their ids, or a query for them) said no about this purpose since; one statement. For
    counts, not for people."""
    words = Consent.objects.filter(customer_id__in=customer_ids, purpose=purpose, is_given=False, at__gte=since)
    return words.values("customer_id").distinct().count()
