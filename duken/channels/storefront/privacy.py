"""My data: what I agreed to, everything the shop knows about me to take away, and a way to be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from duken.channels.storefront import visitor
from duken.channels.storefront.frame import language, show
from duken.channels.texts import sentence
from duken.customers import reads as customers
from duken.customers.consents.give import Consenting, give_consents, withdraw_consents
from duken.customers.consents.link import read_withdrawal
from duken.customers.consents.live import consents_of
from duken.customers.consents.wording import PURPOSES, wording
from duken.customers.policies import may_see
from duken.kernel.actor import Actor, system
from duken.kernel.refusals import Refusal
from duken.privacy.erase_person import erase_person, what_must_end_first
from duken.privacy.export_person import export_person
from duken.privacy.wish import take_wish_back, wish_due, wish_erasure

NAMES = {
    "marketing": _("Offers and news"),
    "profiling": _("Suggestions that fit me"),
    "reviews": _("Questions about my orders"),
}
Page = Callable[[HttpRequest, Actor, UUID], HttpResponse]


def mine(view: Page) -> Callable[[HttpRequest], HttpResponse]:
    """Only for who has proven who they are; others are sent to sign in."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        actor = visitor.actor(request)
        if actor.customer is None or not may_see("orders", proof=customers.proof_of(actor)):
            return HttpResponseRedirect(reverse("storefront:sign_in"))
        return view(request, actor, actor.customer)

    return answer


@never_cache
@mine
def privacy(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    given = consents_of(card, by=actor)
    purposes = [
        {
            "code": purpose,
            "name": NAMES[purpose],
            "text": wording(purpose, language()).text,
            "said": given.get(purpose),
            "is_given": purpose in given and given[purpose].is_given,
        }
        for purpose in PURPOSES
    ]
    return show(
        request,
        "storefront/privacy.html",
        purposes=purposes,
        due=wish_due(card, by=actor),
        days=settings.ERASURE_GRACE_DAYS,
        must_end=what_must_end_first(card, by=actor),
    )


@require_POST
@mine
def consent(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    """One switch: `purpose`, and `given` when it was turned on."""
    said = [Consenting(request.POST.get("purpose", ""), card, language=language())]
    try:
        if request.POST.get("given"):
            give_consents(said, by=actor)
            messages.success(request, gettext("Thank you. You can take it back at any time."))
        else:
            withdraw_consents(said, by=actor)
            messages.success(request, gettext("Taken back. It counts from now on."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return _back()


@require_POST
@mine
def export(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    response = HttpResponse(export_person(card, by=actor), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_POST
@mine
def erase(request: HttpRequest, actor: Actor, card: UUID) -> HttpResponse:
    """`act`: wish (after some days), back (not after all), now (with `sure`)."""
    act = request.POST.get("act", "")
    try:
        if act == "back":
            take_wish_back(card, by=actor)
            messages.success(request, gettext("Everything stays as it was."))
        elif act == "wish":
            wish_erasure(card, by=actor)
            messages.success(request, gettext("Understood. Until then you can change your mind here."))
        elif act == "now" and request.POST.get("sure"):
            erase_person(card, reason="asked", by=actor)
            logout(request)
            messages.success(request, gettext("It is done. Nothing here knows you any more."))
            return HttpResponseRedirect(reverse("storefront:home"))
        else:
            messages.error(request, gettext("Please say that you are sure."))
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    return _back()


@csrf_exempt  # the signed link is the proof; a mail program presses the button by itself (RFC 8058)
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Take a consent back without signing in. Looking changes nothing: mail programs look at every link."""
    try:
        card, purpose = read_withdrawal(token)
    except Refusal as refusal:
        return show(request, "storefront/stop.html", status=404, problem=sentence(refusal))
    if request.method == "POST":
        withdraw_consents([Consenting(purpose, card)], by=system("storefront.stop", visitor.CHANNEL))
    return show(request, "storefront/stop.html", name=NAMES[purpose], is_done=request.method == "POST")


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("storefront:privacy"))
