"""Everything by which one person is found, gathered before any of it is forgotten."""

from __future__ import annotations

from uuid import UUID

from duken.access.personal import sign_ins_of
from duken.customers.errors import CustomerMissing
from duken.customers.identities.alias import aliases_of
from duken.kernel import sql
from duken.kernel.persons import Person
from duken.orders.personal import orders_of_person


def person_of(customer_id: UUID) -> Person:
    """With all cards that joined theirs. Raises CustomerMissing."""
    family = aliases_of(customer_id)
    names = [name for (name,) in sql.rows("SELECT name FROM customers_customer WHERE id = ANY(%s)", [family])]
    if not names:
        raise CustomerMissing
    rows = sql.rows(
        "SELECT kind, value FROM customers_identity WHERE customer_id = ANY(%s) ORDER BY id",
        [family],
    )
    identities = dict.fromkeys(rows)
    users = sign_ins_of(family)
    for user in users:
        identities |= {(kind, value): None for kind, value in (("phone", user.phone), ("email", user.email)) if value}
        names.append(user.name)
    phones, emails = ([value for kind, value in identities if kind == wanted] for wanted in ("phone", "email"))
    return Person(
        customer_ids=tuple(family),
        identities=tuple(identities),
        names=tuple(dict.fromkeys(name for name in names if name)),
        user_ids=tuple(user.id for user in users),
        order_ids=tuple(orders_of_person(family, phones=phones, emails=emails)),
    )
