"""Lock one fulfilment for a change, if this actor works in its shop; and close the alerts a change answers."""

from __future__ import annotations

from uuid import UUID

from duken.fulfilment.errors import FulfilmentMissing
from duken.fulfilment.models import Alert, Fulfilment
from duken.kernel import clock
from duken.kernel.actor import Actor


def locked(fulfilment_id: UUID, *, by: Actor) -> Fulfilment:
    """The row, locked to the end of the transaction. Another shop's is missing, not forbidden: nobody may probe."""
    by.require("fulfilment.work")
    found = Fulfilment.objects.select_for_update().filter(pk=fulfilment_id).first()
    if found is None or not by.may("fulfilment.work", store=found.location_id):
        raise FulfilmentMissing
    return found


def locked_of_order(order_id: UUID) -> Fulfilment | None:
    return Fulfilment.objects.select_for_update().filter(order_id=order_id).first()


def resolve_alerts(fulfilment_id: UUID, *kinds: str) -> None:
    Alert.objects.filter(fulfilment_id=fulfilment_id, kind__in=kinds, resolved_at=None).update(resolved_at=clock.now())
