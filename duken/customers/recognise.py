"""Recognise people by phone or e-mail, or open a card for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from duken.customers.events import CustomerCreated
from duken.customers.identities.alias import canonical
from duken.customers.identities.compare_again import compare_again
from duken.customers.identities.find import with_identities
from duken.customers.identities.kinds import weaker_than
from duken.customers.identities.mention import mention
from duken.customers.identities.names import sought_name
from duken.customers.models import Customer, Identity
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody introduced themselves; phone and e-mail already in normal spelling, or empty.

    `others` are further identities of theirs (kind, normal value); what is `mentioned` was named beside them and proves
    nothing.
    """

    name: str = ""
    phone: str = ""
    email: str = ""
    reference: str | None = None  # number in another system, for imports
    proof: str = "typed"
    group: str = ""
    others: tuple[tuple[str, str], ...] = ()
    mentioned: tuple[tuple[str, str], ...] = ()

    def identities(self) -> list[tuple[str, str]]:
        own = [(kind, value) for kind, value in (("phone", self.phone), ("email", self.email)) if value]
        return [*own, *self.others]


def recognise_customers(contacts: Sequence[Contact], *, by: Actor) -> list[UUID]:
    """The card of each contact, in order: by reference, else by phone, else by e-mail, else by the others; a
    new card if none fits.

    A phone that leads to one card and an e-mail that leads to another is no reason to merge them: the phone wins, and
    the card remembers that the e-mail was mentioned.
    Statements: at most ten, however many contacts; one more for each identity that is proven, not typed.
    """
    by.require("customers.write")
    try:
        return _recognise(contacts, by)
    except IntegrityError:  # somebody introduced one of them at the same moment: the card is found now
        return _recognise(contacts, by)


def _recognise(contacts: Sequence[Contact], by: Actor) -> list[UUID]:
    with transaction.atomic():
        known = with_identities({identity for contact in contacts for identity in contact.identities()})
        references = _known_references(contacts)
        found: list[UUID] = []
        made: list[Customer] = []
        identities: list[Identity] = []
        mentioned: list[tuple[UUID, str, str]] = []
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
                        name_folded=sought_name(contact.name[:200]),
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
                            proven_at=now,
                        )
                    )
                elif known[kind, value] != customer_id:
                    mentioned.append((customer_id, kind, value))
            mentioned += [(customer_id, kind, value) for kind, value in contact.mentioned]
            found.append(customer_id)
        _prove(contacts)
        Customer.objects.bulk_create(made, batch_size=1000)
        # In one order for everybody: two batches with the same people wait for each other, never in a circle.
        identities.sort(key=lambda identity: (identity.kind, identity.value))
        Identity.objects.bulk_create(identities, batch_size=1000)
        mention(mentioned)
        compare_again({identity.customer_id for identity in identities} - {customer.id for customer in made})
        record(*(CustomerCreated(customer.id) for customer in made), by=by)
    return found


def _prove(contacts: Sequence[Contact]) -> None:
    """What was proven less is proven more now; never the other way."""
    now = clock.now()
    for contact in contacts:
        if contact.proof != "typed":
            for kind, value in contact.identities():
                weaker = Identity.objects.filter(kind=kind, value=value, proof__in=weaker_than(contact.proof))
                weaker.update(proof=contact.proof, proven_at=now)


def _known_references(contacts: Sequence[Contact]) -> dict[str, UUID]:
    references = {contact.reference for contact in contacts if contact.reference}
    if not references:
        return {}
    rows = dict(Customer.objects.filter(reference__in=references).values_list("reference", "id"))
    speaks = canonical(rows.values())
    return {reference: speaks[customer] for reference, customer in rows.items() if reference}
