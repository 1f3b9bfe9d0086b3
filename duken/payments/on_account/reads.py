"""Questions about what companies owe. Staff with `companies.read`; of a company, whoever sees its books."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from duken.customers.companies.errors import CompanyMissing
from duken.customers.companies.reads import books_seen_by
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.money import Money
from duken.ledger.reads import cached
from duken.payments.on_account import accounts
from duken.payments.on_account.ageing import Ageing, Due, age, still_due


class Credit(NamedTuple):
    """A company's account in one currency. `owed` is below zero after it paid ahead; `held` is promised to orders."""

    limit: Money
    owed: Money
    held: Money
    available: Money

    @property
    def ahead(self) -> Money | None:
        """What it has paid too much, which counts for its next orders; None when it owes, or owes nothing."""
        return -self.owed if self.owed.minor < 0 else None

    @property
    def used(self) -> Money:
        return self.owed + self.held


class StatementLine(NamedTuple):
    """`kind`: sale, returned, payment. `amount` raises what is owed, or lowers it; `balance` is what was owed then.

    Of a sale: until when it is to be paid, and how much of it is still to be paid.
    """

    at: datetime
    kind: str
    amount: Money
    balance: Money
    order_id: UUID | None = None
    payment_id: UUID | None = None
    reference: str = ""
    due_on: date | None = None
    left: Money | None = None


class Statement(NamedTuple):
    """Everything on account in one currency, oldest first."""

    credit: Credit
    ageing: Ageing
    lines: Sequence[StatementLine]


def credit_of_companies(company_ids: Collection[UUID], currency: str) -> dict[UUID, Credit]:
    """For other verbs, not for people; one statement."""
    lines = {one: accounts.line(currency, one) for one in company_ids}
    grants = {one: accounts.granted(currency, one) for one in company_ids}
    found = cached([*lines.values(), *grants.values()]) if lines else {}
    credits = {}
    for one in lines:
        limit, line = -found[grants[one]].posted, found[lines[one]]
        minors = (limit, limit - line.posted, line.held, line.free)
        credits[one] = Credit(*(Money(minor, currency) for minor in minors))
    return credits


def credit_of(company_id: UUID, currency: str, *, by: Actor) -> Credit:
    """Limit, owed, promised, left. Raises CompanyMissing for who does not see its books."""
    _see_books(company_id, by)
    return credit_of_companies([company_id], currency)[company_id]


def currencies_of(company_id: UUID, *, by: Actor) -> list[str]:
    """In which currencies it ever had a limit, bought or paid. Raises CompanyMissing."""
    _see_books(company_id, by)
    rows = sql.rows(
        "SELECT unit FROM ledger_account WHERE book = %s AND bucket = 'company' AND place = %s ORDER BY unit",
        [accounts.BOOK, str(company_id)],
    )
    return [unit for (unit,) in rows]


def ageing_of_companies(company_ids: Collection[UUID], currency: str, *, by: Actor) -> dict[UUID, Ageing]:
    """How old each one's debt is; two statements."""
    by.require("companies.read")
    dues: dict[UUID, list[Due]] = {one: [] for one in company_ids}
    for company_id, due_on, minor in sql.rows(_DUES, [list(dues), currency]):
        dues[company_id].append(Due(due_on, minor))
    paid = dict(sql.rows(_PAID, [list(dues), currency]))
    today = clock.now().date()
    return {one: age(dues[one], int(paid.get(one, 0)), today=today) for one in dues}


def statement_of(company_id: UUID, currency: str, *, by: Actor) -> Statement:
    """Sales on account, what came back, payments; and how old the debt is. Raises CompanyMissing. Three statements."""
    _see_books(company_id, by)
    rows = sql.rows(_STATEMENT, {"company": company_id, "currency": currency})
    sales = [Due(due_on, left) for _, kind, _, _, _, _, due_on, left in rows if kind == "sale"]
    paid = -sum(minor for _, kind, minor, *_ in rows if kind == "payment")
    open_parts = iter(still_due(sales, paid))
    lines, balance = [], 0
    for at, kind, minor, order_id, payment_id, reference, due_on, _ in rows:
        balance += minor
        left = Money(next(open_parts), currency) if kind == "sale" else None
        money = (Money(minor, currency), Money(balance, currency))
        lines.append(StatementLine(at, kind, *money, order_id, payment_id, reference, due_on, left))
    credit = credit_of_companies([company_id], currency)[company_id]
    return Statement(credit, age(sales, paid, today=clock.now().date()), lines)


def _see_books(company_id: UUID, by: Actor) -> None:
    if not by.may("companies.read") and company_id not in books_seen_by(by):
        raise CompanyMissing


_DUES = """
SELECT source_id, due_on, sum(captured_minor - refunded_minor)::bigint FROM payments_payment
WHERE method = 'on_account' AND source_id = ANY(%s) AND currency = %s AND due_on IS NOT NULL GROUP BY source_id, due_on
"""
_PAID = """
SELECT company_id, sum(amount_minor)::bigint FROM payments_companypayment
WHERE company_id = ANY(%s) AND currency = %s AND taken_back_at IS NULL GROUP BY company_id
"""
_STATEMENT = """
SELECT captured_at AS at, 'sale' AS kind, captured_minor AS minor, order_id, id, '' AS reference, due_on,
       captured_minor - refunded_minor AS left_minor
FROM payments_payment
WHERE method = 'on_account' AND source_id = %(company)s AND currency = %(currency)s AND due_on IS NOT NULL
UNION ALL
SELECT r.created_at, 'returned', -r.amount_minor, p.order_id, r.id, '', NULL, NULL
FROM payments_refund r JOIN payments_payment p ON p.id = r.payment_id
WHERE p.method = 'on_account' AND p.source_id = %(company)s AND p.currency = %(currency)s
UNION ALL
SELECT recorded_at, 'payment', -amount_minor, NULL, id, reference, paid_on, NULL FROM payments_companypayment
WHERE company_id = %(company)s AND currency = %(currency)s AND taken_back_at IS NULL
ORDER BY 1, 5
"""
