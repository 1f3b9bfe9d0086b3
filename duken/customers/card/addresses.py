"""Where somebody's things are sent. Meant where nobody says which is the first: the newest, or the one put first."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.card._known import known
from duken.customers.events import CustomerChanged
from duken.customers.identities.compare_again import compare_again
from duken.customers.models import Address
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField

_LONGEST = {"label": 40, "country": 2, "postcode": 20, "city": 100, "street": 200, "note": 200}


def add_address(customer_id: UUID, *, by: Actor, **said: str) -> UUID:
    """`said`: label, country, postcode, city, street, note. Raises CustomerMissing, InvalidField."""
    by.require("customers.write")
    columns = _checked(dict.fromkeys(_LONGEST, "") | said)
    with transaction.atomic():
        root = known(customer_id)
        address = Address.objects.create(customer_id=root, added_at=clock.now(), **columns)
        _changed(root, by)
    return address.pk


def change_address(address_id: UUID, *, by: Actor, **said: str) -> None:
    """What is not `said` stays. One that is gone stays gone. Raises InvalidField."""
    by.require("customers.write")
    with transaction.atomic():
        for address in Address.objects.select_for_update().filter(pk=address_id):
            before = {name: getattr(address, name) for name in _LONGEST}
            after = _checked(before | said)
            if after != before:
                Address.objects.filter(pk=address_id).update(**after)
                _changed(address.customer_id, by)


def put_address_first(address_id: UUID, *, by: Actor) -> None:
    """From now on it is meant where nobody says which."""
    by.require("customers.write")
    with transaction.atomic():
        for address in Address.objects.select_for_update().filter(pk=address_id):
            Address.objects.filter(pk=address_id).update(put_first_at=clock.now())
            record(CustomerChanged(address.customer_id, ("addresses",)), by=by)


def remove_address(address_id: UUID, *, by: Actor) -> None:
    """Repeating changes nothing."""
    by.require("customers.write")
    with transaction.atomic():
        for address in Address.objects.filter(pk=address_id):
            address.delete()
            record(CustomerChanged(address.customer_id, ("addresses",)), by=by)


def _checked(said: dict[str, str]) -> dict[str, str]:
    columns = {name: said[name].replace("\x00", "").strip() for name in _LONGEST}
    for name, longest in _LONGEST.items():
        if len(columns[name]) > longest:
            raise InvalidField(name, "too_long", longest)
    if not columns["city"] and not columns["street"]:
        raise InvalidField("city", "required")
    return columns


def _changed(customer_id: UUID, by: Actor) -> None:
    compare_again([customer_id])
    record(CustomerChanged(customer_id, ("addresses",)), by=by)
