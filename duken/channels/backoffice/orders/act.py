"""What people do to one order: confirm, cancel, cut a line. Pressed twice, done once."""

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
from duken.channels.backoffice.fields import an_id, whole
from duken.kernel import sql
from duken.kernel.refusals import InvalidField
from duken.orders.cancel import cancel_order
from duken.orders.confirm import confirm_order
from duken.orders.cut import cut_line
from duken.orders.errors import LineMissing
from duken.orders.reads import order


@require_POST
@behind_door("orders.confirm")
def confirm(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    by_now = confirm_order(order_id, by=desk.by)
    return back_to_order(request, order_id, gettext("Confirmed.") if by_now else gettext("It was confirmed before."))


@require_POST
@behind_door("orders.cancel")
def cancel(request: HttpRequest, desk: Desk, order_id: UUID) -> HttpResponse:
    reason = read_reason(request, words.CANCEL_REASONS)
    now = cancel_order(order_id, reason=reason, by=desk.by)
    return back_to_order(request, order_id, gettext("Cancelled.") if now else gettext("It was cancelled before."))


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
            return back_to_order(request, order_id, gettext("This line was changed before."))
        if line.quantity != seen:
            raise InvalidField(line.sku, gettext("was changed meanwhile: look at the order once more"))
        total = cut_line(order_id, line.id, quantity=seen - left, reason=reason, by=desk.by)
    return back_to_order(
        request,
        order_id,
        gettext("Changed. The total is now %(total)s.") % {"total": formats.money(total, desk.language)},
    )


def read_reason(request: HttpRequest, known: words.Words) -> str:
    """A reason by its code, with a note after it. Raises InvalidField."""
    code = request.POST.get("reason", "")
    if code not in known:
        raise InvalidField("reason", "empty")
    note = " ".join(request.POST.get("note", "").replace("\x00", "").split())[:150]
    return f"{code}: {note}" if note else code


def back_to_order(request: HttpRequest, order_id: UUID, said: str) -> HttpResponse:
    return done(request, said, reverse("office:order", args=[order_id]))
