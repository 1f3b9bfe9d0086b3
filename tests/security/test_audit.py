"""Each privileged act leaves one row: who, what, on what. A new one that leaves none is noticed here."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

import duken
from duken.access.keys import create_key, revoke_key
from duken.access.leave import stop_work
from duken.access.models import AuditEntry
from duken.access.scopes import SCOPES
from duken.access.staff import create_staff, set_password, set_roles
from duken.customers.change import change_customer
from duken.customers.identities.merge import merge_customers
from duken.customers.recognise import Contact, recognise_customers
from duken.fulfilment.hand_over import hand_over
from duken.fulfilment.mark_ready import mark_ready
from duken.inventory.adjust import adjust_stock, set_aside_damaged
from duken.inventory.allot import allot_stock
from duken.inventory.safety import set_safety_stock
from duken.kernel.events import every_event
from duken.kernel.money import Money
from duken.payments.models import Payment
from duken.payments.refund import refund_payment
from duken.pricing.drafts import PriceDraft
from duken.pricing.set_prices import set_prices
from duken.privacy.erase_person import erase_person
from duken.privacy.export_person import export_person
from duken.stores.drafts import StoreGroupDraft
from duken.stores.save_store_groups import save_store_groups
from duken.tax.save_rates import TaxRateDraft, save_rates
from duken.tills.models import Difference
from duken.tills.revoke_till import revoke_till
from duken.tills.save_till import TillDraft, change_till
from duken.tills.set_pin import set_pin
from duken.tills.settle_difference import settle_difference
from duken.webhooks.change import change_secret, remove_webhook
from duken.webhooks.reads import webhooks
from duken.webhooks.subscribe import WebhookDraft, subscribe

# What changes rights, money, prices, stock by hand, people's data or the shop itself. The rest is daily work, told by
# the story of the thing itself (orders_change, events).
PRIVILEGED = {
    "access.keys", "access.manage", "companies.limit", "companies.payments", "companies.write", "customers.erase",
    "customers.export", "customers.merge", "customers.write", "events.retry",
    "gift_cards.block", "gift_cards.issue", "inventory.adjust", "inventory.allot",
    "loyalty.correct", "payments.refund", "pricing.write", "promotions.write", "stores.manage", "tax.manage",
    "tills.manage", "tills.settle", "webhooks.manage",
}  # fmt: skip
EMAIL = "new@example.com"


def tills_difference(make: Any) -> UUID:
    """A till whose Z report was added up wrongly."""
    device = make.device("A1")
    device.opens()
    device.closes(receipts=1)
    device.send()
    return device.till_id


@pytest.fixture
def acts(make: Any, db: Any) -> dict[str, list[Callable[[], object]]]:
    """For each privileged scope, acts that use it."""
    make.selling("TEA", stock=50)
    place, by = make.shop("high-street").id, make.by
    customer, other = recognise_customers([Contact("Ann", "+447700900123"), Contact("Ann", "+447700900124")], by=by)
    lines, tea = [(make.variant("TEA").id, 1)], make.variant("TEA").id
    key = create_key("k", scopes=["orders.read"], by=by)
    create_staff(EMAIL, password="a long walk to it", roles=[("cashier", None)], by=by)
    hook = WebhookDraft("Partner", "https://partner.example/", ["orders.OrderPlaced"], "partner@example.com")
    make.channel("till")
    till, seller, difference = tills_difference(make), make.seller("kim@example.com"), Difference.objects.get().pk
    return {
        "access.keys": [
            lambda: create_key("l", scopes=["orders.read"], by=by),
            lambda: revoke_key(key.prefix, by=by),
        ],
        "access.manage": [
            lambda: create_staff("x@example.com", password="a long walk to it", roles=[("picker", None)], by=by),
            lambda: set_roles(EMAIL, roles=[("picker", None)], by=by),
            lambda: set_password(EMAIL, password="another walk to it", by=by),
            lambda: stop_work(EMAIL, by=by),
        ],
        "customers.merge": [lambda: merge_customers(customer, joined_id=other, reason="same", by=by)],
        "customers.export": [lambda: export_person(customer, by=by)],
        "customers.erase": [lambda: erase_person(other, reason="mistake", by=by)],
        "customers.write": [lambda: change_customer(customer, note="likes tea", by=by)],
        "inventory.adjust": [
            lambda: adjust_stock(lines, location_id=place, reason="found", key="a", by=by),
            lambda: set_aside_damaged(lines, location_id=place, key="b", by=by),
        ],
        "inventory.allot": [
            lambda: allot_stock(lines, location_id=place, channel="web", key="c", by=by),
            lambda: set_safety_stock({tea: 2}, location_id=place, by=by),
        ],
        "pricing.write": [lambda: set_prices([PriceDraft("retail", 1, sku="TEA")], by=by)],
        "stores.manage": [
            lambda: make.shop("other"),
            lambda: save_store_groups([StoreGroupDraft(code="all", name="All", locations=("high-street",))], by=by),
        ],
        "tax.manage": [
            lambda: save_rates([TaxRateDraft("GB", "reduced", Decimal("0.05"), date(2020, 1, 1))], by=by),
        ],
        "tills.manage": [
            lambda: make.till("B1"),
            lambda: change_till(till, draft=TillDraft("Counter"), by=by),
            lambda: set_pin(seller, location_id=place, pin="2580", by=by),
            lambda: revoke_till(till, by=by),
        ],
        "tills.settle": [lambda: settle_difference(difference, answer="counted again", by=by)],
        "webhooks.manage": [
            lambda: subscribe(hook, by=by),
            lambda: change_secret(webhooks(by=by)[0].id, by=by),
            lambda: remove_webhook(webhooks(by=by)[0].id, by=by),
        ],
    }


def test_each_privileged_act_leaves_one_row(acts: dict[str, list[Callable[[], object]]]) -> None:
    for scope, verbs in acts.items():
        for number, verb in enumerate(verbs):
            before = AuditEntry.objects.filter(act=scope).count()
            verb()
            rows = AuditEntry.objects.filter(act=scope)
            expected = 2 if scope == "stores.manage" and number == 0 else 1  # a shop comes with its company
            assert rows.count() == before + expected, (scope, number)
            row = rows.order_by("-at", "-id")[0]
            assert (row.actor, bool(row.subject)) == ("system:tests", True)


def test_a_refund_leaves_one_row(make: Any, db: Any) -> None:
    make.selling("TEA")
    order = make.order("TEA")
    work = make.picked(order.id)
    mark_ready(work.id, by=make.by)
    hand_over(work.id, code=order.collect_code, tender="cash", by=make.by)
    payment = Payment.objects.get(order_id=order.id)

    refund_payment(
        payment.pk, amount=Money(100, "GBP"), reason="other", key="k", location_id=order.location_id, by=make.by
    )

    assert AuditEntry.objects.filter(act="payments.refund").count() == 1


def test_every_privileged_scope_is_met(acts: dict[str, list[Callable[[], object]]]) -> None:
    by_event = {event.privileged for event in _events() if event.privileged}

    assert SCOPES.keys() >= PRIVILEGED - {"loyalty.correct"}
    assert by_event <= PRIVILEGED
    assert by_event | acts.keys() | {"payments.refund"} == PRIVILEGED


def test_every_event_of_what_is_privileged_says_so() -> None:
    """Prices, tax, promotions and stores are changed by privileged acts only."""
    silent = [event.name() for event in _events() if not event.privileged]

    assert [name for name in silent if name.split(".")[0] in ("pricing", "tax", "promotions", "stores")] == []


def _events() -> list[Any]:
    for found in pkgutil.walk_packages(duken.__path__, "duken."):
        if found.name.endswith(".events"):
            importlib.import_module(found.name)
    return [event for event in every_event() if event.__module__.startswith("duken.")]


def test_what_an_owner_changes_on_a_settings_screen_is_in_the_trail(make: Any, db: Any) -> None:
    create_staff("o@example.com", password="a long walk to it", roles=[("owner", None)], by=make.by)
    browser = Client()
    browser.post("/office/login/", {"email": "o@example.com", "password": "a long walk to it"})
    rate = {"country": "GB", "tax_class": "standard", "rate": "0.2", "starts_on": "2026-01-01"}

    assert browser.post("/admin/tax/taxrate/add/", rate).status_code == 302

    [row] = AuditEntry.objects.filter(channel="settings")
    assert row.act == "stores.manage"
    assert row.facts == {"event": "kernel.SettingChanged"}
