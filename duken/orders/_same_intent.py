"""The same intent twice: a second order of the same person, for much the same, shortly after the first.

Whoever may know of the first order is asked about it before a second is placed. Whoever may not (a stranger who typed
the same phone) hears nothing: the order is placed, and staff look at both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

import orjson
from django.conf import settings

from duken.carts.basket import Quote
from duken.customers.identities.alias import aliases_of_all
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.events import Written
from duken.kernel.refusals import Refusal
from duken.orders._check import Asked
from duken.orders.errors import LooksRepeated
from duken.orders.events import RepeatNoticed
from duken.orders.order import OrderRead

Priced = tuple[int, Asked, Quote]
Families = Mapping[UUID, Sequence[UUID]]  # every card of the person with this one
Worths = Mapping[str, int]  # of each article, before discounts


class Lately(NamedTuple):
    """An order somebody placed a moment ago."""

    id: UUID
    number: str
    actor: str
    customer_id: UUID | None
    phone: str
    location_id: UUID
    channel: str
    placed_at: datetime
    total_minor: int
    worths: Worths


class Noticed(NamedTuple):
    """A draft that looks like an order placed before. `how`: refused, confirmed, unasked."""

    earlier: Lately
    how: str
    by: Actor


def looks_like(worths: Worths, total_minor: int, earlier: Lately) -> bool:
    """Articles of both make up half of the worth of each, however many of them; or the same sum, with any in common.

    Lines are not counted: a dear thing beside a trifle that was ordered before is another wish.
    """
    common = worths.keys() & earlier.worths.keys()
    if not common:
        return False
    shares = (2 * sum(each[sku] for sku in common) >= sum(each.values()) for each in (worths, earlier.worths))
    return total_minor == earlier.total_minor or all(shares)


def may_know(by: Actor, earlier: Lately, families: Families) -> bool:
    """Their own order, by whichever of their cards, or one that staff of its store may read."""
    if earlier.actor == by.id or (by.customer is not None and earlier.customer_id in families[by.customer]):
        return True
    return by.may("orders.read", store=earlier.location_id)


def notice_repeats(
    priced: Sequence[Priced], answers: dict[int, OrderRead | Refusal]
) -> tuple[list[Priced], list[Priced], dict[int, Noticed]]:
    """Refuse what looks like an order its buyer may know of (LooksRepeated), unless they have said they want it.

    People of the batch stay locked to the end of the transaction: what one process places, another finds. Answers the
    drafts to go on with; those that must wait for a neighbour of the batch, to be compared with what becomes of it;
    and what was noticed. Two statements in one round trip, and one about cards where somebody is known by one; none
    where the program itself acts.
    """
    asked = [item for item in priced if settings.REPEAT_MINUTES and not item[1].by.id.startswith("system:")]
    families = aliases_of_all({card for _, one, _ in asked for card in (one.buyer, one.by.customer) if card})
    people = {index: _people(one, families) for index, one, _ in asked}
    everybody = sorted({person for named in people.values() for person in named})
    if not everybody:
        return list(priced), [], {}
    lately = _lately(everybody)
    going, waiting, noticed = [], [], {}
    ahead: dict[str, list[Priced]] = {}
    for item in priced:
        index, one, quoted = item
        mine = people.get(index, ())
        if any(_waits_for(item, other, families) for person in mine for other in ahead.get(person, ())):
            waiting.append(item)
            continue
        worths = _worths((line.sku, line.subtotal_minor) for line in quoted.lines)
        alike = [
            found
            for found in {one.id: one for person in mine for one in lately.get(person, ())}.values()
            if looks_like(worths, quoted.total_minor, found)
        ]
        if alike:
            noticed[index] = _judge(one, alike, families)
            if noticed[index].how == "refused":
                answers[index] = _refusal(noticed[index].earlier)
                continue
        for person in mine:
            ahead.setdefault(person, []).append(item)
        going.append(item)
    return going, waiting, noticed


def told_repeats(noticed: Mapping[int, Noticed], placed: Mapping[int, OrderRead]) -> list[Written]:
    """What becomes part of the stories of both orders."""
    told: list[Written] = []
    for index, (earlier, how, by) in noticed.items():
        second = placed.get(index)
        if second is None and how != "refused":
            continue  # no second order after all
        other = (second.id, second.number) if second else (None, "")
        told.append((RepeatNoticed(earlier.id, how, False, *other), by.id, by.channel))
        if second:
            told.append((RepeatNoticed(second.id, how, True, earlier.id, earlier.number), by.id, by.channel))
    return told


def _people(asked: Asked, families: Families) -> list[str]:
    cards = [str(card) for card in families[asked.buyer]] if asked.buyer else []
    return [*cards, asked.contact.phone] if asked.contact.phone else cards


def _judge(asked: Asked, alike: Sequence[Lately], families: Families) -> Noticed:
    known = [found for found in alike if may_know(asked.by, found, families)]
    if not known:
        return Noticed(alike[0], "unasked", asked.by)
    return Noticed(known[0], "confirmed" if asked.draft.confirm_repeat else "refused", asked.by)


def _waits_for(item: Priced, other: Priced, families: Families) -> bool:
    """Two drafts of one person in one batch: the later is judged when the first is an order."""
    _, one, quoted = item
    _, first, first_quoted = other
    if one.draft.confirm_repeat:
        return False
    same = one.by.id == first.by.id or (one.by.customer is not None and first.buyer in families[one.by.customer])
    if not same and not one.by.may("orders.read"):
        return False
    skus = {line.sku for line in quoted.lines}
    return bool(skus & {line.sku for line in first_quoted.lines})


def _refusal(earlier: Lately) -> Refusal:
    minutes = max(1, int((clock.now() - earlier.placed_at).total_seconds() // 60))  # "0 min ago" says nothing
    return LooksRepeated(earlier.id, earlier.number, minutes, earlier.channel)


def _worths(lines: Iterable[tuple[str, int]]) -> Worths:
    found: Counter[str] = Counter()
    for sku, minor in lines:
        found[sku] += minor
    return found


def _lately(everybody: Sequence[str]) -> Mapping[str, list[Lately]]:
    """By customer id and by phone, newest first."""
    since = clock.now() - timedelta(minutes=settings.REPEAT_MINUTES)
    cards = [person for person in everybody if not person.startswith("+")]
    phones = [person for person in everybody if person.startswith("+")]
    with sql.together():
        sql.ask(_LOCK, [sql.array("text", everybody)])
        asked = sql.ask(_LATELY, {
            "cards": sql.array("uuid", cards), "phones": sql.array("text", phones), "since": since,
        })  # fmt: skip
    found: dict[str, list[Lately]] = {}
    # Known by card and by phone, it comes twice.
    once = {row[0]: Lately(*(*row[:-1], _worths(orjson.loads(row[-1])))) for row in asked.rows()}
    for one in sorted(once.values(), key=attrgetter("placed_at"), reverse=True):
        for person in (str(one.customer_id) if one.customer_id else "", one.phone):
            if person:
                found.setdefault(person, []).append(one)
    return found


# In the order of the list, which is sorted: two batches with the same people wait for each other, never in a circle.
_LOCK = """
SELECT pg_advisory_xact_lock(hashtextextended('orders.person:' || person, 0)) FROM unnest(%s::text[]) person
"""

# Person by person, newest first: whatever is known of the table when this is planned, an index finds them. A plan made
# while the shop was empty is kept for long, and one that reads all orders for each batch would stop a busy shop.
_OF_ONE = """
    SELECT id, number, actor, customer_id, contact_phone, location_id, channel, placed_at, total_minor,
           (SELECT coalesce(jsonb_agg(jsonb_build_array(line.sku, line.subtotal_minor)), '[]')
            FROM orders_line line WHERE line.order_id = orders_order.id)::text
    FROM orders_order
    WHERE {whose} AND placed_at > %(since)s::timestamptz AND kind = 'order' AND status <> 'cancelled'
    ORDER BY placed_at DESC LIMIT 50
"""
_LATELY = f"""
SELECT o.* FROM unnest(%(cards)s::uuid[]) card CROSS JOIN LATERAL ({_OF_ONE.format(whose="customer_id = card")}) o
UNION ALL
SELECT o.* FROM unnest(%(phones)s::text[]) phone
CROSS JOIN LATERAL ({_OF_ONE.format(whose="contact_phone <> '' AND contact_phone = phone")}) o
"""  # noqa: S608 - both are written here
