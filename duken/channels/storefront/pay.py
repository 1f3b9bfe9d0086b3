"""To the page of the payment service and back. The way back asks what became of the payment; so does the webhook."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache

from duken.channels.own_address import address_here, as_here
from duken.channels.storefront.order import link_holder
from duken.channels.texts import sentence
from duken.kernel import actor
from duken.kernel.refusals import Missing, Refusal
from duken.orders import reads as orders
from duken.orders.reads import OrderRead
from duken.orders.states import OPEN
from duken.payments.provider import provider_for
from duken.payments.reads import PaymentRead, payments_of
from duken.payments.settle import settle_payment
from duken.payments.start import announce_payment


@never_cache
def pay(request: HttpRequest, secret: str) -> HttpResponse:
    """Lead to the page of the payment service; who comes too late, or twice, is told so on the page of the order."""
    found, payment = _online_payment(secret)
    page = reverse("storefront:order", args=[secret])
    if payment is None or payment.status not in ("started", "failed") or found.status not in OPEN:
        if payment is not None:
            messages.info(request, _why_nothing_is_paid(found, payment))
        return HttpResponseRedirect(page)
    title = gettext("Order %(number)s") % {"number": found.number}
    back = address_here(request) + reverse("storefront:paid", args=[secret])
    try:
        page_there = announce_payment(payment.id, title=title, return_url=back)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(page)
    return HttpResponseRedirect(as_here(page_there, request))


@never_cache
def paid(request: HttpRequest, secret: str) -> HttpResponse:
    """The shopper comes back: ask what happened and make it true. The webhook may have been faster; both end alike."""
    _, payment = _online_payment(secret)
    if payment is not None and payment.status == "started" and payment.reference:
        provider = provider_for(payment.method)
        assert provider is not None, "an online payment has a provider"
        try:
            notice = provider.ask(payment.id, payment.reference)
            settle_payment(notice, by=actor.system("storefront.paid", "web"))
        except Refusal:
            pass  # the webhook tells later, or the schedule asks again
    return HttpResponseRedirect(reverse("storefront:order", args=[secret]))


def _why_nothing_is_paid(found: OrderRead, payment: PaymentRead) -> str:
    if found.status == "cancelled":
        return gettext("This order is cancelled: please pay nothing for it. Order anew what you still want.")
    if payment.status == "captured":
        return gettext("This order is paid already: there is nothing more to pay.")
    return gettext("There is nothing to pay online for this order any more.")


def _online_payment(secret: str) -> tuple[OrderRead, PaymentRead | None]:
    try:
        found = orders.order_by_secret(secret)
    except Missing:
        raise Http404 from None
    payments = payments_of([found.id], by=link_holder(found))[found.id]
    return found, next((one for one in reversed(payments) if one.provider), None)
