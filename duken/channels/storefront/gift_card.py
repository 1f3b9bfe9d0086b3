"""What is left on a gift card: for whoever holds its code, signed in or not. Tries are counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from duken.access.attempts import TooManyAttempts
from duken.channels.client_address import client_address
from duken.channels.own_money import card_typed
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import show
from duken.channels.texts import sentence
from duken.kernel.refusals import Refusal


@never_cache
@sensitive_post_parameters("code")
def gift_card(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("code", "").strip()[:60]
    card, problem, status = None, "", 200
    if request.method == "POST":
        try:
            card = card_typed(typed, asker=client_address(request), by=visitor.actor(request))
        except Refusal as refusal:
            problem = sentence(refusal)
            status = 429 if isinstance(refusal, TooManyAttempts) else 422
    return show(request, "storefront/gift_card.html", status=status, card=card, typed=typed, problem=problem)
