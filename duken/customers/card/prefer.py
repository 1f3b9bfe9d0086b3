"""How somebody wants to be spoken to, and what fits them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from duken.customers.card._known import known
from duken.customers.events import CustomerChanged
from duken.customers.identities.compare_again import compare_again
from duken.customers.models import Customer
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField

WAYS = ("call", "sms", "email", "messenger", "post")
MOST_SIZES = 20


def set_preferences(
    customer_id: UUID,
    *,
    preferred_channel: str | None = None,
    refuses: Collection[str] | None = None,
    sizes: Mapping[str, str] | None = None,
    born_on: date | None = None,
    by: Actor,
) -> None:
    """None leaves as it is. `refuses` are ways never to be used: "write, do not call" is {"call"}.

    Raises CustomerMissing, InvalidField.
    """
    by.require("customers.write")
    changed: dict[str, object] = {}
    if preferred_channel is not None:
        changed["preferred_channel"] = _one_of_the_ways(preferred_channel) if preferred_channel else ""
    if refuses is not None:
        changed["refuses"] = sorted({_one_of_the_ways(way) for way in refuses})
    if sizes is not None:
        changed["sizes"] = {name.strip()[:40]: size.strip()[:40] for name, size in sizes.items() if name.strip()}
        if len(sizes) > MOST_SIZES:
            raise InvalidField("sizes", "too_many", MOST_SIZES)
    if born_on is not None:
        changed["born_on"] = born_on
    with transaction.atomic():
        root = known(customer_id)
        if changed:
            Customer.objects.filter(pk=root).update(**changed)
            compare_again([root])
            record(CustomerChanged(root, tuple(sorted(changed))), by=by)


def _one_of_the_ways(way: str) -> str:
    if way not in WAYS:
        raise InvalidField("way", "unknown", way[:40])
    return way
