"""Questions about companies. Staff with `companies.read` see all; whoever acts for a company sees theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from duken.customers.companies.errors import CompanyMissing
from duken.customers.companies.models import Company, CompanyBuyer
from duken.customers.companies.roles import MAY_ORDER, SEES_BOOKS
from duken.customers.identities.alias import aliases_of_all
from duken.kernel.actor import Actor
from duken.kernel.money import Money


class CompanyRead(NamedTuple):
    id: UUID
    country: str
    tax_number: str
    registration_number: str
    legal_name: str
    group: str
    terms_days: int
    city: str
    postcode: str
    line1: str
    phone: str
    email: str
    note: str
    is_active: bool
    created_at: datetime


class BuyerRead(NamedTuple):
    """Somebody who acts for a company. `limit`: the most that one order of theirs may cost."""

    company: CompanyRead
    customer_id: UUID
    role: str
    limit: Money | None

    @property
    def may_order(self) -> bool:
        return self.role in MAY_ORDER and self.company.is_active

    @property
    def sees_books(self) -> bool:
        return self.role in SEES_BOOKS


def company(company_id: UUID, *, by: Actor) -> CompanyRead:
    """Raises CompanyMissing, also for who does not act for it."""
    if not by.may("companies.read") and (by.customer is None or acts_for(by.customer, company_id) is None):
        raise CompanyMissing
    found = companies_with_ids([company_id])
    if not found:
        raise CompanyMissing
    return found[company_id]


def companies(
    *, search: str = "", after: tuple[str, UUID] | None = None, limit: int = 100, by: Actor
) -> list[CompanyRead]:
    """By name; `search` is a part of the name or a number. `after`: name and id of the last one of the page before."""
    by.require("companies.read")
    found = Company.objects.order_by("legal_name", "id")
    if text := search.strip().replace("\x00", ""):
        found = found.filter(Q(legal_name__icontains=text) | Q(tax_number=text) | Q(registration_number=text))
    if after:
        found = found.filter(Q(legal_name__gt=after[0]) | Q(legal_name=after[0], pk__gt=after[1]))
    return [_read(row) for row in found[:limit]]


def companies_with_ids(company_ids: Collection[UUID]) -> dict[UUID, CompanyRead]:
    """For other verbs, not for people; one statement."""
    return {row.pk: _read(row) for row in Company.objects.filter(pk__in=company_ids)} if company_ids else {}


def buyers_of(company_id: UUID, *, by: Actor) -> list[BuyerRead]:
    """Who acts for a company, first come first. Raises CompanyMissing."""
    seen = company(company_id, by=by)
    rows = CompanyBuyer.objects.filter(company=company_id).order_by("added_at", "pk")
    return [_buyer(row, seen) for row in rows]


def companies_of(customer_id: UUID, *, by: Actor) -> list[BuyerRead]:
    """For whom a person acts, by name: their own, or with companies.read. Two statements."""
    if by.customer != customer_id:
        by.require("companies.read")
    return acting([customer_id])[customer_id]


def acts_for(customer_id: UUID, company_id: UUID) -> BuyerRead | None:
    """For other verbs, not for people."""
    return next((one for one in acting([customer_id])[customer_id] if one.company.id == company_id), None)


def acting(customer_ids: Sequence[UUID]) -> dict[UUID, list[BuyerRead]]:
    """For whom each of these people acts; for other verbs, not for people. Two statements."""
    families = aliases_of_all(customer_ids)
    members = {one for family in families.values() for one in family}
    rows = CompanyBuyer.objects.filter(customer__in=members).select_related("company").order_by("pk")
    found = [_buyer(row, _read(row.company)) for row in rows]
    return {asked: _once(found, families[asked]) for asked in customer_ids}


def _once(found: Sequence[BuyerRead], family: Sequence[UUID]) -> list[BuyerRead]:
    """Each company once, by name: of joined cards the one that speaks for them counts, then whichever came first."""
    theirs = [one for one in found if one.customer_id in family]
    theirs.sort(key=lambda one: one.customer_id != family[0])
    firsts: dict[UUID, BuyerRead] = {}
    for one in theirs:
        firsts.setdefault(one.company.id, one)
    return sorted(firsts.values(), key=lambda one: (one.company.legal_name, one.company.id))


def books_seen_by(by: Actor) -> list[UUID]:
    """The companies whose every order whoever asks may see, for they act for them. Staff have a scope instead."""
    if by.customer is None:
        return []
    return [one.company.id for one in acting([by.customer])[by.customer] if one.sees_books]


def _read(row: Company) -> CompanyRead:
    return CompanyRead(*(getattr(row, name) for name in CompanyRead._fields))


def _buyer(row: CompanyBuyer, seen: CompanyRead) -> BuyerRead:
    limit = Money(row.limit_minor, row.limit_currency) if row.limit_minor is not None else None
    return BuyerRead(seen, row.customer_id, row.role, limit)
