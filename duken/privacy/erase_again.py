"""After a restore of an older backup: everybody who was erased since is erased again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db import transaction

from duken.access import audit
from duken.customers.erased.remember import remember_erased
from duken.customers.identities.find import with_identities
from duken.customers.identities.keyed import keyed_hash
from duken.kernel import sql
from duken.kernel.actor import system
from duken.kernel.persons import Person
from duken.orders.personal import orders_of_person
from duken.privacy.keepers import every_keeper
from duken.privacy.models import Erasure
from duken.privacy.person import person_of
from duken.privacy.register import Entry

_BY = system("privacy.restore")
Contact = tuple[str, str]  # kind, normal value


def erase_again(entries: Sequence[Entry]) -> int:
    """Those whom this database does not know as erased; answers how many erasures were done again.

    Found by the ids of their cards, and by the hashes of their contacts on cards and guests' orders of then. Orders
    that are open in the old backup lose their person too: it was granted since.
    """
    known = set(Erasure.objects.values_list("pk", flat=True))
    missing = [entry for entry in entries if entry.id not in known]
    contacts = _contacts({contact for entry in missing for contact in entry.contact_hashes})
    for entry in missing:
        with transaction.atomic():
            touched = sum(_forget(person) for person in _persons(entry, contacts))
            Erasure.objects.create(
                id=entry.id,
                at=entry.at,
                actor=entry.actor,
                reason=entry.reason,
                customer_ids=[str(one) for one in entry.customer_ids],
                contact_hashes=entry.contact_hashes,
                touched=touched,
            )
            remember_erased(entry.contact_hashes)  # as the shop hashed them then, whatever its key is called here
            audit.write("customers.erase", f"erasure:{entry.id}", facts={"again": True}, by=_BY)
    return len(missing)


def _persons(entry: Entry, contacts: Mapping[str, Contact]) -> Iterator[Person]:
    theirs = [contacts[one] for one in entry.contact_hashes if one in contacts]
    cards = {*entry.customer_ids, *with_identities(theirs).values()}
    for (card,) in sql.rows("SELECT id FROM customers_customer WHERE id = ANY(%s)", [list(cards)]):
        yield person_of(card)
    phones, emails = ([value for kind, value in theirs if kind == wanted] for wanted in ("phone", "email"))
    orders = orders_of_person([], phones=phones, emails=emails)
    yield Person((), identities=tuple(theirs), order_ids=tuple(orders))


def _forget(person: Person) -> int:
    keepers = every_keeper().values()
    return sum(keeper.forget(person) for keeper in keepers) + sum(keeper.forget_files(person) for keeper in keepers)


def _contacts(hashes: Collection[str]) -> dict[str, Contact]:
    """A hash cannot be read back, so every contact there is gets hashed once (a million: seconds)."""
    rows = sql.rows(_EVERY_CONTACT) if hashes else []
    return {hashed: (kind, value) for kind, value in rows if (hashed := keyed_hash(kind, value)) in hashes}


_EVERY_CONTACT = """
SELECT kind, value FROM customers_identity
UNION SELECT 'phone', contact_phone FROM orders_order WHERE contact_phone <> ''
UNION SELECT 'email', contact_email FROM orders_order WHERE contact_email <> ''
"""
