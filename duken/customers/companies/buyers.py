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

_CHANGEABLE = ("role", "limit_minor", "limit_currency")


class BuyerDraft(NamedTuple):
    """A person with a card, and what they may do. `limit`: the most that one order of theirs may cost."""

    customer_id: UUID
    role: str = "buyer"
    limit: Money | None = None


def save_buyers(company_id: UUID, drafts: Sequence[BuyerDraft], *, by: Actor) -> list[Refusal | None]:
    """Let each act for the company as said; answers in order. Repeats are harmless and no event. Raises CompanyMissing.

    Of two drafts for one person the last counts. Refuses bad fields and CustomerMissing. Nine statements at most.
    """
    by.require("companies.write")
    with transaction.atomic():
        if not Company.objects.select_for_update().filter(pk=company_id).exists():
            raise CompanyMissing
        families = aliases_of_all([draft.customer_id for draft in drafts])
        roots = [family[0] for family in families.values()]
        known = set(Customer.objects.filter(pk__in=roots).values_list("pk", flat=True))
        answers = [_refusal(draft, families[draft.customer_id][0] in known) for draft in drafts]
        sound = [draft for draft, refusal in zip(drafts, answers, strict=True) if refusal is None]
        _write(company_id, {families[draft.customer_id][0]: draft for draft in sound}, families, by)
        return answers


def remove_buyer(company_id: UUID, customer_id: UUID, *, by: Actor) -> bool:
    """They no longer act for it; what they ordered stays. False when they did not before."""
    by.require("companies.write")
    with transaction.atomic():
        gone, _ = CompanyBuyer.objects.filter(company=company_id, customer__in=aliases_of(customer_id)).delete()
        if gone:
            record(BuyerRemoved(company_id, customer_id), by=by)
    return bool(gone)


def _refusal(draft: BuyerDraft, is_known: bool) -> Refusal | None:
    if not is_known:
        return CustomerMissing()
    if draft.role not in ROLES:
        return InvalidField("role", "not_an_option", draft.role[:20])
    if draft.limit is not None and draft.limit.minor <= 0:
        return InvalidField("limit", "out_of_range", draft.limit.minor)
    if draft.limit is not None and draft.limit.currency not in CURRENCIES:
        return InvalidField("limit_currency", "not_a_currency", draft.limit.currency)
    return None


def _write(company_id: UUID, wanted: dict[UUID, BuyerDraft], families: dict[UUID, list[UUID]], by: Actor) -> None:
    """`wanted`: by the card that stands for the person; what is said now holds for all of their cards."""
    cards = {one: root for root, draft in wanted.items() for one in families[draft.customer_id]}
    before: dict[UUID, list[CompanyBuyer]] = {root: [] for root in wanted}
    for row in CompanyBuyer.objects.filter(company=company_id, customer__in=cards):
        before[cards[row.customer_id]].append(row)
    rows = [_row(company_id, root, draft) for root, draft in wanted.items()]
    changed = [row for row in rows if [_facts(one) for one in before[row.customer_id]] != [_facts(row)]]
    gone = [one.pk for row in changed for one in before[row.customer_id] if one.customer_id != row.customer_id]
    CompanyBuyer.objects.filter(pk__in=gone).delete()
    CompanyBuyer.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["company", "customer"], update_fields=_CHANGEABLE
    )
    record(*(BuyerSaved(company_id, row.customer_id, row.role) for row in changed), by=by)


def _row(company_id: UUID, customer_id: UUID, draft: BuyerDraft) -> CompanyBuyer:
    return CompanyBuyer(
        company_id=company_id,
        customer_id=customer_id,
        role=draft.role,
        limit_minor=draft.limit.minor if draft.limit else None,
        limit_currency=draft.limit.currency if draft.limit else "",
        added_at=clock.now(),
    )


def _facts(row: CompanyBuyer) -> tuple[object, ...]:
    return row.customer_id, *(getattr(row, column) for column in _CHANGEABLE)
