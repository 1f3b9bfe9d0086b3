"""Coupons and points of a basket: put in, taken out. Works without JavaScript; with it the sums change in place."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from duken.carts.apply_coupon import apply_coupon
from duken.carts.drop_coupon import drop_coupon
from duken.carts.reads import CartId
from duken.carts.spend_points import spend_points
from duken.channels.storefront import visitor
from duken.channels.storefront.basket import basket_context
from duken.channels.storefront.basket_cookie import basket_of, units_in_basket
from duken.channels.storefront.checkout import sums_context
from duken.channels.texts import sentence
from duken.kernel.refusals import Refusal


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """A coupon in or out, or other points. Back to where it was said; with htmx the sums alone."""
    cart = basket_of(request)
    told = _said(request, cart) if cart else ""
    at_checkout = request.POST.get("at") == "checkout"
    if not getattr(request, "htmx", None):
        if told:
            messages.error(request, told)
        return HttpResponseRedirect(reverse(f"storefront:{'checkout' if at_checkout else 'basket'}"))
    context = sums_context(request) if at_checkout else basket_context(request)
    context |= {"saving_problem": told, "basket_count": units_in_basket(request)}
    part = "checkout_sums" if at_checkout else "basket_part"
    return render(request, f"storefront/{part}.html", context)


def _said(request: HttpRequest, cart: CartId) -> str:
    """Nothing when it went well, else the sentence about what was refused."""
    sent, by = request.POST, visitor.actor(request)
    try:
        if drop := sent.get("drop"):
            drop_coupon(cart, code=drop, by=by)
        elif sent.get("do") == "points":
            points = sent.get("points", "").strip()
            spend_points(cart, points=int(points) if points.isdecimal() and len(points) < 10 else 0, by=by)
        elif code := sent.get("coupon", "").strip():
            apply_coupon(cart, code=code.replace("\x00", ""), by=by)
    except Refusal as refusal:
        return sentence(refusal)
    return ""
