"""How much a company may owe us."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from duken.customers.companies.errors import CompanyMissing
from duken.customers.companies.reads import companies_with_ids
from duken.kernel import ids, sql
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.money import CURRENCIES, Money
from duken.kernel.refusals import InvalidField
from duken.ledger.entries import Chain, Post, Posted
from duken.ledger.errors import NotEnough
from duken.ledger.post import post
from duken.payments.on_account import accounts
from duken.payments.on_account.errors import LimitInUse
from duken.payments.on_account.events import CreditLimitChanged
from duken.payments.on_account.reads import credit_of_companies


def change_credit_limit(company_id: UUID, *, limit: Money, reason: str, by: Actor) -> bool:
    """Make it so much in this currency; zero is none. False when it was so. Audited, with its reason.

    Never below what is owed or promised: raises LimitInUse. Raises CompanyMissing, InvalidField.
    """
    by.require("companies.limit")
    _check(limit, reason)
    if company_id not in companies_with_ids([company_id]):
        raise CompanyMissing
    with transaction.atomic():
        sql.advisory_lock(f"on_account.limit:{company_id}:{limit.currency}")
        before = credit_of_companies([company_id], limit.currency)[company_id].limit
        if limit == before:
            return False
        _grant(company_id, limit - before, by)
        record(CreditLimitChanged(company_id, before, limit, reason.strip()), by=by)
    return True


def _grant(company_id: UUID, more: Money, by: Actor) -> None:
    source, target = accounts.granted(more.currency, company_id), accounts.line(more.currency, company_id)
    if more.minor < 0:
        source, target = target, source
    movement = Post(source, target, abs(more.minor), "limit")
    chain = Chain(f"limit:{ids.new_id()}", f"company:{company_id}", (movement,))
    [answer] = post([chain], by=by.lend("ledger.post"))
    if isinstance(answer, NotEnough):
        raise LimitInUse(credit_of_companies([company_id], more.currency)[company_id].used)
    if not isinstance(answer, Posted):
        raise answer


def _check(limit: Money, reason: str) -> None:
    if limit.currency not in CURRENCIES:
        raise InvalidField("currency", "not_a_currency", limit.currency)
    if not 0 <= limit.minor <= accounts.GREATEST_LIMIT_MINOR:
        raise InvalidField("limit", "out_of_range", limit.minor)
    if not 1 <= len(reason.strip()) <= 200:
        raise InvalidField("reason", "empty_or_too_long", reason)
    refuse_card_number("reason", reason)
