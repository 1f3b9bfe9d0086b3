"""What is asked for when an order is placed: plain values, checked here, not yet priced."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from duken.customers.contacts import normal_email, normal_phone
from duken.customers.errors import NoContact
from duken.kernel import request_ids
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.refusals import InvalidField

AUTO = "auto"


@dataclass(frozen=True, slots=True)
class LineDraft:
    """So many of one SKU, in the unit's smallest step."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is told when it is ready. A phone or an e-mail is needed."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Pickup:
    """Collected in a shop: its code, or `auto` for one that has the whole basket."""

    store: str = AUTO


@dataclass(frozen=True, slots=True)
class Delivery:
    """Brought to an address; `zone` names the delivery service, the first that serves the address when empty."""

    country: str
    city: str
    postcode: str
    line1: str
    zone: str = ""


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """One complete order. `key`: the same key from the same actor again is the same order.

    `expected_total_minor`: what the buyer was shown; with another total the order is refused (TotalChanged).
    `coupons` as typed; one that does not work refuses the order. `points` of the customer's are spent on the goods.
    `gift_cards` (codes) and at most `credit_minor` of the customer's credit pay first, `payment_method` the rest.
    `company_id`: for whom it is bought; then `on_account` is a way to pay too.
    `confirm_repeat`: another order is meant, although it looks like the last one of the same person (LooksRepeated).
    """

    key: str
    channel: str
    lines: tuple[LineDraft, ...]
    contact: Contact
    delivery: Pickup | Delivery
    payment_method: str = "on_collection"
    customer_id: UUID | None = None
    company_id: UUID | None = None
    cart_id: UUID | None = None
    language: str = ""
    note: str = ""
    expected_total_minor: int | None = None
    coupons: tuple[str, ...] = ()
    points: int = 0
    gift_cards: tuple[str, ...] = ()
    credit_minor: int = 0
    confirm_repeat: bool = False
    request_id: str = field(default_factory=request_ids.current, compare=False)

    def fingerprint(self) -> bytes:
        """What was asked: the same key with another body is noticed by it."""
        asked = [
            self.channel,
            [(line.sku, line.quantity) for line in self.lines],
            [self.contact.name, self.contact.phone, self.contact.email],
            type(self.delivery).__name__,
            [getattr(self.delivery, name) for name in self.delivery.__slots__],
            self.payment_method,
            self.note,
        ]
        if self.coupons or self.points:
            asked.append([self.coupons, self.points])
        if self.customer_id:
            asked.append(str(self.customer_id))
        if self.company_id:
            asked.append(["company", str(self.company_id)])
        if self.gift_cards or self.credit_minor:
            asked.append([self.gift_cards, self.credit_minor])
        # ascii() writes whatever was sent: half a character or a number without end must not stop a whole batch
        return hashlib.sha256(ascii(asked).encode()).digest()[:16]


class Ask(NamedTuple):
    """A draft and whose it is."""

    draft: OrderDraft
    by: Actor


MAX_LINES = 500
MAX_COUPONS = 20
MAX_GIFT_CARDS = 10
MAX_TEXT = 200
MAX_KEY = 200
MAX_LANGUAGE = 10


def checked_contact(contact: Contact, *, country: str) -> Contact:
    """The contact in normal spelling. Raises NoContact, InvalidField."""
    phone = normal_phone(contact.phone, country=country) if contact.phone.strip() else ""
    email = normal_email(contact.email) if contact.email.strip() else ""
    if not phone and not email:
        raise NoContact
    return Contact(checked_text("name", contact.name), phone, email)


def checked_text(field: str, text: str, *, limit: int = MAX_TEXT) -> str:
    """Trimmed, without control characters, not too long, no card number. Raises InvalidField, CardNumberRefused."""
    tidy = "".join(character for character in text if character.isprintable() or character in "\n\t").strip()
    refuse_card_number(field, tidy)
    if len(tidy) > limit:
        raise InvalidField(field, "too_long", limit)
    return tidy


def check_name(field: str, text: str, *, limit: int) -> None:
    """A word for machines: printable, neither empty nor too long. Raises InvalidField."""
    if not text:
        raise InvalidField(field, "empty")
    if len(text) > limit:
        raise InvalidField(field, "too_long", limit)
    if not text.isprintable():
        raise InvalidField(field, "control_characters")


def order_key(draft: OrderDraft, by: Actor) -> str:
    """Keys of different actors never meet."""
    return f"{by.id}:{draft.key}"
