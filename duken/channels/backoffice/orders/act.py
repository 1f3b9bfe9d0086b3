"""What people do to one order: confirm, cancel, cut a line, give money back. Pressed twice, done once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.channels import formats
from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import an_id, decimal, whole
from duken.kernel import sql
from duken.kernel.money import Money, parse_major
from duken.kernel.refusals import InvalidField
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.errors import LineMissing
from duken.orders.reads import order
from duken.payments.errors import PaymentMissing
from duken.payments.reads import payments_of
from duken.payments.refund import refund_payment


@require_POST
@behind_door("orders.confirm")
def confirm(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    by_now = confirm_order(order_id, by=desk.by)
    return _done(request, order_id, gettext("Confirmed.") if by_now else gettext("It was confirmed before."))


@require_POST
@behind_door("orders.cancel")
def cancel(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    reason = read_reason(request, words.CANCEL_REASONS)
    now = cancel_order(order_id, reason=reason, by=desk.by)
    return _done(request, order_id, gettext("Cancelled.") if now else gettext("It was cancelled before."))


@require_POST
@behind_door("orders.change", "fulfilment.work")
def cut(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    """The form says how many it saw and how many shall be left: pressed twice, the second press changes nothing."""
    line_id = an_id(request.POST.get("line", ""))
    seen, left = (whole(name, request.POST.get(name, "")) for name in ("seen", "left"))
    reason = read_reason(request, words.CUT_REASONS)
    with transaction.atomic():
        sql.advisory_lock(f"office.cut:{line_id}")
        found = order(order_id, by=desk.by)
        line = next((line for line in found.lines if line.id == line_id), None)
        if line is None:
            raise LineMissing
        if line.quantity == left != seen:
            return _done(request, order_id, gettext("This line was changed before."))
        if line.quantity != seen:
            raise InvalidField(line.sku, gettext("was changed meanwhile: look at the order once more"))
        total = cut_line(order_id, line.id, quantity=seen - left, reason=reason, by=desk.by)
    return _done(
        request,
        order_id,
        gettext("Changed. The total is now %(total)s.") % {"total": formats.money(total, desk.language)},
    )


@require_POST
@behind_door("payments.refund")
def refund(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    found = order(order_id, by=desk.by)
    wanted = an_id(request.POST.get("payment", ""))
    payment = next((one for one in payments_of([found.id], by=desk.by)[found.id] if one.id == wanted), None)
    if payment is None:
        raise PaymentMissing
    desk.by.require("payments.refund", store=found.location_id)
    amount = _amount(request.POST.get("amount", ""), payment.currency)
    key = an_id(request.POST.get("key", ""))
    refund_payment(
        payment.id,
        amount=amount,
        reason=read_reason(request, words.REFUND_REASONS),
        key=f"office:{payment.id}:{key}",
        location_id=found.location_id,
        by=desk.by,
    )
    said = gettext("%(amount)s goes back to the customer.") % {"amount": formats.money(amount, desk.language)}
    return _done(request, order_id, said)


def read_reason(request: HttpRequest, known: words.Words) -> str:
    """A reason by its code, with a note after it. Raises InvalidField."""
    code = request.POST.get("reason", "")
    if code not in known:
        raise InvalidField("reason", "empty")
    note = " ".join(request.POST.get("note", "").replace("\x00", "").split())[:150]
    return f"{code}: {note}" if note else code


def _done(request: HttpRequest, order_id: UUID, said: str) -> HttpResponse:
    return done(request, said, reverse("office:order", args=[order_id]))


def _amount(text: str, currency: str) -> Money:
    """An amount in major units as people write it: 12.50, 12,50, 1 250."""
    amount = decimal("amount", text)
    if amount <= 0:
        raise InvalidField("amount", "out_of_range", text)
    return parse_major(amount, currency)
