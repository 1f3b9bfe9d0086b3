"""Hand over: the customer shows the code, pays if it is still to be paid, and takes the goods."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import compare_digest
from uuid import UUID

from django.db import transaction
from django.db.models import F

from duken.fulfilment._locked import locked
from duken.fulfilment._take_money import take_money
from duken.fulfilment.errors import TooManyWrongCodes, WrongCode, WrongMethod
from duken.fulfilment.events import OrderCollected
from duken.fulfilment.models import Fulfilment
from duken.fulfilment.states import FULFILMENT_MOVES
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.states import move
from duken.orders.fulfil import fulfil_order
from duken.orders.reads import order

WRONG_CODES_AT_MOST = 5
PAUSE = timedelta(minutes=10)


def hand_over(fulfilment_id: UUID, *, code: str, tender: str = "", by: Actor) -> bool:
    """Money taken (`tender` is cash, card …, empty when it is paid already), stock out, sale posted: one transaction.

    True when handed over now, False when it had been. Raises WrongCode (five of them, then TooManyWrongCodes for ten
    minutes), NotPaid, WrongMethod, FulfilmentMissing, IllegalMove (not ready), and what taking money refuses.
    """
    if not _is_right(fulfilment_id, code, by):
        raise _wrong(fulfilment_id, by)
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        if found.status == "collected":
            return False
        if found.method != "pickup":
            raise WrongMethod(found.method)
        now_collected(found, tender=tender, by=by)
    return True


def now_collected(found: Fulfilment, *, tender: str = "", by: Actor) -> None:
    """Goods out, money in, in the caller's transaction, which has locked what it was given."""
    now = clock.now()
    move(
        Fulfilment,
        found.pk,
        "collected",
        FULFILMENT_MOVES,
        noun="fulfilment",
        handed_over_at=now,
        handed_over_by=by.id,
        wrong_codes=0,
    )
    fulfil_order(found.order_id, by=by)  # first: an order is locked before its payment, as when a line is cut
    take_money(found.order_id, location_id=found.location_id, tender=tender, by=by)
    record(OrderCollected(found.order_id, found.pk, found.location_id, _seconds(found.arrived_at, now)), by=by)


def _is_right(fulfilment_id: UUID, code: str, by: Actor) -> bool:
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        now = clock.now()
        if found.codes_refused_until and found.codes_refused_until > now:
            raise TooManyWrongCodes(1 + int((found.codes_refused_until - now).total_seconds() // 60))
        right = order(found.order_id, by=by).collect_code
    return bool(right) and compare_digest(digits(code).encode(), right.encode())


def _wrong(fulfilment_id: UUID, by: Actor) -> WrongCode:
    """Count it in a transaction of its own: a refusal must not take the count back."""
    with transaction.atomic():
        found = locked(fulfilment_id, by=by)
        tries_left = WRONG_CODES_AT_MOST - found.wrong_codes - 1
        if tries_left > 0:
            Fulfilment.objects.filter(pk=found.pk).update(wrong_codes=F("wrong_codes") + 1)
        else:
            Fulfilment.objects.filter(pk=found.pk).update(wrong_codes=0, codes_refused_until=clock.now() + PAUSE)
    return WrongCode(max(0, tries_left))


def digits(code: str) -> str:
    """People read codes out in groups."""
    return "".join(character for character in code if character.isascii() and character.isdigit())


def _seconds(since: datetime | None, now: datetime) -> int | None:
    return int((now - since).total_seconds()) if since else None
