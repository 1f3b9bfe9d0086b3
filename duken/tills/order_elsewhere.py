"""Sell what is not here: an ordinary order for goods of another place, collected there or brought."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from duken.catalog.errors import VariantUnknown
from duken.catalog.reads import VariantId, VariantRead, variants_by_id
from duken.customers.card.short import short_card
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.orders.drafts import Contact, Delivery, LineDraft, OrderDraft, Pickup
from duken.orders.order import OrderRead
from duken.orders.place_together import place_together
from duken.tills.reads import TillRead


def order_elsewhere(
    wants: Sequence[tuple[UUID, int]],
    *,
    contact: Contact,
    delivery: Pickup | Delivery,
    customer_id: UUID | None,
    language: str,
    key: str,
    till: TillRead,
    by: Actor,
) -> OrderRead:
    """Placed in the till's channel, paid when the goods change hands or at this till. The same key is the same order.

    A known customer need not say how they are reached. Raises VariantUnknown, and what `place_orders` refuses.
    """
    by.require("tills.sell", store=till.location_id)
    known = variants_by_id([variant for variant, _ in wants])
    draft = OrderDraft(
        key=key,
        channel=till.channel,
        lines=tuple(LineDraft(_sku(known, variant), quantity) for variant, quantity in wants),
        contact=_contact(contact, customer_id, by),
        delivery=delivery,
        customer_id=customer_id,
        language=language,
        confirm_repeat=True,  # the customer stands here and says so; a request that is sent again has the same key
    )
    placed = place_together(draft, by=by)
    if isinstance(placed, Refusal):
        raise placed
    return placed


def _sku(known: Mapping[VariantId, VariantRead], variant: UUID) -> str:
    found = known.get(VariantId(variant))
    if found is None:
        raise VariantUnknown(variant)
    return found.sku


def _contact(said: Contact, customer_id: UUID | None, by: Actor) -> Contact:
    if said.phone or said.email or customer_id is None:
        return said
    card = short_card(customer_id, by=by)
    if card is None:
        return said
    return Contact(said.name or card.name, next(iter(card.phones), ""), next(iter(card.emails), ""))
