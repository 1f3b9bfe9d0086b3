"""What people do to many orders at once."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.frame import show
from duken.channels.backoffice.orders.page import slip_of
from duken.channels.texts import sentence
from duken.kernel.refusals import InvalidField, Refusal
from duken.orders.confirm import confirm_orders
from duken.orders.reads import order

AT_ONCE = 100


@require_POST
@behind_door("orders.confirm")
def confirm(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Confirm each; one that cannot be confirmed does not keep the others."""
    answers = confirm_orders(chosen(request), by=desk.by)
    for answer in answers:
        if isinstance(answer, Refusal):
            messages.warning(request, sentence(answer))
    confirmed = sum(answer is True for answer in answers)
    said = ngettext("%(count)s order confirmed.", "%(count)s orders confirmed.", confirmed) % {"count": confirmed}
    return done(request, said)


@require_POST
@behind_door("orders.read")
def slips(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Slips of all of them, one a page."""
    found = [order(order_id, by=desk.by) for order_id in chosen(request)]
    return show(request, desk, "office/slips.html", slips=[slip_of(one, desk) for one in found])


def chosen(request: HttpRequest) -> list[UUID]:
    """The rows somebody chose in a list. Raises InvalidField."""
    try:
        found = [UUID(text) for text in request.POST.getlist("chosen")[:AT_ONCE]]
    except ValueError:
        raise InvalidField("chosen", "empty") from None
    if not found:
        raise InvalidField("chosen", "empty")
    return found
