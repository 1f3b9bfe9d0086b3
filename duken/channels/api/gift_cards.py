"""Gift cards: issue many, look at them, ask what is left by code, block one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer, utc
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.api.repeats import once
from duken.kernel import ids
from duken.kernel.money import Money
from duken.payments.gift_cards.issue import block_gift_card, issue_gift_cards
from duken.payments.gift_cards.reads import GiftCardRead, card_with_code, gift_cards

router = Router(tags=["gift cards"])
Code = Annotated[str, Meta(min_length=1, max_length=60)]


class IssueBody(Body):
    """`batch` is what you will find them by."""

    count: Annotated[int, Meta(ge=1, le=10_000)]
    amount_minor: Annotated[int, Meta(ge=1, le=1_000_000_000)]
    currency: Annotated[str, Meta(min_length=3, max_length=3)]
    batch: Annotated[str, Meta(min_length=1, max_length=100)]
    ends_at: datetime | None = None


class BalanceBody(Body):
    code: Code


class BlockBody(Body):
    reason: Annotated[str, Meta(min_length=1, max_length=200)]


class CardIssued(Answer):
    """The code is told once: nobody can find it out again."""

    id: str
    code: str


class CardsIssued(Answer):
    cards: list[CardIssued]


class CardShown(Answer):
    """`left_minor` may still be spent; `held_minor` is promised to orders under way."""

    id: str
    last_four: str
    batch: str
    currency: str
    left_minor: int
    held_minor: int
    issued_at: datetime | None
    ends_at: datetime | None
    is_blocked: bool


class CardsShown(Answer):
    cards: list[CardShown]


class CardBalance(Answer):
    last_four: str
    currency: str
    left_minor: int


class CardsQuery(Query):
    search: Annotated[str, Meta(max_length=100, description="Part of a batch, or the last four characters")] = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = 50


@router.post(
    "/gift-cards",
    summary="Issue gift cards",
    **operation("gift_cards.issue", takes=IssueBody, gives=CardsIssued, status=201, refuses=(409, 413)),
)
def post_gift_cards(request: HttpRequest) -> HttpResponse:
    """The answer is the only place where the codes are written. The same batch again is refused and issues nothing."""
    by = actor_of(request)
    body = read_body(request, IssueBody)
    each = Money(body.amount_minor, body.currency)
    cards = issue_gift_cards(body.count, each=each, batch=body.batch, ends_at=body.ends_at, by=by)
    told = [CardIssued(id=ids.show("gft", card.id), code=card.code) for card in cards]
    return answer(CardsIssued(cards=told), 201)


@router.get(
    "/gift-cards",
    summary="List gift cards, newest first",
    **operation("gift_cards.read", query=CardsQuery, gives=CardsShown),
)
def list_gift_cards(request: HttpRequest) -> HttpResponse:
    asked = read_query(request, CardsQuery)
    found = gift_cards(search=asked.search, limit=asked.limit, by=actor_of(request))
    return answer(CardsShown(cards=[_shown(card) for card in found]))


@router.post(
    "/gift-cards/balance",
    summary="What is left on a gift card, for whoever holds its code",
    **operation("orders.place", takes=BalanceBody, gives=CardBalance, is_write=False, refuses=(404, 409)),
)
def post_balance(request: HttpRequest) -> HttpResponse:
    """Tries of one key are counted: who guesses waits."""
    by = actor_of(request)
    card = card_with_code(read_body(request, BalanceBody).code, asker=by.id, by=by)
    return answer(CardBalance(last_four=card.last_four, currency=card.left.currency, left_minor=card.left.minor))


@router.post(
    "/gift-cards/{card_id}/block",
    summary="Block a gift card",
    **operation("gift_cards.block", takes=BlockBody, gives=CardShown, refuses=(404, 409)),
)
def post_block(request: HttpRequest, card_id: str) -> HttpResponse:
    """It pays nothing from now on. Repeats are harmless."""
    by = actor_of(request)
    card, reason = ids.read("gft", card_id), read_body(request, BlockBody).reason

    def block(_: str) -> HttpResponse:
        block_gift_card(card, reason=reason, by=by)
        [found] = gift_cards(ids=[card], by=by.lend("gift_cards.read"))
        return answer(_shown(found))

    return once(request, block)


def _shown(card: GiftCardRead) -> CardShown:
    return CardShown(
        id=ids.show("gft", card.id),
        last_four=card.last_four,
        batch=card.batch,
        currency=card.left.currency,
        left_minor=card.left.minor,
        held_minor=card.held.minor,
        issued_at=utc(card.issued_at),
        ends_at=utc(card.ends_at),
        is_blocked=card.blocked_at is not None,
    )
