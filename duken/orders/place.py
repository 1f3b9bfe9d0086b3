"""Place orders: the story of the path of an order. Plural; one draft's refusal never disturbs its neighbours."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import OperationalError, transaction

from duken.carts.basket import Quote
from duken.carts.quote import quote
from duken.inventory.errors import NotEnoughStock
from duken.inventory.reads import locked_shelves, shelves
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.ledger.entries import Posted
from duken.ledger.post import KeyTaken, post
from duken.orders._check import Asked, Promise, check_draft, promise
from duken.orders._source import Sourced, Stock, source_order
from duken.orders._write import Accepted, in_words_of_orders, write_orders
from duken.orders.drafts import OrderDraft
from duken.orders.errors import OrderKeyReused, TotalChanged
from duken.orders.order import OrderRead
from duken.orders.reads import earlier_orders

_TRIES = 5
Answers = dict[int, OrderRead | Refusal]
Priced = tuple[int, Asked, Quote]


def place_orders(drafts: Sequence[OrderDraft], *, by: Actor) -> list[OrderRead | Refusal]:
    """Accept each draft whole, stock held and payment started, or refuse it; answers in order.

    The same key from the same actor again answers the same order (`repeated`); with another body OrderKeyReused.
    A refused draft has moved nothing. Statements: a fixed number for any batch (pinned by a test).

    Two rounds at most. The first reads stock without locks and is exact when there is plenty, for the ledger
    judges each chain under its locks. Who was outrun there but may still find a place elsewhere gets a second
    round that locks all candidate shelves first: nothing is oversold, and nothing is refused that is there.
    """
    by.require("orders.place")
    for left in reversed(range(_TRIES)):
        try:
            return _place(drafts, by)
        except KeyTaken:  # a neighbour used the same key this very moment: its answer will be found
            if not left:
                raise
        except OperationalError as failure:
            if not left or getattr(failure.__cause__, "sqlstate", "") not in ("40P01", "40001"):
                raise
            time.sleep(0.01)  # a deadlock broken by PostgreSQL: we were the victim, nothing is written
    raise AssertionError("unreachable")


def _place(drafts: Sequence[OrderDraft], by: Actor) -> list[OrderRead | Refusal]:
    answers = _repeats(drafts, by)
    priced = _price(_check(drafts, answers), answers, by)
    for channel in {asked.draft.channel for _, asked, _ in priced}:
        mine = [item for item in priced if item[1].draft.channel == channel]
        outrun = _take(mine, answers, channel, by, locking=False)
        if outrun:
            _take(outrun, answers, channel, by, locking=True)
    _repeats_within(drafts, answers, by)
    return [answers[index] for index in range(len(drafts))]


def _repeats(drafts: Sequence[OrderDraft], by: Actor) -> Answers:
    earlier = earlier_orders([order_key(draft, by) for draft in drafts])
    answers: Answers = {}
    for index, draft in enumerate(drafts):
        if known := earlier.get(order_key(draft, by)):
            fingerprint, order = known
            answers[index] = order if fingerprint == draft.fingerprint() else OrderKeyReused()
    return answers


def _check(drafts: Sequence[OrderDraft], answers: Answers) -> list[tuple[int, Asked]]:
    """Drafts that make sense, each key once; the others are answered."""
    sound: list[tuple[int, Asked]] = []
    seen: set[str] = set()
    for index, draft in enumerate(drafts):
        if index in answers or draft.key in seen:
            continue
        seen.add(draft.key)
        asked = check_draft(draft)
        if isinstance(asked, Refusal):
            answers[index] = asked
        else:
            sound.append((index, asked))
    return sound


def _price(sound: Sequence[tuple[int, Asked]], answers: Answers, by: Actor) -> list[Priced]:
    priced: list[Priced] = []
    if not sound:
        return priced
    quotes = quote([asked.quote_request() for _, asked in sound], by=by.lend("carts.quote"))
    for (index, asked), answer in zip(sound, quotes, strict=True):
        expected = asked.draft.expected_total_minor
        if isinstance(answer, Refusal):
            answers[index] = answer
        elif expected is not None and expected != answer.total_minor:
            answers[index] = TotalChanged(expected, answer.total_minor, answer.currency)
        else:
            priced.append((index, asked, answer))
    return priced


def _take(priced: Sequence[Priced], answers: Answers, channel: str, by: Actor, *, locking: bool) -> list[Priced]:
    """One transaction: hold, write, tell. Answers those that are decided; returns those who may try once more."""
    variants = list({line.variant_id for _, _, quoted in priced for line in quoted.lines})
    places = list({place for _, asked, _ in priced for place in asked.candidates})
    with transaction.atomic():
        read = locked_shelves if locking else shelves
        stock = Stock(read(variants, channel=channel, locations=places), channel)
        accepted: list[tuple[Priced, Accepted]] = []
        outrun: list[Priced] = []
        promises: dict[UUID, Promise] = {}
        for item in priced:
            index, asked, quoted = item
            sourced = source_order(asked, quoted, stock)
            if isinstance(sourced, Sourced):
                told = promise(asked, sourced.location_id, promises)
                accepted.append((item, Accepted.of(asked, quoted, sourced, told, by)))
            else:
                answers[index] = sourced
                outrun += [item] if accepted and not locking else []
        chains = [one.chain(order_key(item[1].draft, by)) for item, one in accepted]
        posted = post(chains, by=by.lend("ledger.post")) if chains else []
        kept = []
        for (item, one), answer in zip(accepted, posted, strict=True):
            if isinstance(answer, Posted):
                assert not answer.repeated, "a chain without its order"
                kept.append((item[0], one))
                continue
            answers[item[0]] = refusal = in_words_of_orders(answer, item[2])
            if isinstance(refusal, NotEnoughStock) and not locking:
                outrun.append(item)
        for (index, _), order in zip(kept, write_orders([one for _, one in kept], by), strict=True):
            answers[index] = order
    return outrun


def _repeats_within(drafts: Sequence[OrderDraft], answers: Answers, by: Actor) -> None:
    """The same key twice in one batch: the later draft gets the answer of the first."""
    first: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        earlier = first.setdefault(draft.key, index)
        if index in answers:
            continue
        answer = answers[earlier]
        if draft.fingerprint() != drafts[earlier].fingerprint():
            answer = OrderKeyReused()
        elif isinstance(answer, OrderRead):
            answer = replace(answer, repeated=True)
        answers[index] = answer


def order_key(draft: OrderDraft, by: Actor) -> str:
    """Keys of different actors never meet."""
    return f"{by.id}:{draft.key}"
