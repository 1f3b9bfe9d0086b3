"""Change what a card says."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.access import audit
from duken.customers.card._known import known
from duken.customers.errors import ContactTaken
from duken.customers.events import CustomerChanged
from duken.customers.identities.alias import is_same, root_of
from duken.customers.identities.compare_again import compare_again
from duken.customers.identities.kinds import normal
from duken.customers.identities.names import sought_name
from duken.customers.models import Customer, Identity
from duken.customers.reads import customer
from duken.customers.save_customers import LIMITS
from duken.kernel import clock, ids
from duken.kernel.actor import Actor, system
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.refusals import InvalidField

COLUMNS = ("name", "group", "language", "note")
THEIR_OWN = {"name", "language"}  # group and note are what the shop thinks of them: the group decides their prices


def change_customer(customer_id: UUID, *, by: Actor, **columns: str) -> None:
    """Write some of name, group, language, note; customers write their own name and language.

    What the card says already is not written: what it has from a card that joined it stays that card's.
    Raises CustomerMissing, InvalidField (too long).
    """
    changed = {name: value.replace("\x00", "") for name, value in columns.items() if name in COLUMNS}
    if not is_same(by.customer, customer_id) or not THEIR_OWN.issuperset(changed):
        by.require("customers.write")
    for name, value in changed.items():
        if len(value) > LIMITS[name]:
            raise InvalidField(name, "too_long", LIMITS[name])
        refuse_card_number(name, value)
    with transaction.atomic():
        customer_id = root_of(customer_id)
        found = customer(customer_id, by=system("customers.change"))
        changed = {name: value for name, value in changed.items() if getattr(found, name) != value}
        if not changed:
            return
        folded = {"name_folded": sought_name(changed["name"])} if "name" in changed else {}
        Customer.objects.filter(pk=customer_id).update(**changed, **folded, compared_at=None)
        audit.write("customers.write", ids.show("cus", customer_id), facts={"fields": sorted(changed)}, by=by)
        record(CustomerChanged(customer_id, tuple(sorted(changed))), by=by)


def add_contact(
    customer_id: UUID, *, phone: str = "", email: str = "", country: str = "", proof: str = "typed", by: Actor
) -> None:
    """Add a phone or an e-mail, or both, to a card; see `add_identity`."""
    with transaction.atomic():
        for kind, text in (("phone", phone), ("email", email)):
            if text:
                add_identity(customer_id, kind, text, country=country, proof=proof, by=by)


def add_identity(
    customer_id: UUID, kind: str, text: str, *, country: str = "", proof: str = "typed", by: Actor
) -> None:
    """Add an identity of any kind to a card. Raises InvalidField, ContactTaken (another card has it), CustomerMissing.

    Customers add to their own card only what was proven theirs: a contact of somebody else, merely typed, would
    bring that person's later orders to their card.
    """
    if not is_same(by.customer, customer_id) or proof == "typed":
        by.require("customers.write")
    value, now = normal(kind, text, country=country), clock.now()
    with transaction.atomic():
        root = known(customer_id)
        fresh = {"customer_id": root, "proof": proof, "source": by.channel, "created_at": now, "proven_at": now}
        identity, is_new = Identity.objects.get_or_create(kind=kind, value=value, defaults=fresh)
        if not is_new and root_of(identity.customer_id) != root:
            raise ContactTaken(kind)
        if is_new:
            compare_again([root])
            record(CustomerChanged(root, (kind,)), by=by)
