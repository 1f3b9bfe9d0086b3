"""A customer's store credit: what they have, what came and went, and credit given with a reason."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import decimal
from duken.channels.backoffice.frame import show
from duken.customers.card.short import ShortCard, short_card
from duken.customers.errors import CustomerMissing
from duken.kernel import ids
from duken.kernel.money import parse_major
from duken.payments.gift_cards.credit import grant_credit
from duken.payments.gift_cards.reads import credit_statement
from duken.privacy.views.note import note_views
from duken.stores import reads as stores


@behind_door("gift_cards.read")
def credit(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    found = _found(customer_id, desk)
    note_views([found.id], screen="credit", by=desk.by)
    statements = [credit_statement(found.id, currency, by=desk.by) for currency in _currencies()]
    return show(
        request,
        desk,
        "office/customer_credit.html",
        customer=found,
        statements=statements,
        currencies=_currencies(),
        key=ids.new_id(),
    )


@require_POST
@behind_door("gift_cards.issue", labels={"reason": _("Why")})
def grant(request: HttpRequest, desk: Desk, customer_id: UUID) -> HttpResponse:
    """Credit given, once for each page that was opened."""
    form, found = request.POST, _found(customer_id, desk)
    amount = parse_major(decimal("amount", form.get("amount", "")), form.get("currency", ""))
    key = form.get("key", "")[:60]
    grant_credit(found.id, amount=amount, reason=form.get("reason", ""), key=key, by=desk.anywhere)
    return done(
        request, gettext("It can be spent in every channel."), reverse("office:customer_credit", args=[found.id])
    )


def _found(customer_id: UUID, desk: Desk) -> ShortCard:
    """Raises CustomerMissing."""
    desk.by.require("customers.read")
    found = short_card(customer_id, by=desk.by)
    if found is None:
        raise CustomerMissing
    return found


def _currencies() -> list[str]:
    return sorted({place.legal_entity.currency for place in stores.locations()})
