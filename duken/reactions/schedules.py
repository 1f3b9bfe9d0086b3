"""What is done again and again, by the clock. Each is safe to run twice at once, and to miss."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from duken.conversations import reads as conversations
from duken.conversations.campaigns.sending import take_up_campaigns
from duken.conversations.send import send_message
from duken.fulfilment.raise_alerts import raise_alerts as raise_fulfilment_alerts
from duken.kernel import clock, deliveries
from duken.kernel.actor import system
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.two_clocks import surely_now
from duken.ledger.expire import expire_holds
from duken.loyalty.expire_points import expire_points
from duken.loyalty.judge_tiers import judge_old_tiers
from duken.orders.repeated import close_repeated
from duken.payments.provider import Notice, provider_for
from duken.payments.reads import PaymentRead, open_refunds, overdue
from duken.payments.refund import ask_provider_to_refund
from duken.payments.settle import settle_payment
from duken.payments.states import PAY_ONLINE_WITHIN
from duken.privacy import register as erasures
from duken.privacy.clocks.purge import purge
from duken.privacy.wish import grant_due_wishes
from duken.tills.return_leases import return_idle_leases
from duken.webhooks import queue as webhooks

log = structlog.get_logger("duken.schedules")
BATCH = 500
ASK_AFTER = timedelta(minutes=2)
BY = system("schedules")


@dataclass(frozen=True, slots=True)
class Schedule:
    """`cron` has five fields, or six with seconds last."""

    cron: str
    work: Callable[[], object]


def end_expired_holds() -> None:
    while expire_holds(limit=BATCH, by=BY) == BATCH:
        pass


def raise_alerts() -> None:
    while raise_fulfilment_alerts(limit=BATCH, by=BY) == BATCH:
        pass


def give_idle_leases_back() -> None:
    while return_idle_leases(limit=BATCH, by=BY) == BATCH:
        pass


def settle_overdue_payments() -> None:
    """A webhook may be lost: ask what became of the payment. After half an hour it is given up."""
    now = surely_now()
    for payment in overdue(now - ASK_AFTER):
        try:
            settle_payment(_asked(payment, now), by=BY)
        except Refusal as refusal:
            log.warning("payment.not_settled", payment=str(payment.id), problem=refusal.code)


def ask_for_open_refunds() -> None:
    """The reaction asks first; this catches what it had to give up."""
    for refund in open_refunds():
        try:
            ask_provider_to_refund(refund, by=BY)
        except Refusal as refusal:
            log.warning("refund.not_done", refund=str(refund), problem=refusal.code)


def send_what_was_left() -> None:
    for message in conversations.unsent(clock.now() - timedelta(minutes=15)):
        try:
            send_message(message, by=BY)
        except Refusal as refusal:
            log.warning("message.not_sent", message=str(message), problem=refusal.code)


def take_up_offers() -> None:
    """One whose job failed too often goes on where it was."""
    take_up_campaigns(by=BY)


def close_old_repeats() -> None:
    close_repeated(by=BY)


def forget_old_deliveries() -> None:
    deliveries.forget_applied()
    webhooks.forget_old()


def end_old_points() -> None:
    """One pass: points held by a waiting order are left for the next night."""
    expire_points(limit=1_000_000, by=BY)


def look_at_tiers_again() -> None:
    while judge_old_tiers(limit=BATCH, by=BY) == BATCH:
        pass


def find_doubles() -> None:
    """Cards that changed since last night, against all others. What is found waits for a person."""
    from duken.customers.identities.find_candidates import find_candidates  # its library is loaded when it is needed

    while find_candidates(limit=BATCH, by=BY):
        pass


def erase_who_asked_for_it() -> None:
    """Days to change one's mind are over. What cannot be done yet (an open order) is tried again the next hour."""
    grant_due_wishes(by=BY)


def let_old_things_go() -> None:
    """What its time is over for; and the register beside the backups catches up, should a machine have missed one."""
    for gone in purge(by=BY):
        log.info("purged", clock=gone.name, country=gone.country, gone=gone.gone)
    erasures.write_down()


def _asked(payment: PaymentRead, now: datetime) -> Notice:
    """What the provider says; when it knows nothing for half an hour, the payment has failed."""
    amount = Money(payment.amount_minor, payment.currency)
    provider = provider_for(payment.method)
    notice = Notice(payment.id, payment.reference, "pending", amount)
    if provider and payment.reference:
        notice = provider.ask(payment.id, payment.reference)
    if notice.outcome == "pending" and payment.created_at < now - PAY_ONLINE_WITHIN:
        return Notice(payment.id, payment.reference, "failed", amount, "no payment in time")
    return notice


SCHEDULES = [
    Schedule("* * * * * */5", end_expired_holds),
    Schedule("* * * * * */10", raise_alerts),
    Schedule("* * * * *", settle_overdue_payments),
    Schedule("*/5 * * * *", give_idle_leases_back),
    Schedule("*/5 * * * *", ask_for_open_refunds),
    Schedule("*/5 * * * *", send_what_was_left),
    Schedule("*/15 * * * *", take_up_offers),
    Schedule("*/15 * * * *", close_old_repeats),
    Schedule("17 3 * * *", forget_old_deliveries),
    Schedule("27 3 * * *", end_old_points),
    Schedule("47 3 * * *", look_at_tiers_again),
    Schedule("37 * * * *", erase_who_asked_for_it),
    Schedule("57 1 * * *", let_old_things_go),
    Schedule("7 4 * * *", find_doubles),
]
