"""Quotes: what a basket costs now, step by step. Nothing is written and nothing is held."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from msgspec import Meta
from ninja import Router

from duken.carts.basket import Quote, QuoteLine, Step
from duken.carts.quote import DeliveryWant, LineWant, QuoteRequest, quote
from duken.channels.api.answers import Answer, answer, utc
from duken.channels.api.bodies import Body, read_body
from duken.channels.api.keys import actor_of
from duken.channels.api.names import channel_named
from duken.channels.api.operations import operation
from duken.channels.api.orders import Code, LineBody
from duken.channels.api.problems import language_of
from duken.channels.api.promoted import (
    CompanyName,
    Coupons,
    CustomerName,
    Points,
    PromotedShown,
    company_named,
    customer_named,
    promoted_shown,
)
from duken.customers.companies.reads import company
from duken.customers.reads import groups_of
from duken.kernel.refusals import Refusal
from duken.orders.first_orders import is_first_order

router = Router(tags=["quotes"])


class QuoteAddress(Body):
    country: Annotated[str, Meta(min_length=2, max_length=2)]
    city: Annotated[str, Meta(max_length=200)] = ""
    postcode: Annotated[str, Meta(max_length=20)] = ""
    zone: Code = ""


class QuoteBody(Body):
    """Without `delivery` the basket is collected. `store` is the shop whose prices count.

    `company` (scope companies.read): its prices count. `customer` needs the scope customers.read.
    Coupons and points that do not work refuse nothing: `promoted` says why.
    """

    lines: Annotated[list[LineBody], Meta(max_length=500)]
    channel: Code = ""
    store: Code | None = None
    delivery: QuoteAddress | None = None
    customer: CustomerName = ""
    company: CompanyName = ""
    coupons: Coupons = []
    points: Points = 0


class QuoteStep(Answer):
    code: str
    amount_minor: int
    facts: dict[str, Any]


class QuotedLine(Answer):
    sku: str
    title: str
    quantity: int
    unit_price_minor: int
    compare_at_minor: int | None
    subtotal_minor: int
    discount_minor: int
    total_minor: int
    tax_minor: int
    tax_rate: str
    price_list: str
    steps: list[QuoteStep]


class QuoteShown(Answer):
    currency: str
    lines: list[QuotedLine]
    subtotal_minor: int
    discount_minor: int
    delivery_minor: int
    tax_minor: int
    rounding_minor: int
    total_minor: int
    includes_tax: bool
    steps: list[QuoteStep]
    promoted: PromotedShown
    priced_at: datetime | None


@router.post(
    "/quotes",
    summary="Price a basket",
    **operation("carts.quote", takes=QuoteBody, gives=QuoteShown, is_write=False, refuses=(404, 409, 413)),
)
def post_quote(request: HttpRequest) -> HttpResponse:
    by = actor_of(request)
    body = read_body(request, QuoteBody)
    delivery = body.delivery
    buyer = customer_named(body.customer) or by.customer
    if buyer != by.customer:
        by.require("customers.read")
    asked = QuoteRequest(
        lines=[LineWant(line.quantity, sku=line.sku) for line in body.lines],
        channel=channel_named(body.channel, by).code,
        location=body.store,
        delivery=None if delivery is None else _delivery(delivery),
        customer_id=buyer,
        customer_group=groups_of([buyer]).get(buyer) if buyer else None,
        is_first_order=is_first_order(buyer),
        coupons=body.coupons,
        points=body.points,
    )
    if buying_for := company_named(body.company):
        buying = company(buying_for, by=by)
        asked = asked.for_company(buying.id, buying.group)
    [quoted] = quote([asked], by=by)
    if isinstance(quoted, Refusal):
        raise quoted
    with translation.override(language_of(request)):
        return answer(_shown(quoted))


def _delivery(to: QuoteAddress) -> DeliveryWant:
    return DeliveryWant(to.country, to.city, to.postcode, to.zone)


def _shown(quoted: Quote) -> QuoteShown:
    return QuoteShown(
        currency=quoted.currency,
        lines=[_line(line) for line in quoted.lines],
        subtotal_minor=quoted.subtotal_minor,
        discount_minor=quoted.discount_minor,
        delivery_minor=quoted.delivery_minor,
        tax_minor=quoted.tax_minor,
        rounding_minor=quoted.rounding_minor,
        total_minor=quoted.total_minor,
        includes_tax=quoted.includes_tax,
        steps=_steps(quoted.steps),
        promoted=promoted_shown(quoted),
        priced_at=utc(quoted.priced_at),
    )


def _line(line: QuoteLine) -> QuotedLine:
    return QuotedLine(
        sku=line.sku,
        title=line.title,
        quantity=line.quantity,
        unit_price_minor=line.unit_price_minor,
        compare_at_minor=line.compare_at_minor,
        subtotal_minor=line.subtotal_minor,
        discount_minor=line.discount_minor,
        total_minor=line.total_minor,
        tax_minor=line.tax_minor,
        tax_rate=str(line.tax_rate),
        price_list=line.price_list,
        steps=_steps(line.steps),
    )


def _steps(steps: tuple[Step, ...]) -> list[QuoteStep]:
    return [QuoteStep(code=step.code, amount_minor=step.amount_minor, facts=dict(step.facts)) for step in steps]
