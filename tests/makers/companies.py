"""Makers of companies and of the people who buy for them."""

from __future__ import annotations

from itertools import count
from typing import Any
from uuid import UUID

from duken.access.scopes import SHOPPER
from duken.customers.companies.buyers import BuyerDraft, save_buyers
from duken.customers.companies.save_companies import CompanyDraft, save_companies
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import Actor, system
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.payments.on_account.limit import change_credit_limit

_NUMBERS = count(100_001)


class CompanyMakers:
    def company(self, name: str = "Corner Café Ltd", *, limit_minor: int = 0, **facts: Any) -> UUID:
        """A company in pounds: `make.company(limit_minor=10_000, group="trade", terms_days=14)`."""
        told: dict[str, Any] = {"country": "GB", "tax_number": f"GB{next(_NUMBERS)}", "legal_name": name} | facts
        [company_id] = save_companies([CompanyDraft(**told)], by=system("tests"))
        if isinstance(company_id, Refusal):
            raise company_id
        if limit_minor:
            limit = Money(limit_minor, "GBP")
            change_credit_limit(company_id, limit=limit, reason="first order", by=system("tests"))
        return company_id

    def company_buyer(self, *company_ids: UUID, role: str = "buyer", limit_minor: int = 0) -> Actor:
        """A person signed in who acts for these companies."""
        number = next(_NUMBERS)
        [customer] = recognise_customers([Contact(f"Buyer {number}", f"+447700{number}")], by=system("tests"))
        assert not isinstance(customer, Refusal)
        limit = Money(limit_minor, "GBP") if limit_minor else None
        for company_id in company_ids:
            save_buyers(company_id, [BuyerDraft(customer, role, limit)], by=system("tests"))
        return Actor(f"customer:{customer}", "web", SHOPPER, customer=customer)
