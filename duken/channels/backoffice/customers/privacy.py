"""What a customer agreed to, who looked at their card, everything about them to hand out, and forgetting them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice import words
from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.customers.consents.give import Consenting, give_consents, withdraw_consents
from duken.customers.consents.live import consents_of
from duken.customers.consents.wording import PURPOSES, wording
from duken.kernel import ids
from duken.kernel.refusals import InvalidField
from duken.privacy.erase_person import REASONS, erase_person, what_must_end_first
from duken.privacy.export_person import export_person
from duken.privacy.views.reads import who_saw

NAMES = {"marketing": _("Offers and news"), "profiling": _("Suggestions"), "reviews": _("Questions about orders")}
SCREENS = {
    "card": _("card"),
    "credit": _("store credit"),
    "desk": _("desk"),
    "loyalty": _("points"),
    "merges": _("same person?"),
    "till": _("at the till"),
}
WHY = {
    "asked": _("They asked for it"),
    "not_a_customer": _("They are no customer any more"),
    "mistake": _("Opened by mistake"),
    "law": _("The law asks for it"),
}


def known(customer_id: UUID, desk: Desk) -> dict[str, Any]:
    """For the card: each part only for whom it is meant."""
    given = consents_of(customer_id, by=desk.by)
    consents = [
        {
            "code": purpose,
            "name": NAMES[purpose],
            "text": wording(purpose, desk.language).text,
            "said": given.get(purpose),
            "through": words.channel_name(given[purpose].channel, desk.language) if purpose in given else "",
        }
        for purpose in PURPOSES
    ]
    seen = who_saw(customer_id, limit=20, by=desk.by) if desk.may("customers.access_log") else []
    may_erase = desk.may("customers.erase")
    return {
        "consents": consents,
        "seen": [{"view": one, "screen": SCREENS.get(one.screen, one.screen)} for one in seen],
        "must_end": what_must_end_first(customer_id, by=desk.by) if may_erase else [],
        "why_erase": [(code, WHY[code]) for code in REASONS],
    }


@require_POST
@behind_door("customers.consent")
def consent(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """Written down as they said it, in the words that were read to them."""
    said = [Consenting(request.POST.get("purpose", ""), customer_id, language=desk.language)]
    (give_consents if request.POST.get("given") else withdraw_consents)(said, by=desk.by)
    return done(request, gettext("Written down."), _card(customer_id))


@require_POST
@behind_door("customers.export")
def export(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    response = HttpResponse(export_person(customer_id, by=desk.by), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{ids.show("cus", customer_id)}.zip"'
    return response


@require_POST
@behind_door("customers.erase", labels={"reason": _("Why")})
def erase(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    reason = request.POST.get("reason", "")
    if reason not in REASONS:
        raise InvalidField("reason", "empty")
    erase_person(customer_id, reason=reason, by=desk.by)
    return done(request, gettext("Erased. The books stay, without a name."), reverse("office:customers"))


def _card(customer_id: UUID) -> str:
    return reverse("office:customer", args=[customer_id])
