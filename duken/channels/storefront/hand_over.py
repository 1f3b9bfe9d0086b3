"""The basket on another device, or at a seller's: show a code, open one, follow what others change, keep the stock."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from duken.access.attempts import TooManyAttempts
from duken.carts import reads as carts
from duken.carts.errors import CartClosed, CartNeedsSignIn
from duken.carts.hold_cart import hold_cart, release_cart
from duken.carts.open_shared_cart import Opened, look_at_link, open_cart_by_code, open_cart_by_link
from duken.carts.share_cart import share_cart
from duken.carts.undo_merge import undo_merge
from duken.channels.client_address import client_address
from duken.channels.live_tickets import cart_topic, ticket_for
from duken.channels.own_address import address_here
from duken.channels.storefront import visitor
from duken.channels.storefront.basket import basket_context
from duken.channels.storefront.basket_cookie import basket_of
from duken.channels.storefront.frame import show
from duken.channels.texts import sentence
from duken.kernel.refusals import Refusal

STATUS = {"busy": 429, "missing": 404, "forbidden": 403}


@require_POST
@never_cache
def share(request: HttpRequest) -> HttpResponse:
    """Six digits and a square to scan, for a quarter of an hour and one use."""
    cart = basket_of(request)
    if cart is None:
        return HttpResponseRedirect(reverse("storefront:basket"))
    try:
        shared = share_cart(cart, by=visitor.actor(request))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return HttpResponseRedirect(reverse("storefront:basket"))
    address = address_here(request) + reverse("storefront:open_shared", args=[shared.token])
    code = {"code": f"{shared.code[:3]} {shared.code[3:]}", "qr": _square(address), "until": shared.expires_at}
    return show(request, "storefront/basket.html", **basket_context(request), shared=code)


@never_cache
def open_by_code(request: HttpRequest) -> HttpResponse:
    """Type the digits another device shows."""
    if request.method != "POST":
        return show(request, "storefront/basket_open.html")
    try:
        opened = open_cart_by_code(
            request.POST.get("code", "")[:40],
            in_hand=basket_of(request),
            address=client_address(request),
            by=visitor.actor(request),
        )
    except Refusal as refusal:
        return _refused(request, refusal)
    return _go_on(request, opened)


@never_cache
def open_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The link behind the square. Looking changes nothing (messengers look at links): one press opens it."""
    try:
        if request.method != "POST":
            look_at_link(token, by=visitor.actor(request))
            return show(request, "storefront/basket_open.html", token=token)
        opened = open_cart_by_link(token, in_hand=basket_of(request), by=visitor.actor(request))
    except Refusal as refusal:
        return _refused(request, refusal, token)
    return _go_on(request, opened)


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take two baskets apart again."""
    cart = basket_of(request)
    try:
        if cart is not None:
            undo_merge(cart, by=visitor.actor(request))
            messages.success(request, gettext("The basket is as it was before."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("storefront:basket"))


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Have the stock of the basket kept for some minutes, or let it go."""
    cart, by = basket_of(request), visitor.actor(request)
    try:
        if cart is not None and request.POST.get("release"):
            release_cart(cart, by=by)
        elif cart is not None:
            hold_cart(cart, location_id=_place(request), channel=visitor.CHANNEL, by=by)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("storefront:basket"))


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """A ticket to hear that this basket was changed elsewhere."""
    cart, by = basket_of(request), visitor.actor(request)
    try:
        if cart is None or carts.cart(cart, by=by).status != "open":
            return JsonResponse({}, status=403)
    except Refusal:
        return JsonResponse({}, status=403)
    return JsonResponse({"ticket": ticket_for(by, [cart_topic(cart)])})


def _go_on(request: HttpRequest, opened: Opened) -> HttpResponse:
    response = HttpResponseRedirect(reverse("storefront:basket") + ("?joined=1" if opened.joined else ""))
    visitor.keep_visitor(request, response)
    visitor.keep_basket(request, response, opened.cart_id)
    if opened.joined:
        messages.success(request, joined_words(opened.joined))
    else:
        messages.success(request, gettext("Here it is: the same basket, go on with it."))
    return response


def joined_words(lines: int) -> str:
    return ngettext(
        "Two baskets are one now: %(lines)s line came along. Of what lay in both, the larger quantity counts.",
        "Two baskets are one now: %(lines)s lines came along. Of what lay in both, the larger quantity counts.",
        lines,
    ) % {"lines": lines}


def _refused(request: HttpRequest, refusal: Refusal, token: str = "") -> HttpResponse:
    context: dict[str, Any] = {"problem": sentence(refusal), "needs_sign_in": isinstance(refusal, CartNeedsSignIn)}
    context["is_closed"] = isinstance(refusal, CartClosed)
    status = 429 if isinstance(refusal, TooManyAttempts) else STATUS.get(refusal.kind, 409)
    return show(request, "storefront/basket_open.html", status=status, token=token, **context)


def _place(request: HttpRequest) -> UUID:
    code = request.POST.get("place", "")
    for place in visitor.collection_places():
        if place.code == code:
            return place.id
    raise Http404


def _square(address: str) -> str:
    svg = segno.make(address, micro=False, error="m").svg_inline(scale=4, border=2, omitsize=True, title=address)
    return mark_safe(svg)
