"""Money that came from companies: written down by staff or read from the bank's statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from duken.customers.companies.errors import CompanyMissing
from duken.customers.companies.reads import companies_with_ids
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import record
from duken.kernel.money import CURRENCIES, Money
from duken.kernel.refusals import InvalidField, Refusal
from duken.ledger.entries import Chain, Post, Posted
from duken.ledger.errors import KeyReused, NotEnough
from duken.ledger.post import post
from duken.payments import accounts as money
from duken.payments.models import CompanyPayment
from duken.payments.on_account import accounts
from duken.payments.on_account.errors import CompanyPaymentKeyReused, CompanyPaymentMissing, CreditExceeded
from duken.payments.on_account.events import CompanyPaid, CompanyPaymentTakenBack

MOST_MINOR = 10**13


class CompanyPaymentDraft(NamedTuple):
    """`key`: the same of one company again is the same payment, for instance the bank's number of the transfer."""

    company_id: UUID
    amount: Money
    paid_on: date
    key: str
    reference: str = ""


def record_company_payments(drafts: Sequence[CompanyPaymentDraft], *, by: Actor) -> list[UUID | Refusal]:
    """Write each down, once for each key; answers ids in order. What was owed sinks at once, the oldest first.

    More than is owed is kept for what they order next. Refuses bad fields, CompanyMissing, CompanyPaymentKeyReused
    (another amount has that key, or the payment that had it was taken back).
    """
    by.require("companies.payments")
    known = companies_with_ids({draft.company_id for draft in drafts})
    checked = [_refusal(draft) or (None if draft.company_id in known else CompanyMissing()) for draft in drafts]
    sound = [draft for draft, refusal in zip(drafts, checked, strict=True) if refusal is None]
    with transaction.atomic():
        posted = post([_chain(draft) for draft in sound], by=by.lend("ledger.post"))
        written = iter(_write(sound, posted, by))
        return [refusal or next(written) for refusal in checked]


def take_back_company_payment(payment_id: UUID, *, reason: str, by: Actor) -> bool:
    """It was a mistake: the company owes it again. False when that was said before.

    Raises CompanyPaymentMissing, InvalidField, CreditExceeded (what it freed has been ordered for since).
    """
    by.require("companies.payments")
    if not 1 <= len(reason.strip()) <= 200:
        raise InvalidField("reason", "empty_or_too_long", reason)
    refuse_card_number("reason", reason)
    with transaction.atomic():
        row = CompanyPayment.objects.select_for_update().filter(pk=payment_id).first()
        if row is None:
            raise CompanyPaymentMissing
        if row.taken_back_at:
            return False
        amount = Money(row.amount_minor, row.currency)
        transfers = tuple(Post(one.target, one.source, one.amount, "company_payment_back")
                          for one in _movements(row.company_id, amount))  # fmt: skip
        chain = Chain(f"company_payment_back:{payment_id}", f"company:{row.company_id}", transfers)
        [answer] = post([chain], by=by.lend("ledger.post"))
        if isinstance(answer, NotEnough):
            raise CreditExceeded(answer.facts["wanted"], answer.facts["free"], row.currency)
        if not isinstance(answer, Posted):
            raise answer
        CompanyPayment.objects.filter(pk=payment_id).update(taken_back_at=clock.now())
        record(CompanyPaymentTakenBack(row.company_id, payment_id, amount, reason.strip()), by=by)
    return True


def _refusal(draft: CompanyPaymentDraft) -> Refusal | None:
    if not 1 <= draft.amount.minor <= MOST_MINOR:
        return InvalidField("amount", "out_of_range", draft.amount.minor)
    if draft.amount.currency not in CURRENCIES:
        return InvalidField("currency", "not_a_currency", draft.amount.currency)
    if not 1 <= len(draft.key) <= 200 or not draft.key.isprintable():
        return InvalidField("key", "empty_or_too_long", draft.key)
    if len(draft.reference) > 200 or "\x00" in draft.reference:
        return InvalidField("reference", "too_long", 200)
    if draft.paid_on > clock.now().date() + timedelta(days=1):  # where it was paid it may be tomorrow already
        return InvalidField("paid_on", "in_the_future", draft.paid_on)
    try:
        refuse_card_number("reference", draft.reference)
    except Refusal as refusal:
        return refusal
    return None


def _chain(draft: CompanyPaymentDraft) -> Chain:
    key = f"company_payment:{draft.company_id}:{draft.key}"
    return Chain(key, f"company:{draft.company_id}", tuple(_movements(draft.company_id, draft.amount)))


def _movements(company_id: UUID, amount: Money) -> list[Post]:
    """The debt sinks, the money lies in the bank; and so much may be ordered again."""
    currency, minor = amount.currency, amount.minor
    return [
        Post(money.receivable(currency, company_id), money.bank(currency), minor, "company_payment"),
        Post(accounts.paid(currency), accounts.line(currency, company_id), minor, "company_payment"),
    ]


def _write(
    drafts: Sequence[CompanyPaymentDraft], posted: Sequence[Posted | Refusal], by: Actor
) -> list[UUID | Refusal]:
    """Each beside what the ledger answered; two statements and the events."""
    both = list(zip(drafts, posted, strict=True))
    fresh = [_row(draft, by) for draft, answer in both if isinstance(answer, Posted) and not answer.repeated]
    CompanyPayment.objects.bulk_create(fresh)
    record(*(CompanyPaid(row.company_id, row.pk, Money(row.amount_minor, row.currency)) for row in fresh), by=by)
    companies, keys = {draft.company_id for draft in drafts}, {draft.key for draft in drafts}
    found = CompanyPayment.objects.filter(company_id__in=companies, key__in=keys)
    rows = {(row.company_id, row.key): row for row in found}
    return [_answer(answer, rows.get((draft.company_id, draft.key))) for draft, answer in both]


def _answer(posted: Posted | Refusal, row: CompanyPayment | None) -> UUID | Refusal:
    if isinstance(posted, KeyReused):
        return CompanyPaymentKeyReused()
    if isinstance(posted, Refusal):
        return posted
    assert row, "what was posted is written down"
    return CompanyPaymentKeyReused() if row.taken_back_at else row.pk


def _row(draft: CompanyPaymentDraft, by: Actor) -> CompanyPayment:
    return CompanyPayment(
        company_id=draft.company_id,
        key=draft.key,
        currency=draft.amount.currency,
        amount_minor=draft.amount.minor,
        paid_on=draft.paid_on,
        reference=draft.reference.strip(),
        recorded_at=clock.now(),
        actor=by.id,
    )
