"""A customer as a seller may see them: who they are, what they have with us, what the seller should know."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

import msgspec

from duken.customers.card.remarks import remarks_of
from duken.customers.card.short import ShortCard, short_card_by, short_cards
from duken.customers.contacts import normal_phone
from duken.customers.identities.find import find_by
from duken.customers.recognise import Contact, recognise_customers
from duken.fulfilment.reads import waiting_for
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField, Refusal
from duken.loyalty.reads import free_points, programme_for, tiers_of
from duken.orders.first_orders import first_orders
from duken.payments.gift_cards.reads import free_credit
from duken.promotions.reads import active_promotions
from duken.promotions.uses import uses_of_people
from duken.stores import reads as stores
from duken.tills._open_baskets import OpenBasket, open_baskets
from duken.tills.reads import TillRead

FOUND_AT_MOST = 8
LONGEST_NAME = 200


class CustomerAtTill(msgspec.Struct, frozen=True):
    """Amounts in the currency of the till. `used_promotions` are ids of those they may use no more."""

    id: str
    name: str
    phone: str
    group: str
    tier: str
    tier_per_mille: int
    points: int
    credit_minor: int
    is_first_order: bool
    used_promotions: list[str]
    notes: list[str]
    open_basket: OpenBasket | None
    orders_waiting: list[str]


class _Known(NamedTuple):
    """What is known of several people, by card."""

    tiers: Mapping[UUID, str]
    points: Mapping[UUID, int]
    credit: Mapping[UUID, int]
    first: Collection[UUID]
    used: Mapping[UUID, list[str]]
    remarks: Mapping[UUID, list[str]]
    baskets: Mapping[UUID, OpenBasket]
    waiting: Mapping[UUID, list[str]]


def find_customers(text: str, *, till: TillRead, by: Actor) -> list[CustomerAtTill]:
    """By the code of their card, a phone in any spelling or its end, a name in any script, an e-mail; best first.

    A fixed number of statements, however many are found.
    """
    by.require("tills.sell", store=till.location_id)
    if card := _with_card(text, by):
        return customers_at_till([card], till=till, by=by)
    return _told(short_card_by(text, limit=FOUND_AT_MOST, by=by), till, by)


def customers_at_till(customer_ids: Sequence[UUID], *, till: TillRead, by: Actor) -> list[CustomerAtTill]:
    """These, each person once; those that are not there are absent."""
    by.require("tills.sell", store=till.location_id)
    return _told(short_cards(customer_ids, by=by), till, by)


def introduce_customer(name: str, phone: str, *, till: TillRead, by: Actor) -> CustomerAtTill:
    """Somebody new, by name and phone; who has this phone already is answered as they are. Raises InvalidField."""
    by.require("tills.sell", store=till.location_id)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise InvalidField("name", "too_long" if name.strip() else "empty", LONGEST_NAME)
    number = normal_phone(phone, country=stores.location(till.location_id).country)
    [found] = recognise_customers([Contact(name.strip(), phone=number)], by=by)
    [told] = customers_at_till([found], till=till, by=by)
    return told


def _with_card(text: str, by: Actor) -> UUID | None:
    """What a card's code says: our own id, or the number of a loyalty card."""
    try:
        return ids.read("cus", text) if text.startswith("cus_") else find_by("loyalty_card", text, by=by)
    except Refusal:
        return None


def _told(cards: Sequence[ShortCard], till: TillRead, by: Actor) -> list[CustomerAtTill]:
    if not cards:
        return []
    currency = stores.channel(till.channel).currency
    known = _known(cards, currency, till, by)
    programme = programme_for(currency)
    per_mille = {tier.code: tier.per_mille for tier in programme.tiers} if programme else {}
    return [
        CustomerAtTill(
            id=str(card.id),
            name=card.name,
            phone=card.phones[0] if card.phones else "",
            group=card.group,
            tier=known.tiers.get(card.id, ""),
            tier_per_mille=per_mille.get(known.tiers.get(card.id, ""), 1000),
            points=known.points[card.id],
            credit_minor=known.credit[card.id],
            is_first_order=card.id in known.first,
            used_promotions=known.used.get(card.id, []),
            notes=[line for alias in card.aliases for line in known.remarks.get(alias, ())],
            open_basket=next((known.baskets[alias] for alias in card.aliases if alias in known.baskets), None),
            orders_waiting=[number for alias in card.aliases for number in known.waiting.get(alias, ())],
        )
        for card in cards
    ]


def _known(cards: Sequence[ShortCard], currency: str, till: TillRead, by: Actor) -> _Known:
    people = [card.id for card in cards]
    every = [alias for card in cards for alias in card.aliases]
    credit = free_credit([(one, currency) for one in people])
    return _Known(
        tiers=tiers_of(people, currency),
        points=free_points(people, currency),
        credit={one: sum(credit[one, currency].values()) for one in people},
        first=first_orders(people),
        used=_used(people, currency),
        remarks=remarks_of(every, by=by),
        baskets=open_baskets({alias: card.group for card in cards for alias in card.aliases}, till, by),
        waiting=waiting_for(every, location_id=till.location_id, by=by),
    )


def _used(people: Collection[UUID], currency: str) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = {}
    for (promotion, person), uses in uses_of_people(people, active_promotions(currency, clock.now())).items():
        if uses.is_used_up:
            found.setdefault(person, []).append(str(promotion))
    return found
