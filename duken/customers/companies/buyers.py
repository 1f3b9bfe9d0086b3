"""Who may act for a company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.customers.companies.errors import CompanyMissing
from duken.customers.companies.events import BuyerRemoved, BuyerSaved
from duken.customers.companies.models import Company, CompanyBuyer
from duken.customers.companies.roles import ROLES
from duken.customers.errors import CustomerMissing
from duken.customers.identities.alias import aliases_of, aliases_of_all
from duken.customers.models import Customer
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import CURRENCIES, Money
from duken.kernel.refusals import InvalidField, Refusal


class BuyerDraft(NamedTuple):
    """A person with a card, and what they may do. `limit`: the most that one order of theirs may cost."""

    customer_id: UUID
    role: str = "buyer"
    limit: Money | None = None


def save_buyers(company_id: UUID, drafts: Sequence[BuyerDraft], *, by: Actor) -> list[Refusal | None]:
    """Let each act for the company as said; answers in order. Repeats are harmless. Raises CompanyMissing.

    Refuses bad fields and CustomerMissing.
    """
    by.require("companies.write")
    with transaction.atomic():
        if not Company.objects.select_for_update().filter(pk=company_id).exists():
            raise CompanyMissing
        families = aliases_of_all([draft.customer_id for draft in drafts])
        roots = [family[0] for family in families.values()]
        known = set(Customer.objects.filter(pk__in=roots).values_list("pk", flat=True))
        return [_save(company_id, draft, families[draft.customer_id], known, by) for draft in drafts]


def remove_buyer(company_id: UUID, customer_id: UUID, *, by: Actor) -> bool:
    """They no longer act for it; what they ordered stays. False when they did not before."""
    by.require("companies.write")
    with transaction.atomic():
        gone, _ = CompanyBuyer.objects.filter(company=company_id, customer__in=aliases_of(customer_id)).delete()
        if gone:
            record(BuyerRemoved(company_id, customer_id), by=by)
    return bool(gone)


def _save(company_id: UUID, draft: BuyerDraft, family: Sequence[UUID], known: set[UUID], by: Actor) -> Refusal | None:
    """`family`: every id of the person, the card that stands for them all first: what is said now holds for all."""
    person = family[0]
    if person not in known:
        return CustomerMissing()
    if draft.role not in ROLES:
        return InvalidField("role", "not_an_option", draft.role[:20])
    if draft.limit is not None and draft.limit.minor <= 0:
        return InvalidField("limit", "out_of_range", draft.limit.minor)
    if draft.limit is not None and draft.limit.currency not in CURRENCIES:
        return InvalidField("limit_currency", "not_a_currency", draft.limit.currency)
    columns = {
        "role": draft.role,
        "limit_minor": draft.limit.minor if draft.limit else None,
        "limit_currency": draft.limit.currency if draft.limit else "",
    }
    found = CompanyBuyer.objects.filter(company=company_id, customer__in=family)
    if found.count() == 1 and found.filter(customer=person, **columns).exists():
        return None
    found.exclude(customer=person).delete()
    if not found.update(**columns):
        CompanyBuyer.objects.create(company_id=company_id, customer_id=person, added_at=clock.now(), **columns)
    record(BuyerSaved(company_id, person, draft.role), by=by)
    return None
