"""An order that came to nothing goes back into the basket with one press, by whoever has its link."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from duken.carts.buy_for import buy_for
from duken.carts.put_again import Again, put_again
from duken.carts.reads import CartId, cart
from duken.channels.storefront import visitor
from duken.channels.storefront.basket_cookie import basket_for_writing
from duken.channels.storefront.order import link_holder
from duken.channels.storefront.order_words import came_to_nothing
from duken.channels.texts import sentence
from duken.kernel.actor import Actor
from duken.kernel.refusals import Missing, Refusal
from duken.orders import reads as orders
from duken.payments.reads import payments_of


@require_POST
def again(request: HttpRequest, secret: str) -> HttpResponse:
    """Fill the basket from the order's lines, then show it. Pressed twice, or of an order that lives: nothing more."""
    try:
        found = orders.order_by_secret(secret)
    except Missing:
        raise Http404(gettext("There is no such order.")) from None
    payments = payments_of([found.id], by=link_holder(found))[found.id]
    if not came_to_nothing(found, payments):
        return HttpResponseRedirect(reverse("storefront:order", args=[secret]))
    basket, by = basket_for_writing(request), visitor.actor(request)
    _for_the_same_company(basket, found.company_id, by)
    wanted = [Again(line.variant_id, line.ordered_quantity) for line in found.lines]
    try:
        answers = put_again(basket, wanted, order_number=found.number, by=by)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        gone = [line.title for line, refusal in zip(found.lines, answers, strict=True) if refusal]
        _tell(request, len(answers) - len(gone), gone)
    response = HttpResponseRedirect(reverse("storefront:basket"))
    visitor.keep_visitor(request, response)
    visitor.keep_basket(request, response, basket)
    return response


def _for_the_same_company(basket: CartId, company_id: UUID | None, by: Actor) -> None:
    """An empty basket is for whom the order was; what lies in one already is not given another buyer."""
    if company_id is None or cart(basket, by=by).lines:
        return
    try:
        buy_for(basket, company_id=company_id, by=by)
    except Refusal:
        return  # they do not act for it any more: the basket is their own


def _tell(request: HttpRequest, put: int, gone: Sequence[str]) -> None:
    if put:
        messages.success(request, gettext("It is back in your basket, at today's prices."))
    if gone:
        told = gettext("Not sold any more, so not put back: %(titles)s.")
        messages.warning(request, told % {"titles": ", ".join(gone)})
