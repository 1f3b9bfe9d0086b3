"""Questions about customers. Personal: each asks for `customers.read` or the customer's own sign-in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType
from uuid import UUID

from django.db.models import Q, QuerySet

from duken.customers.errors import CustomerMissing
from duken.customers.models import Customer, Identity
from duken.kernel.actor import Actor

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


def visible_to(by: Actor) -> QuerySet[Customer]:
    """All cards for staff who may read them; their own for a customer; none for others."""
    if by.may("customers.read"):
        return Customer.objects.all()
    return Customer.objects.filter(pk=by.customer) if by.customer else Customer.objects.none()


def customer(customer_id: UUID, *, by: Actor) -> CustomerRead:
    """One card; raises CustomerMissing."""
    found = visible_to(by).filter(pk=customer_id).first()
    if found is None:
        raise CustomerMissing
    [read] = _read([found])
    return read


def groups_of(customer_ids: Sequence[UUID]) -> dict[UUID | None, str]:
    """The group whose prices each customer gets; those without one are absent. For pricing, not for people."""
    if not customer_ids:
        return {}
    return dict(Customer.objects.filter(pk__in=customer_ids).exclude(group="").values_list("pk", "group"))


def without_proof(customer_ids: Collection[UUID]) -> set[UUID]:
    """Those of these cards that nobody has proven to be theirs: every contact on them was only typed."""
    if not customer_ids:
        return set()
    proven = Identity.objects.filter(customer_id__in=list(customer_ids)).exclude(proof="typed")
    return set(customer_ids) - set(proven.values_list("customer_id", flat=True))


def customers(
    *, search: str = "", group: str = "", before: datetime | None = None, limit: int = 50, by: Actor
) -> list[CustomerRead]:
    """Cards by name, phone, e-mail or reference (any part), newest first."""
    found = visible_to(by).order_by("-created_at", "-id")
    if text := search.strip().replace("\x00", ""):
        digits = "".join(character for character in text if character.isdigit())
        matching = Q(value__icontains=text) | (Q(kind="phone", value__contains=digits) if len(digits) >= 4 else Q())
        cards = Identity.objects.filter(matching).values("customer_id")
        found = found.filter(Q(name__icontains=text) | Q(reference=text) | Q(pk__in=cards))
    if group:
        found = found.filter(group=group)
    if before:
        found = found.filter(created_at__lt=before)
    return _read(list(found[:limit]))


def _read(found: list[Customer]) -> list[CustomerRead]:
    contacts: dict[UUID, dict[str, list[str]]] = {one.pk: {"phone": [], "email": []} for one in found}
    for identity in Identity.objects.filter(customer__in=list(contacts)).order_by("pk"):
        contacts[identity.customer_id].setdefault(identity.kind, []).append(identity.value)
    return [
        CustomerRead(
            one.pk,
            one.name,
            tuple(contacts[one.pk]["phone"]),
            tuple(contacts[one.pk]["email"]),
            one.group,
            one.language,
            one.note,
            one.reference,
            one.created_at,
            one.created_in,
        )
        for one in found
    ]
