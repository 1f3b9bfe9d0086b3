"""Outcomes: call one operation as one person and say in one word what came back. Nothing it did is kept."""

from __future__ import annotations

import json
from http.cookies import SimpleCookie
from typing import Any, NamedTuple

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from duken.channels.live_tickets import store_topic, ticket_for
from duken.kernel.actor import StoreForbidden
from duken.kernel.refusals import Forbidden
from duken.ledger.post import forget_known_accounts
from duken.stores import reads as stores
from tests.doors import people
from tests.doors.asks import ANY, OTHER_STORE, OWN, Ask, ask
from tests.doors.people import Person
from tests.doors.walk import LIVE, Operation
from tests.doors.world import World

YES, NO, HIDDEN, SIGN_IN, REFUSED, NEITHER, NO_METHOD = "yes", "no", "hidden", "sign-in", "refused", "-", "405"
_DOORS = ("/office/login/", "/account/sign-in/", "/admin/login/")
_TOLD_TO_ALL = ("healthz", "readyz")  # well or not, everybody is told
_WORDS = {401: SIGN_IN, 403: NO, 404: HIDDEN, 405: NO_METHOD, 503: REFUSED}
_MACHINE = Client(raise_request_exception=False)


class Case(NamedTuple):
    operation: Operation
    whose: str


def outcome(case: Case, column: str, world: World) -> str:
    operation, whose = case
    if _is_not_their_door(operation, column) or (whose == OTHER_STORE and world.away[column] is world.here[column]):
        return NEITHER
    person = (world.away if whose == OTHER_STORE else world.here)[column]
    if operation.route == LIVE:
        return _hears(person, world)
    asked = ask(operation, whose, person, world)
    with transaction.atomic():
        response = _call(operation, asked, person)
        said = YES if operation.route in _TOLD_TO_ALL else _word(response)
        transaction.set_rollback(True)
    if operation.method != "GET":
        forget_known_accounts()
        stores.forget()
    return said


def _is_not_their_door(operation: Operation, column: str) -> bool:
    """Keys of machines open the API and nothing else."""
    return column in people.KEYS and not operation.route.startswith("api/v1/")


def _call(operation: Operation, asked: Ask, person: Person) -> Any:
    if operation.route.startswith("api/v1/"):
        headers = {"Authorization": f"Bearer {person.secret}"} if person.secret else {}
        headers["Idempotency-Key"] = "doors"
        if operation.method == "GET":
            return _MACHINE.get(asked.path, asked.form, headers=headers)
        body = json.dumps(asked.json or {})
        return _MACHINE.generic(operation.method, asked.path, body, "application/json", headers=headers)
    kept = person.client.cookies
    person.client.cookies = SimpleCookie(kept.output(header="", sep=";"))
    try:
        if operation.method == "GET":
            return person.client.get(asked.path, asked.form)
        return person.client.post(asked.path, asked.form, headers={"HX-Request": "true"} if _is_office(asked) else {})
    finally:
        person.client.cookies = kept


def _is_office(asked: Ask) -> bool:
    """There a fragment is answered with the status of the refusal, a page with a notice."""
    return asked.path.startswith(("/office/", "/store/"))


def _word(response: HttpResponse) -> str:
    status = response.status_code
    said_no = any(message.level >= 30 for message in get_messages(response.wsgi_request))  # type: ignore[attr-defined]
    led_to = response.get("Location") or response.get("HX-Redirect", "")
    if led_to.startswith(_DOORS) or (led_to == "/admin/" and not said_no):  # which leads a stranger on to the door
        return SIGN_IN
    if status in _WORDS:
        return _WORDS[status]
    if status >= 500:
        return f"fault {status}"
    told = json.loads(response.get("HX-Trigger") or "{}")
    return REFUSED if status >= 400 or said_no or told.get("refused") else YES


def _hears(person: Person, world: World) -> str:
    """Whoever gets a ticket for the news of a store is let in with it."""
    if person.by is None:
        return NO
    try:
        ticket_for(person.by, [store_topic(world.high.id)])
    except StoreForbidden:
        return HIDDEN
    except Forbidden:
        return NO
    return YES


__all__ = ["ANY", "OWN", "Case", "outcome"]
