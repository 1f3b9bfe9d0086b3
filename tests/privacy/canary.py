"""The canary: a person who goes through everything the shop has, and ways to look for what is left of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.mail.backends.filebased import EmailBackend
from django.core.mail.message import EmailMessage

from duken.access.models import User
from duken.carts.choices import ContactDraft
from duken.carts.open_cart import open_cart
from duken.carts.remember_contact import remember_contact
from duken.channels.imports.receive_file import receive_file
from duken.channels.imports.run_import import run_import
from duken.channels.imports.start_import import start_import
from duken.conversations.offers import write_offers
from duken.conversations.write import write_message
from duken.customers.card.write import record_consultation, write_note
from duken.customers.change import change_customer
from duken.customers.consents.give import Consenting, give_consents
from duken.customers.identities.merge import merge_customers
from duken.customers.models import Address, Customer, Task
from duken.customers.recognise import Contact as Known
from duken.customers.recognise import recognise_customers
from duken.kernel import clock, secrets, sql
from duken.kernel.actor import system
from duken.orders.cancel import cancel_order
from duken.orders.drafts import Contact, Delivery
from duken.orders.order import OrderRead
from duken.privacy.views.note import note_views
from duken.returns.drafts import ReturnDraft, ReturnLineDraft
from duken.returns.import_returns import import_returns

BY = system("tests")
NAME, OTHER_NAME = "Xylophia Quenbrook", "Xylophia Q. Quenbrook"
PHONE, OTHER_PHONE = "+447700955219", "+447700955337"
EMAIL, OTHER_EMAIL = "xylophia@quenbrook.example", "x.quenbrook@work.example"
STREET, NOTE = "41 Vermilion Snickleway", "allergic to lanolin, likes teal"

# Every way the person may still be found: a part of the name, the e-mails, any spelling of the numbers.
TRACES = re.compile(
    r"xylophia|quenbrook|vermilion|snickleway|lanolin|7700[ \-()]*955[ \-()]*219|7700[ \-()]*955[ \-()]*337", re.I
)


@dataclass
class Canary:
    card: UUID
    joined: UUID
    orders: list[OrderRead]
    bystander: OrderRead


def hatch(make: Any, api: Any) -> Canary:
    """Through everything; the orders are over, so that nothing stands against an erasure."""
    make.selling("TEA", stock=100)
    make.delivery_zone(ships_from="high-street")
    bystander = make.order("TEA", contact=Contact("Innocent Bystander", "+447700900555", "by@stander.example"))
    card, joined, _ = recognise_customers(
        [
            Known(NAME, PHONE, EMAIL, reference="CRM-Quenbrook", proof="signed_in"),
            Known(OTHER_NAME, OTHER_PHONE, OTHER_EMAIL, others=(("telegram", "xylophia"),)),
            Known("Innocent Bystander", "+447700900555", mentioned=(("phone", PHONE),)),
        ],
        by=BY,
    )
    change_customer(card, note=NOTE, by=BY)
    Customer.objects.filter(pk=card).update(born_on=datetime(1987, 4, 13, tzinfo=UTC).date())
    Address.objects.create(customer_id=card, label="home", street=STREET, note="code 1234", added_at=clock.now())
    Task.objects.create(customer_id=card, text=f"ring {NAME}", owner="x", added_at=clock.now(), added_by="x")
    write_note(card, f"{NAME} is {NOTE}", by=BY)
    record_consultation(joined, f"told {EMAIL} about wool without lanolin", by=BY)
    merge_customers(card, joined_id=joined, reason=f"both are {NAME}", by=BY)
    _sign_in(card)
    orders = _orders(make, card, api)
    _basket(card)
    _messages(card, orders[0])
    _file()
    note_views([card, joined], screen="card", why=f"asked by {NAME}", by=BY)
    return Canary(card, joined, orders, bystander)


def _sign_in(card: UUID) -> None:
    user = User.objects.create_user(email=EMAIL, phone=PHONE, first_name="Xylophia", customer_id=card)
    user.emailaddress_set.create(email=EMAIL, verified=True, primary=True)
    for told in ({"_auth_user_id": str(user.pk)}, {"account_login_code": {"email": OTHER_EMAIL, "code": "x"}}):
        store = SessionStore()
        store.update(told)
        store.save()


def _orders(make: Any, card: UUID, api: Any) -> list[OrderRead]:
    own = make.order("TEA", contact=Contact(NAME, PHONE, EMAIL), customer_id=card, note=f"ring {PHONE}")
    brought = Delivery("GB", "Ludgershall", "SP11 9QA", STREET, "courier-gb")
    guest = make.order("TEA", contact=Contact(OTHER_NAME, OTHER_PHONE, ""), delivery=brought)
    body = {
        "channel": "web",
        "lines": [{"sku": "TEA", "quantity": 1}],
        "contact": {"name": NAME, "phone": PHONE, "email": EMAIL},
        "delivery": {"method": "pickup", "store": "high-street"},
        "confirm_repeat": True,
    }
    answer = api.post("/orders", body, key="canary-1")
    assert answer.status_code == 201, answer.content
    found = [own, guest]
    by_api = f"/orders/{answer.json()['id']}/cancel"
    assert api.post(by_api, {"reason": f"changed_mind: {NAME} rang"}, key="canary-2").status_code == 200
    for (order,) in sql.rows(
        "SELECT id FROM orders_order WHERE contact_name ILIKE '%%quenbrook%%' AND status = 'placed'"
    ):
        cancel_order(order, reason=f"changed_mind: {NAME} rang", by=BY)
    draft = ReturnDraft(
        "R1", "R1", "old", "high-street", clock.now(), "GBP", (ReturnLineDraft("TEA", 1, 100),), customer_id=card
    )
    import_returns([draft], by=BY)
    return found


def _basket(card: UUID) -> None:
    cart = open_cart(customer_id=card, channel="web", by=BY)
    remember_contact(cart, contact=ContactDraft(name=NAME, phone=PHONE, email=EMAIL), by=BY)


def _messages(card: UUID, order: OrderRead) -> None:
    facts = {"missing_lines": [], "nothing_left": False, "to_pay_minor": 1, "tracking": ""}
    write_message(order, "confirmed", facts=facts, key=f"confirmed:{order.id}", by=BY)
    give_consents([Consenting("marketing", card), Consenting("reviews", contact=("email", EMAIL))], by=BY)
    words = {"en": (f"Dear {NAME}", "New tea.")}
    write_offers([card], campaign="canary", words=words, by=BY)
    letter = EmailMessage(f"To {NAME}", "Ваш код для магазина", to=[EMAIL])
    EmailBackend(file_path=settings.EMAIL_FILE_PATH).send_messages([letter])


def _file() -> None:
    rows = f"Name;Phone;E-mail\n{NAME};07700 955 219;{EMAIL}\nX;07700 955 219 x;nobody\n"
    import_id = receive_file("customers", name="Quenbrook.csv", chunks=[rows.encode()], by=BY)
    start_import(import_id, mode="good", by=BY)
    run_import(import_id)


def traces_in_tables() -> list[str]:
    """`table: what was found` for every row of every table that still says something of the person."""
    found = []
    tables = sql.rows(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    for (table,) in tables:
        for (row,) in sql.rows(f'SELECT t::text FROM "{table}" t'):
            found += [f"{table}: {hit}" for hit in TRACES.findall(row + _from_hex(row) + _opened(row))]
    found += [
        f"session: {hit}"
        for session in Session.objects.all()
        for hit in TRACES.findall(json.dumps(SessionStore().decode(session.session_data)))
    ]
    return found


def traces_in_files(*folders: Path) -> list[str]:
    found = []
    for folder in folders:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            text = path.read_bytes().decode("utf-8", "replace")
            found += [f"{path.name}: {hit}" for hit in TRACES.findall(f"{path.name} {text}")]
    return found


def _opened(row: str) -> str:
    """What lies sealed counts too: we have the keys."""
    return " ".join(secrets.open_(one) for one in re.findall(r"gAAAA[\w=-]{60,}", row))


def _from_hex(row: str) -> str:
    """Columns of bytes are written in hexadecimal."""
    return " ".join(
        bytes.fromhex(one).decode("utf-8", "replace") for one in re.findall(r"\\\\x((?:[0-9a-f]{2})+)", row)
    )
