"""Who took a consent back since a moment."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from duken.customers.consents.models import Consent


def withdrawn_since(customer_ids: Collection[UUID], *, purpose: str, since: datetime) -> int:
    """How many of these people said no about this purpose since; one statement. For counts, not for people."""
    words = Consent.objects.filter(customer_id__in=list(customer_ids), purpose=purpose, is_given=False, at__gte=since)
    return words.values("customer_id").distinct().count()
