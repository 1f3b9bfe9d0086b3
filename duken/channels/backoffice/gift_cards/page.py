"""Gift cards at the desk: issued and printed once, found by their last four characters, topped up, blocked."""

from __future__ import annotations

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from duken.channels.backoffice.desk import Desk
from duken.channels.backoffice.door import behind_door, done
from duken.channels.backoffice.fields import decimal, moment, whole
from duken.channels.backoffice.frame import show
from duken.kernel import ids
from duken.kernel.money import Money, parse_major
from duken.ledger.reads import Movement
from duken.payments.gift_cards.errors import GiftCardUnknown
from duken.payments.gift_cards.issue import block_gift_card, issue_gift_cards, top_up
from duken.payments.gift_cards.reads import GiftCardRead, card_movements, gift_cards
from duken.stores import reads as stores

SHOWN = 200
_WHY: dict[str, Promise] = {
    "issued": _("put on it"),
    "refund": _("given back"),
    "hold": _("set aside for an order"),
    "capture": _("paid for an order"),
    "release": _("free again"),
}


@behind_door("gift_cards.read")
def cards(request: HttpRequest, desk: Desk) -> HttpResponse:
    asked = request.GET.get("q", "").strip()[:100]
    return show(
        request,
        desk,
        "office/gift_cards.html",
        cards=gift_cards(search=asked, limit=SHOWN, by=desk.by),
        asked=asked,
        shown=SHOWN,
        currencies=sorted({place.legal_entity.currency for place in stores.locations()}),
    )


@require_POST
@behind_door("gift_cards.issue", labels={"amount": _("On each")})
def issue(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Make a batch and show its codes: this once, to be printed or copied."""
    form = request.POST
    each = _amount(form.get("amount", ""), form.get("currency", ""))
    made = issue_gift_cards(
        whole("count", form.get("count", "")),
        each=each,
        batch=" ".join(form.get("batch", "").split()),
        ends_at=moment("ends_at", form.get("ends_at", ""), desk.timezone),
        by=desk.anywhere,
    )
    return show(
        request,
        desk,
        "office/gift_cards_made.html",
        made=[{"code": one.code, "square": _square(one.code)} for one in made],
        each=each,
        batch=form.get("batch", ""),
    )


@behind_door("gift_cards.read")
def card(request: HttpRequest, desk: Desk, card_id: UUID) -> HttpResponse:
    found = _found(card_id, desk)
    moves = [
        {"at": move.happened_at, "why": _why(move.kind, move.reason), "amount": _moved(move, found)}
        for move in card_movements(card_id, by=desk.by)
    ]
    return show(request, desk, "office/gift_card.html", card=found, moves=moves, key=ids.new_id())


@require_POST
@behind_door("gift_cards.issue")
def put_on(request: HttpRequest, desk: Desk, card_id: UUID) -> HttpResponse:
    found = _found(card_id, desk)
    amount = _amount(request.POST.get("amount", ""), found.left.currency)
    top_up(card_id, amount=amount, key=request.POST.get("key", "")[:100], by=desk.anywhere)
    return done(request, gettext("It is on the card."), reverse("office:gift_card", args=[card_id]))


@require_POST
@behind_door("gift_cards.block")
def block(request: HttpRequest, desk: Desk, card_id: UUID) -> HttpResponse:
    block_gift_card(card_id, reason=request.POST.get("reason", ""), by=desk.anywhere)
    return done(request, gettext("It pays nothing any more."), reverse("office:gift_card", args=[card_id]))


def _moved(move: Movement, card: GiftCardRead) -> Money:
    """What came onto the card; below zero what left it."""
    return Money(move.amount if move.to_place == str(card.id) else -move.amount, card.left.currency)


def _why(kind: str, reason: str) -> str:
    return str(_WHY.get(kind) or _WHY.get(reason) or reason)


def _found(card_id: UUID, desk: Desk) -> GiftCardRead:
    """Raises GiftCardUnknown."""
    found = gift_cards(ids=[card_id], by=desk.by)
    if not found:
        raise GiftCardUnknown
    return found[0]


def _amount(text: str, currency: str) -> Money:
    return parse_major(decimal("amount", text), currency)


def _square(code: str) -> SafeString:
    """The code as a QR drawing, for scanners."""
    return mark_safe(segno.make(code, micro=False).svg_inline(scale=2, border=1))
