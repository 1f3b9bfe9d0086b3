"""Erase a person: names, contacts, addresses, words. The books stay, and say nobody's name any more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from duken.customers.identities.alias import canonical, is_same
from duken.customers.identities.keyed import keyed_hash
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.persons import Person
from duken.privacy import register
from duken.privacy.errors import StillNeeded
from duken.privacy.events import PersonErased
from duken.privacy.keepers import every_keeper
from duken.privacy.models import Erasure, Wish
from duken.privacy.person import person_of

REASONS = ("asked", "not_a_customer", "mistake", "law")


@dataclass(frozen=True, slots=True)
class Erased:
    """`touched`: rows and files that said something of the person and do not any more."""

    erasure_id: UUID
    at: datetime
    touched: int


def erase_person(customer_id: UUID, *, reason: str, by: Actor) -> Erased:
    """Whatever any module holds about them goes, with all cards that joined theirs.

    Doing it again finds nothing more to do. Raises CustomerMissing, StillNeeded (orders that have not ended).
    Customers erase themselves; staff need `customers.erase`.
    """
    if not is_same(by.customer, customer_id):
        by.require("customers.erase")
    if reason not in REASONS:
        reason = REASONS[0]
    with transaction.atomic():
        sql.advisory_lock("customers.merge")  # nothing joins them meanwhile
        person = person_of(customer_id)
        if things := unfinished(person):
            raise StillNeeded(things)
        hashes = sorted({keyed_hash(kind, value) for kind, value in person.identities})
        touched = sum(keeper.forget(person) for keeper in every_keeper().values())
        erasure = Erasure.objects.create(
            at=clock.now(),
            actor=by.id,
            reason=reason,
            customer_ids=[str(one) for one in person.customer_ids],
            contact_hashes=hashes,
            touched=touched,
        )
        Wish.objects.filter(customer_id__in=person.customer_ids, ended_at=None).update(ended_at=erasure.at)
        record(PersonErased(canonical([customer_id])[customer_id], erasure.pk, reason), by=by)
    touched += sum(keeper.forget_files(person) for keeper in every_keeper().values())
    register.write_down()
    return Erased(erasure.pk, erasure.at, touched)


def unfinished(person: Person) -> list[str]:
    """What must end first, by number."""
    return [thing for keeper in every_keeper().values() for thing in keeper.unfinished(person)]


def what_must_end_first(customer_id: UUID, *, by: Actor) -> Sequence[str]:
    """The same for a page that asks before anybody presses. Raises CustomerMissing."""
    if not is_same(by.customer, customer_id):
        by.require("customers.erase")
    return unfinished(person_of(customer_id))
