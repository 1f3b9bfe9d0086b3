"""Questions about customers. Personal: each asks for `customers.read` or the customer's own sign-in.

A merged card is read as one: its own columns first, then those of the cards that joined it, oldest first.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NewType
from uuid import UUID

from django.db.models import QuerySet

from duken.customers.browse import CustomerQuery, browse_customers
from duken.customers.card.short import short_card, short_card_by
from duken.customers.errors import CustomerMissing
from duken.customers.identities.alias import aliases_of, aliases_of_all, canonical
from duken.customers.identities.find import find_by
from duken.customers.models import Customer, Identity
from duken.customers.policies import may_see
from duken.kernel.actor import Actor
from duken.kernel.pages import Page

__all__ = [
    "CustomerId",
    "CustomerRead",
    "aliases_of",
    "aliases_of_all",
    "canonical",
    "customer",
    "customers",
    "find_by",
    "short_card",
    "short_card_by",
]
__all__ += ["groups_of", "visible_to", "without_proof"]

CustomerId = NewType("CustomerId", UUID)


@dataclass(frozen=True, slots=True)
class CustomerRead:
    id: UUID
    name: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    group: str
    language: str
    note: str
    reference: str | None
    created_at: datetime
    created_in: str
    aliases: tuple[UUID, ...] = ()  # its own id first
    born_on: date | None = None


def proof_of(by: Actor) -> str:
    """How far whoever asks has proven to be a customer: signed in, or not at all."""
    return "signed_in" if by.customer else ""


def visible_to(by: Actor) -> QuerySet[Customer]:
    """All cards for staff who may read them; their own for a customer; none for others."""
    if by.may("customers.read"):
        return Customer.objects.all()
    if by.customer and may_see("contacts", proof=proof_of(by)):
        return Customer.objects.filter(pk__in=aliases_of(by.customer))
    return Customer.objects.none()


def customer(customer_id: UUID, *, by: Actor) -> CustomerRead:
    """One card, or the one that speaks for it; raises CustomerMissing."""
    root = canonical([customer_id])[customer_id]
    found = visible_to(by).filter(pk=root).first()
    if found is None:
        raise CustomerMissing
    [read] = _read([found])
    return read


def customers_with_ids(customer_ids: Collection[UUID], *, by: Actor) -> dict[UUID, CustomerRead]:
    """The card that speaks for each of these; those this actor may not see are absent. A fixed number of statements."""
    roots = canonical(customer_ids)
    found = {read.id: read for read in _read(list(visible_to(by).filter(pk__in=set(roots.values()))))}
    return {asked: found[root] for asked, root in roots.items() if root in found}


def groups_of(customer_ids: Sequence[UUID]) -> dict[UUID | None, str]:
    """The group whose prices each customer gets; those without one are absent. For pricing, not for people."""
    if not customer_ids:
        return {}
    families = aliases_of_all(customer_ids)
    members = {one for family in families.values() for one in family}
    groups = dict(Customer.objects.filter(pk__in=members).exclude(group="").values_list("pk", "group"))
    found = {asked: next((groups[one] for one in family if one in groups), "") for asked, family in families.items()}
    return {asked: group for asked, group in found.items() if group}


def without_proof(customer_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cards that nobody has proven to be theirs: every contact on them was only typed."""
    if not customer_ids:
        return set()
    families = aliases_of_all(customer_ids)
    members = {one for family in families.values() for one in family}
    identities = Identity.objects.filter(customer_id__in=members).exclude(proof="typed")
    proven = set(identities.values_list("customer_id", flat=True))
    return {asked for asked, family in families.items() if proven.isdisjoint(family)}


def customers(
    *, search: str = "", group: str = "", before: datetime | None = None, limit: int = 50, by: Actor
) -> list[CustomerRead]:
    """Cards by name, phone, e-mail or reference, as the list of customers finds them, newest first. For staff."""
    query = CustomerQuery(search, groups=(group,) if group else (), until=before)
    page = browse_customers(query, page=Page("-created_at", limit), by=by)
    found = Customer.objects.in_bulk([row.id for row in page.rows])
    return _read([found[row.id] for row in page.rows])


def _read(found: list[Customer]) -> list[CustomerRead]:
    families = aliases_of_all([one.pk for one in found])
    members = {one for family in families.values() for one in family}
    cards = {one.pk: one for one in found}
    if more := members - cards.keys():
        cards |= Customer.objects.in_bulk(more)
    contacts: dict[UUID, dict[str, list[str]]] = {one: {} for one in members}
    for identity in Identity.objects.filter(customer__in=members).order_by("pk"):
        contacts[identity.customer_id].setdefault(identity.kind, []).append(identity.value)
    return [_as_one([cards[one] for one in families[root.pk]], contacts) for root in found]


def _as_one(family: list[Customer], contacts: dict[UUID, dict[str, list[str]]]) -> CustomerRead:
    def first(column: str) -> Any:
        return next((value for one in family if (value := getattr(one, column))), getattr(family[0], column))

    def every(kind: str) -> tuple[str, ...]:
        return tuple(value for one in family for value in contacts[one.pk].get(kind, []))

    return CustomerRead(
        family[0].pk,
        first("name"),
        every("phone"),
        every("email"),
        first("group"),
        first("language"),
        "\n".join(dict.fromkeys(one.note for one in family if one.note)),
        first("reference"),
        min(one.created_at for one in family),
        family[0].created_in,
        tuple(one.pk for one in family),
        first("born_on"),
    )
