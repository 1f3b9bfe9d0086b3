"""Place orders: the story of the path of an order. Plural; one draft's refusal never disturbs its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from duken.carts.basket import Quote
from duken.carts.errors import CartClosed
from duken.carts.lock_for_order import kept_for, lock_for_order
from duken.carts.quote import quote
from duken.carts.quote_request import QuoteRequest
from duken.customers.reads import groups_of
from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import lock_shelves, selling_shelves
from duken.kernel import sql, tracing
from duken.kernel.actor import Actor, system
from duken.kernel.events import record_many
from duken.kernel.money import Money
from duken.kernel.refusals import Refusal
from duken.kernel.try_again import try_again
from duken.ledger.entries import Posted
from duken.ledger.post import KeyTaken, post_together
from duken.orders._check import Asked, Promise, check_draft, promise, unreadable
from duken.orders._claims import refused_wish
from duken.orders._companies import buying_for
from duken.orders._count import count_answers
from duken.orders._repeats import Answer, Answers, answer_repeats, answer_repeats_within
from duken.orders._same_intent import notice_repeats, told_repeats
from duken.orders._source import Sourced, Stock, source_order
from duken.orders._tenders import with_tenders
from duken.orders._write import Accepted, ask_for_numbers, close_their_baskets, in_words_of_orders, write_orders
from duken.orders.drafts import Ask, OrderDraft, order_key
from duken.orders.errors import PromotionEnded, TotalChanged
from duken.orders.first_orders import first_orders
from duken.orders.reads import ask_for_earlier_orders, earlier_orders_of
from duken.orders.repeated import flag_repeated
from duken.promotions.errors import PromotionUsedUp

_SHOP = system("orders.place")  # does what follows from an order; the books name who asked for it
Priced = tuple[int, Asked, Quote]


def place_orders(drafts: Sequence[OrderDraft], *, by: Actor) -> list[Answer]:
    """Accept each draft whole, stock held and payment started, or refuse it; answers in order.

    The same key from the same actor again answers the same order (`repeated`); with another body OrderKeyReused.
    A refused draft has moved nothing. Statements: a fixed number for any batch (pinned by a test).

    Two rounds at most. The first reads stock without locks and is exact when there is plenty, for the ledger
    judges each chain under its locks. Who was outrun there but may still find a place elsewhere gets a second
    round that locks all candidate shelves first: nothing is oversold, and nothing is refused that is there.
    """
    by.require("orders.place")
    return place_for_each([Ask(draft, by) for draft in drafts])


def place_for_each(asks: Sequence[Ask]) -> list[Answer]:
    """The same for drafts of several actors: each is answered, refused and written down as its own."""
    with tracing.span("orders.place", **{"duken.size": len(asks)}):
        answers = try_again(lambda: _place(asks), after=KeyTaken)  # with a neighbour's key its answer is found
    count_answers(asks, answers)
    return answers


def _place(asks: Sequence[Ask]) -> list[Answer]:
    answers: Answers = {index: no for index, ask in enumerate(asks) if (no := unreadable(*ask))}
    readable = [ask for index, ask in enumerate(asks) if index not in answers]
    with sql.together():
        earlier = ask_for_earlier_orders([order_key(*ask) for ask in readable])
        fresh = ask_for_numbers(len(asks))
    answer_repeats(asks, earlier_orders_of(earlier), answers)
    priced = _price(_check(asks, answers), answers)
    numbers = [number for (number,) in fresh.rows()]
    for channel in {asked.draft.channel for _, asked, _ in priced}:
        mine = [item for item in priced if item[1].draft.channel == channel]
        left = _take(mine, answers, channel, numbers, locking=False)
        while left:  # those that wait for a neighbour of the same person are fewer each time
            left = _take(left, answers, channel, numbers, locking=True)
    _tell_new_totals(priced, answers)
    answer_repeats_within(asks, answers)
    return [answers[index] for index in range(len(asks))]


def _check(asks: Sequence[Ask], answers: Answers) -> list[tuple[int, Asked]]:
    """Drafts that make sense, each key once; the others are answered."""
    sound: list[tuple[int, Asked]] = []
    seen: set[str] = set()
    for index, (draft, by) in enumerate(asks):
        if index in answers or (key := order_key(draft, by)) in seen:
            continue
        seen.add(key)
        asked = check_draft(draft, by)
        if isinstance(asked, Refusal):
            answers[index] = asked
        else:
            sound.append((index, asked))
    return _for_companies(sound, answers)


def _for_companies(sound: Sequence[tuple[int, Asked]], answers: Answers) -> list[tuple[int, Asked]]:
    """Each with the company it is for; those that may not buy for it are answered."""
    kept: list[tuple[int, Asked]] = []
    bought = buying_for([(asked.draft, asked.buyer) for _, asked in sound])
    for (index, asked), buying in zip(sound, bought, strict=True):
        if isinstance(buying, Refusal):
            answers[index] = buying
        else:
            kept.append((index, replace(asked, buying=buying) if buying else asked))
    return kept


def _price(sound: Sequence[tuple[int, Asked]], answers: Answers) -> list[Priced]:
    priced: list[Priced] = []
    for (index, asked), answer in zip(sound, quote(_requests([asked for _, asked in sound]), by=_SHOP), strict=True):
        expected = asked.draft.expected_total_minor
        if isinstance(answer, Refusal):
            answers[index] = answer
        elif refused := refused_wish(answer):
            answers[index] = refused
        elif over := _over_limit(asked, answer):
            answers[index] = over
        elif expected is not None and expected != answer.total_minor:
            answers[index] = TotalChanged(expected, answer.total_minor, answer.currency)
        else:
            priced.append((index, asked, answer))
    return with_tenders(priced, answers)


def _over_limit(asked: Asked, quoted: Quote) -> Refusal | None:
    return asked.buying.over_limit(Money(quoted.total_minor, quoted.currency)) if asked.buying else None


def _requests(sound: Sequence[Asked]) -> list[QuoteRequest]:
    buyers = [asked.buyer for asked in sound]
    known = [buyer for buyer in buyers if buyer]
    groups, newcomers = groups_of(known), first_orders(known)
    return [
        asked.quote_request(groups.get(buyer))._replace(is_first_order=buyer in newcomers and not asked.buying)
        for buyer, asked in zip(buyers, sound, strict=True)
    ]


def _tell_new_totals(priced: Sequence[Priced], answers: Answers) -> None:
    """Where a promotion was used up by somebody else since it was priced: nobody pays more without having seen it."""
    ended = [(item, no) for item in priced if isinstance(no := answers.get(item[0]), PromotionUsedUp)]
    if not ended:
        return
    again = quote(_requests([asked for (_, asked, _), _ in ended]), by=_SHOP)
    for ((index, _, before), refused), now in zip(ended, again, strict=True):
        if not isinstance(now, Refusal):
            answers[index] = PromotionEnded(
                refused.facts["promotion"], before.total_minor, now.total_minor, now.currency
            )


def _take(
    priced: Sequence[Priced], answers: Answers, channel: str, numbers: Sequence[int], *, locking: bool
) -> list[Priced]:
    """One transaction: hold, write, tell. Answers those that are decided; returns those who may try once more."""
    with transaction.atomic():
        priced = _baskets_still_open(priced, answers)
        priced, waiting, noticed = notice_repeats(priced, answers)
        accepted, outrun = _source(priced, answers, channel, numbers, locking=locking)
        with sql.together():
            kept = _hold(accepted, answers)
            write_orders([one for _, one in kept], by=_SHOP)
            close_their_baskets([one for _, one in kept], by=_SHOP)
            placed = {item[0]: one.order for item, one in kept}
            record_many(told_repeats(noticed, placed))
            flag_repeated(noticed, placed)
    for (index, _, _), one in kept:
        answers[index] = one.order
    if locking:
        return waiting
    return outrun + waiting + [item for item, _ in accepted if isinstance(answers.get(item[0]), NotEnoughStock)]


def _baskets_still_open(priced: Sequence[Priced], answers: Answers) -> list[Priced]:
    """A basket becomes one order: two windows, two devices, a second order under another key are refused."""
    closed = lock_for_order([(asked.draft.cart_id, asked.by) for _, asked, _ in priced if asked.draft.cart_id])
    taken: set[UUID] = set()
    still: list[Priced] = []
    for item in priced:
        index, cart_id = item[0], item[1].draft.cart_id
        if cart_id in closed:
            answers[index] = closed[cart_id]
        elif cart_id in taken:
            answers[index] = CartClosed(cart_id, "ordered")
        else:
            still.append(item)
            if cart_id:
                taken.add(cart_id)
    return still


def _source(
    priced: Sequence[Priced], answers: Answers, channel: str, numbers: Sequence[int], *, locking: bool
) -> tuple[list[tuple[Priced, Accepted]], list[Priced]]:
    """Who comes from where; and who found nothing only because a neighbour of the batch was first."""
    variants = list({line.variant_id for _, _, quoted in priced for line in quoted.lines})
    places = list({place for _, asked, _ in priced for place in asked.candidates})
    if locking:
        lock_shelves(variants, locations=places)
    kept = kept_for([asked.draft.cart_id for _, asked, _ in priced if asked.draft.cart_id])
    stock = Stock(selling_shelves(variants, channel=channel, locations=places), channel)
    promises: dict[UUID, Promise] = {}
    accepted: list[tuple[Priced, Accepted]] = []
    outrun: list[Priced] = []
    for item in priced:
        index, asked, quoted = item
        holding = kept.get(asked.draft.cart_id) if asked.draft.cart_id else None
        if holding:
            stock.give(holding)
        sourced = source_order(asked, quoted, stock)
        if isinstance(sourced, Sourced):
            told = promise(asked, sourced.location_id, promises)
            accepted.append((item, Accepted.of(asked, quoted, sourced, told, numbers[index], holding)))
        else:
            if holding:
                stock.give(holding, back=True)
            answers[index] = sourced
            outrun += [item] if accepted and not locking else []
    return accepted, outrun


def _hold(accepted: Sequence[tuple[Priced, Accepted]], answers: Answers) -> list[tuple[Priced, Accepted]]:
    """Post one chain for each order; those the ledger refused are answered, the others kept."""
    grants = [grant for _, one in accepted for grant in one.grants]
    chains = [one.chain() for _, one in accepted]
    posted = post_together(grants, fresh=chains, by=_SHOP)[len(grants) :] if accepted else []
    kept = []
    for (item, one), answer in zip(accepted, posted, strict=True):
        if isinstance(answer, Posted):
            if answer.repeated:  # posted by a neighbour with the same key while we were waiting: its order is there now
                raise KeyTaken
            kept.append((item, one))
        else:
            answers[item[0]] = in_words_of_orders(answer, item[2], one.claims)
    return kept
