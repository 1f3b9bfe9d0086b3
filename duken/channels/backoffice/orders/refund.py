"""Money of an order given back without goods: of each payment its part, the way it came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels import formats
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door
from duken.channels.backoffice.fields import an_id, decimal
from duken.channels.backoffice.orders.act import back_to_order, read_reason
from duken.kernel.money import Money, parse_major
from duken.kernel.refusals import InvalidField
from duken.orders.reads import order
from duken.payments.errors import PaymentMissing
from duken.payments.provider import GIFT_CARD, ON_ACCOUNT, STORE_CREDIT
from duken.payments.reads import PaymentRead, payments_of
from duken.payments.refund import refund_payment

_WAYS: dict[str, str | Promise] = {
    GIFT_CARD: _("onto the gift card it came from"),
    STORE_CREDIT: _("into the customer's credit"),
    ON_ACCOUNT: _("off what the company owes"),
}


class Refundable(NamedTuple):
    """A payment with something left to give back, and where that goes; `plain` is the whole of it, ready for a form."""

    payment: PaymentRead
    method: str
    way: str
    left: Money
    plain: str


def refundable(payments: Sequence[PaymentRead]) -> list[Refundable]:
    """In the order they were made: the order in which a till gives them back, too."""
    found = [(one, Money(one.captured_minor - one.refunded_minor, one.currency)) for one in payments]
    open_ones = [(one, left) for one, left in found if left.minor > 0]
    return [Refundable(one, method_of(one), _way(one), left, str(left.decimal())) for one, left in open_ones]


def method_of(payment: PaymentRead) -> str:
    return words.word(words.PAYMENT_METHOD, payment.method)


@require_POST
@behind_door("payments.refund")
def refund(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """All parts or none. Pressed twice, given back once."""
    found = order(order_id, by=desk.by)
    desk.by.require("payments.refund", store=found.location_id)
    wanted = _wanted(request, {one.id: one for one in payments_of([found.id], by=desk.by)[found.id]})
    key, reason = an_id(request.POST.get("key", "")), read_reason(request, words.REFUND_REASONS)
    with transaction.atomic():
        for payment, amount in wanted:
            refund_payment(
                payment.id,
                amount=amount,
                reason=reason,
                key=f"office:{payment.id}:{key}",
                location_id=found.location_id,
                by=desk.by,
            )
    return back_to_order(request, order_id, _told(wanted, desk.language))


Wanted = Sequence[tuple[PaymentRead, Money]]


def _wanted(request: HttpRequest, payments: dict[UUID, PaymentRead]) -> Wanted:
    """What the form says beside each payment; where it says nothing, nothing of that one goes back."""
    said = list(zip(request.POST.getlist("payment"), request.POST.getlist("amount"), strict=False))
    wanted = []
    for name, text in said:
        payment = payments.get(an_id(name))
        if payment is None:
            raise PaymentMissing
        if len(said) == 1 or text.strip() not in ("", "0"):
            wanted.append((payment, _amount(text, payment.currency)))
    if not wanted:
        raise InvalidField("amount", "empty")
    return sorted(wanted, key=lambda one: one[0].id)  # two desks at once wait for each other, never in a circle


def _amount(text: str, currency: str) -> Money:
    """An amount in major units as people write it: 12.50, 12,50, 1 250."""
    amount = decimal("amount", text)
    if amount <= 0:
        raise InvalidField("amount", "out_of_range", text)
    return parse_major(amount, currency)


def _told(wanted: Wanted, language: str) -> str:
    parts = [f"{formats.money(amount, language)} {_way(payment)}" for payment, amount in wanted]
    if len(parts) == 1:
        return gettext("Goes back: %(parts)s.") % {"parts": parts[0]}
    total = Money(sum(amount.minor for _payment, amount in wanted), wanted[0][1].currency)
    said = gettext("%(total)s goes back: %(parts)s.")
    return said % {"total": formats.money(total, language), "parts": ", ".join(parts)}


def _way(payment: PaymentRead) -> str:
    if payment.method in _WAYS:
        return str(_WAYS[payment.method])
    return gettext("through the payment service") if payment.provider else gettext("out of the drawer")
