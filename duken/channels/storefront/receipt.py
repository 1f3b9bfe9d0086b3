"""The receipt of a till on a phone, behind the link that is printed on it: nothing of who bought and who sold."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from duken.access.attempts import TooManyAttempts, attempt
from duken.channels.client_address import client_address
from duken.channels.storefront.frame import show
from duken.channels.texts import sentence
from duken.tills.shown_receipt import ShownReceipt, shown_receipt


@require_safe
@never_cache
def receipt(request: HttpRequest, receipt_number: str, proof: str) -> HttpResponse:
    """A till without a network sends it later; till then it is not here, nor for whoever guesses: they are counted."""
    found = shown_receipt(receipt_number, proof)
    if found is None:
        return _not_here(request, receipt_number)
    place = found.place
    return show(
        request, "storefront/receipt.html", receipt=found, place=place, timezone=place.timezone, paid=_paid(found)
    )


def _not_here(request: HttpRequest, number: str) -> HttpResponse:
    status, problem = 404, ""
    try:
        attempt("receipt_read", person=number[:80], address=client_address(request))
    except TooManyAttempts as refusal:
        status, problem = 429, sentence(refusal)
    return show(request, "storefront/receipt_awaited.html", status=status, problem=problem)


def _paid(found: ShownReceipt) -> list[tuple[str, int]]:
    words = {
        "cash": gettext("Cash"),
        "card": gettext("Card"),
        "gift_card": gettext("Gift card"),
        "store_credit": gettext("Store credit"),
        "original": gettext("The way it was paid"),
    }
    return [(words[method], amount) for method, amount in found.paid]
