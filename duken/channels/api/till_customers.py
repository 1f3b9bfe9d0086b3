"""Customers at a till: found in one go, or written down with a name and a phone. Who was seen is noted."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from msgspec import Meta
from ninja import Router

from duken.channels.api.answers import Answer, answer
from duken.channels.api.bodies import Body, Query, read_body, read_query
from duken.channels.api.keys import actor_of
from duken.channels.api.operations import operation
from duken.channels.api.repeats import once
from duken.kernel.actor import Actor
from duken.privacy.views.note import note_views
from duken.tills.customers import CustomerAtTill, find_customers, introduce_customer
from duken.tills.reads import till_of

router = Router(tags=["till"])
SCREEN = "till"


class TillCustomersQuery(Query):
    q: Annotated[
        str,
        Meta(min_length=2, max_length=200, description="A phone in any spelling, a name, an e-mail, a card's code"),
    ]


class TillCustomers(Answer):
    customers: list[CustomerAtTill]


class NewCustomerBody(Body):
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    phone: Annotated[str, Meta(min_length=3, max_length=40)]


@router.get(
    "/till/customers",
    summary="Find a customer",
    **operation("tills.sell", query=TillCustomersQuery, gives=TillCustomers),
)
def list_till_customers(request: HttpRequest) -> HttpResponse:
    """At most eight, the best match first, with what a seller should know. Who was seen is written down."""
    by = actor_of(request)
    text = read_query(request, TillCustomersQuery).q.strip()
    found = find_customers(text, till=till_of(by), by=by)
    note_seen(found, by)
    return answer(TillCustomers(customers=found))


@router.post(
    "/till/customers",
    summary="Write a customer down",
    **operation("tills.sell", takes=NewCustomerBody, gives=CustomerAtTill, refuses=(409,)),
)
def post_till_customer(request: HttpRequest) -> HttpResponse:
    """Somebody who has this phone already is answered as they are."""
    by = actor_of(request)
    body = read_body(request, NewCustomerBody)

    def introduce(_: str) -> HttpResponse:
        customer = introduce_customer(body.name, body.phone, till=till_of(by), by=by)
        note_seen([customer], by)
        return answer(customer)

    return once(request, introduce)


def note_seen(seen: list[CustomerAtTill], by: Actor) -> None:
    note_views([UUID(one.id) for one in seen], screen=SCREEN, by=by)
