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
from duken.customers.identities.alias import canonical
from duken.customers.models import Customer
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.money import Money
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
        roots = canonical([draft.customer_id for draft in drafts])
        known = set(Customer.objects.filter(pk__in=roots.values()).values_list("pk", flat=True))
        return [_save(company_id, draft._replace(customer_id=roots[draft.customer_id]), known, by) for draft in drafts]


def remove_buyer(company_id: UUID, customer_id: UUID, *, by: Actor) -> bool:
    """They no longer act for it; what they ordered stays. False when they did not before."""
    by.require("companies.write")
    with transaction.atomic():
        gone, _ = CompanyBuyer.objects.filter(company=company_id, customer=customer_id).delete()
        if gone:
            record(BuyerRemoved(company_id, customer_id), by=by)
    return bool(gone)


def _save(company_id: UUID, draft: BuyerDraft, known: set[UUID], by: Actor) -> Refusal | None:
    if draft.customer_id not in known:
        return CustomerMissing()
    if draft.role not in ROLES:
        return InvalidField("role", "not_an_option", draft.role[:20])
    if draft.limit is not None and draft.limit.minor <= 0:
        return InvalidField("limit", "out_of_range", draft.limit.minor)
    columns = {
        "role": draft.role,
        "limit_minor": draft.limit.minor if draft.limit else None,
        "limit_currency": draft.limit.currency if draft.limit else "",
    }
    found = CompanyBuyer.objects.filter(company=company_id, customer=draft.customer_id)
    if found.filter(**columns).exists():
        return None
    if not found.update(**columns):
        CompanyBuyer.objects.create(
            company_id=company_id, customer_id=draft.customer_id, added_at=clock.now(), **columns
        )
    record(BuyerSaved(company_id, draft.customer_id, draft.role), by=by)
    return None
