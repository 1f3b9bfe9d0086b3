"""Recognise people by phone or e-mail, or open a card for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from duken.customers.events import CustomerCreated
from duken.customers.models import Customer, Identity
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody introduced themselves; phone and e-mail already in normal spelling, or empty."""

    name: str = ""
    phone: str = ""
    email: str = ""
    reference: str | None = None  # number in another system, for imports
    proof: str = "typed"
    group: str = ""

    def identities(self) -> list[tuple[str, str]]:
        return [(kind, value) for kind, value in (("phone", self.phone), ("email", self.email)) if value]


def recognise_customers(contacts: Sequence[Contact], *, by: Actor) -> list[UUID]:
    """The card of each contact, in order: by reference, else by phone, else by e-mail; a new card if none fits.

    A phone that leads to one card and an e-mail that leads to another is no reason to merge them: the phone wins.
    Statements: at most seven, however many contacts; one more for each contact that is proven, not typed.
    """
    by.require("customers.write")
    try:
        return _recognise(contacts, by)
    except IntegrityError:  # somebody introduced one of them at the same moment: the card is found now
        return _recognise(contacts, by)


def _recognise(contacts: Sequence[Contact], by: Actor) -> list[UUID]:
    with transaction.atomic():
        known = _known_identities(contacts)
        references = _known_references(contacts)
        found: list[UUID] = []
        made: list[Customer] = []
        identities: list[Identity] = []
        now = clock.now()
        for contact in contacts:
            customer_id = references.get(contact.reference or "") or next(
                (known[identity] for identity in contact.identities() if identity in known), None
            )
            if customer_id is None:
                customer_id = ids.new_id()
                made.append(
                    Customer(
                        id=customer_id,
                        name=contact.name[:200],
                        group=contact.group,
                        reference=contact.reference,
                        created_at=now,
                        created_in=by.channel,
                    )
                )
                if contact.reference:
                    references[contact.reference] = customer_id
            for kind, value in contact.identities():
                if (kind, value) not in known:
                    known[kind, value] = customer_id
                    identities.append(
                        Identity(
                            customer_id=customer_id,
                            kind=kind,
                            value=value,
                            proof=contact.proof,
                            source=by.channel,
                            created_at=now,
                        )
                    )
            found.append(customer_id)
        _prove(contacts)
        Customer.objects.bulk_create(made, batch_size=1000)
        # In one order for everybody: two batches with the same people wait for each other, never in a circle.
        identities.sort(key=lambda identity: (identity.kind, identity.value))
        Identity.objects.bulk_create(identities, batch_size=1000)
        record(*(CustomerCreated(customer.id) for customer in made), by=by)
    return found


def _prove(contacts: Sequence[Contact]) -> None:
    """What was only typed before is proven now."""
    for contact in contacts:
        if contact.proof != "typed":
            values = [value for _, value in contact.identities()]
            Identity.objects.filter(value__in=values, proof="typed").update(proof=contact.proof)


def _known_identities(contacts: Sequence[Contact]) -> dict[tuple[str, str], UUID]:
    values = {value for contact in contacts for _, value in contact.identities()}
    rows = Identity.objects.filter(value__in=values).values_list("kind", "value", "customer_id")
    return {(kind, value): customer for kind, value, customer in rows}


def _known_references(contacts: Sequence[Contact]) -> dict[str, UUID]:
    references = {contact.reference for contact in contacts if contact.reference}
    if not references:
        return {}
    rows = Customer.objects.filter(reference__in=references).values_list("reference", "id")
    return {reference: customer for reference, customer in rows if reference}
