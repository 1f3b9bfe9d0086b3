"""The privacy wall: who types somebody's phone or e-mail learns nothing of them, on any page, from any operation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import orjson
import pytest
from django.test import Client

from duken.access.keys import create_key
from duken.customers.card.addresses import add_address
from duken.customers.card.write import record_consultation
from duken.customers.identities.kinds import PROOFS
from duken.customers.identities.merge import merge_customers
from duken.customers.policies import SEES, may_see
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.actor import system
from duken.loyalty.correct_points import correct_points
from duken.orders.drafts import Contact as OrderContact
from duken.orders.reads import OrderFilter, orders
from duken.stores import reads as stores
from tests.doors.walk import LIVE, Operation, operations

BY = system("tests")
PHONE, EMAIL = "+447700900777", "canary@example.com"
OTHER_PHONE, OTHER_EMAIL = "+447700900778", "canary.two@example.com"
HIDDEN = [
    "Zwitscherine",
    "Kanarek",
    "Birdcage Alley",
    "7919373",
    "7,919,373",
    "sings at noon",
    OTHER_EMAIL,
    OTHER_PHONE,
    *(prefix + OTHER_PHONE.removeprefix("+44") for prefix in ("", "0", "44")),
]
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def test_what_is_seen_rises_with_proof_and_begins_with_nothing() -> None:
    seen = [SEES[proof] for proof in PROOFS]

    assert SEES[""] == seen[0] == frozenset()
    assert all(less <= more for less, more in pairwise(seen))
    assert not may_see("orders", proof="confirmed")
    assert may_see("orders", proof="signed_in")
    assert not may_see("orders", proof="no such proof")


@pytest.fixture
def canary(make: Any, db: None) -> list[str]:
    """Somebody with two merged cards, an order, points, an address, a conversation. Answers what must not be seen."""
    make.selling("TEA", stock=500)
    make.delivery_zone()
    make.programme()
    first, second = recognise_customers(
        [
            Contact("Zwitscherine Kanarek", PHONE, EMAIL, proof="signed_in"),
            Contact("Zwitscherine Kanarek", OTHER_PHONE, OTHER_EMAIL, proof="confirmed"),
        ],
        by=BY,
    )
    merge_customers(first, joined_id=second, reason="told so", by=BY)
    correct_points(first, currency="GBP", points=7919373, reason="gift", key="k", by=BY)
    add_address(first, city="London", street="Birdcage Alley 1", by=BY)
    record_consultation(first, "sings at noon", by=BY)
    contact = OrderContact("Zwitscherine Kanarek", PHONE, EMAIL)
    placed = [make.order("TEA", contact=contact, customer_id=card) for card in (first, second)]
    make.work_off()
    return [
        *HIDDEN,
        str(first),
        str(second),
        *(text for one in placed for text in (one.number, one.secret, str(one.id))),
    ]


@pytest.mark.parametrize("typed", [PHONE, EMAIL])
def test_a_stranger_who_types_a_contact_sees_nothing_of_its_owner_on_any_page(canary: list[str], typed: str) -> None:
    browser = Client(raise_request_exception=False)
    told = _told(typed)
    browser.post("/account/sign-in/", {"contact": typed})
    browser.post("/basket/add/", {"variant": told["variant"], "quantity": "1"})
    ordered = browser.post("/checkout/", told | {"key": "wall", "expected_pickup": "499"})
    [secret] = _own_secrets(canary)
    assert ordered.status_code in (200, 302, 303)

    told = told | {"secret": secret}
    for operation in _asked():
        path = "/" + _filled(operation.route, told)
        send = browser.get if operation.method == "GET" else browser.post
        _look(operation, send(path, told, follow=True), canary)
        if operation.method == "POST" and "sign" in path:
            browser = Client(raise_request_exception=False)


@pytest.mark.parametrize("typed", [PHONE, EMAIL])
def test_a_machine_that_sends_a_contact_sees_nothing_of_its_owner_in_any_answer(canary: list[str], typed: str) -> None:
    key = create_key("Partner", scopes=["orders.place", "carts.quote", "carts.write", "catalog.read"], by=BY)
    header = {"HTTP_AUTHORIZATION": f"Bearer {key.secret}"}
    machine, told = Client(raise_request_exception=False), _told(typed)
    kind = "phone" if typed == PHONE else "email"
    body = {
        "channel": "web",
        "lines": [{"sku": "TEA", "quantity": 1}],
        "contact": {"name": "Stranger", kind: typed},
        "delivery": {"method": "pickup", "store": "high-street"},
    } | told
    asked = 0
    for operation in _asked():
        if operation.route.startswith("api/"):
            asked += 1
            path = "/" + _filled(operation.route, told)
            if operation.method == "GET":
                answer = machine.get(path, told, **header)
            else:
                sent = orjson.dumps(body)
                key_header = {"HTTP_IDEMPOTENCY_KEY": f"{asked}"}
                answer = machine.generic(
                    operation.method, path, sent, content_type="application/json", **header, **key_header
                )
            _look(operation, answer, canary)
    assert asked > 20


def test_the_canary_sings_to_its_owner(canary: list[str], django_user_model: Any) -> None:
    """The control: what the stranger must not see is there for who has proven it."""
    [mine, *_] = [text for text in canary if text.count("-") == 4]
    owner = django_user_model.objects.create_user("owner@example.com", None, customer_id=mine)
    browser = Client()
    browser.force_login(owner, "django.contrib.auth.backends.ModelBackend")

    page = browser.get("/account/").content.decode()

    assert sum(text in page for text in canary) >= 3


def _told(typed: str) -> dict[str, Any]:
    """What a stranger types into whatever asks."""
    from duken.catalog.reads import variants_by_sku

    variant = variants_by_sku(["TEA"])["TEA"]
    name = "phone" if typed == PHONE else "email"
    return {
        name: typed, "contact": typed, "q": typed, "search": typed, "login": typed, "number": typed, "find": typed,
        "name": "Stranger", "method": "pickup", "store": "high-street", "payment": "on_collection",
        "variant": str(variant.id), "variant_id": str(variant.id), "quantity": "1", "sku": "TEA", "code": "high-street",
        "slug": variant.product_slug, "product_id": str(variant.product_id), "channel": "web",
        "location_id": str(stores.location("high-street").id),
    }  # fmt: skip


def _own_secrets(canary: list[str]) -> list[str]:
    return [one.secret for one in orders(OrderFilter(), by=BY) if one.secret not in canary]


def _asked() -> Iterator[Operation]:
    return (one for one in operations() if one.route != LIVE and "sign-out" not in one.route)


def _filled(route: str, told: dict[str, Any]) -> str:
    return _PARAMETER.sub(lambda found: str(told.get(found.group(1), "00000000-0000-7000-8000-000000000000")), route)


def _look(operation: Operation, answer: Any, canary: list[str]) -> None:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    seen = body.decode(errors="replace") + str(dict(answer.headers))
    found = [text for text in canary if _says(seen, text)]
    assert not found, f"{operation} shows {found}"


def _says(seen: str, text: str) -> bool:
    """Whether a text is there; digits count as a number of their own, not as a stretch of a longer one.

    Durations in /metrics have sixteen digits each, and any seven are among them one day.
    """
    return bool(re.search(rf"(?<![\d.]){re.escape(text)}(?!\d)", seen) if text.isdigit() else text in seen)
