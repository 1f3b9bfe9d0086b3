"""Save many cards at once: what a file or another system says about its customers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from duken.customers.contacts import normal_email, normal_phone
from duken.customers.erased.among import erased_among
from duken.customers.errors import ContactTaken, NoContact, PersonErased
from duken.customers.events import CustomerChanged, CustomerCreated
from duken.customers.identities.alias import canonical
from duken.customers.identities.find import with_identities
from duken.customers.identities.names import sought_name
from duken.customers.models import Customer, Identity
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.cards import refuse_card_number
from duken.kernel.events import Event, record
from duken.kernel.refusals import InvalidField, Refusal

LIMITS = {"name": 200, "group": 40, "language": 10, "note": 5000, "reference": 100}


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """None leaves a field as it is. A card is known by `reference`, else by `phone`, else by `email`."""

    name: str | None = None
    phone: str = ""
    email: str = ""
    group: str | None = None
    language: str | None = None
    note: str | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class SavedCustomer:
    """`outcome` is created, updated or unchanged."""

    customer_id: UUID
    outcome: str


@dataclass(slots=True)
class _Known:
    """The cards these drafts may meet, kept up to date while they are decided one by one."""

    cards: dict[UUID, Customer]
    identities: dict[tuple[str, str], UUID]
    references: dict[str, UUID]


Contacts = list[tuple[str, str]]


def save_customers(drafts: Sequence[CustomerDraft], *, country: str, by: Actor) -> list[SavedCustomer | Refusal]:
    """Open or change the card of each draft, or refuse it, in order; a later draft sees what an earlier one made.

    `country` reads phone numbers without a prefix. Contacts are added, never taken away. A fixed number of
    statements. Returns InvalidField, NoContact, ContactTaken (phone and e-mail are on different cards), PersonErased.
    """
    by.require("customers.write")
    read = [_read(draft, country) for draft in drafts]
    with transaction.atomic():
        read = _without_erased(read)
        known = _known([one for one in read if not isinstance(one, Refusal)])
        made: dict[UUID, Customer] = {}
        changed: dict[UUID, set[str]] = {}
        added: list[Identity] = []
        answers: list[SavedCustomer | Refusal] = []
        for one in read:
            if isinstance(one, Refusal):
                answers.append(one)
                continue
            draft, contacts = one
            card_id = _card_of(draft, contacts, known)
            if isinstance(card_id, Refusal):
                answers.append(card_id)
                continue
            card = known.cards[card_id] if card_id else _open(draft, known, made, by)
            fields = _change(card, draft, known) | _add(card, contacts, known, added, by)
            if card_id is None:
                answers.append(SavedCustomer(card.pk, "created"))
            else:
                answers.append(SavedCustomer(card.pk, "updated" if fields else "unchanged"))
                if fields and card.pk not in made:
                    changed.setdefault(card.pk, set()).update(fields)
        Customer.objects.bulk_create(made.values(), batch_size=1000)
        Customer.objects.bulk_update(
            [known.cards[card_id] for card_id in changed], [*LIMITS, "name_folded", "compared_at"], 500
        )
        Identity.objects.bulk_create(added, batch_size=1000)
        told: list[Event] = [CustomerCreated(card_id) for card_id in made]
        told += [CustomerChanged(card_id, tuple(sorted(fields))) for card_id, fields in changed.items()]
        record(*told, by=by)
    return answers


def _read(draft: CustomerDraft, country: str) -> tuple[CustomerDraft, Contacts] | Refusal:
    try:
        for name, limit in LIMITS.items():
            text = getattr(draft, name)
            if text is not None and len(text) > limit:
                raise InvalidField(name, "too_long", limit)
            if text is not None and "\x00" in text:
                raise InvalidField(name, "control_characters")
            if text is not None and name in ("name", "note"):
                refuse_card_number(name, text)
        contacts = [("phone", normal_phone(draft.phone, country=country))] if draft.phone else []
        contacts += [("email", normal_email(draft.email))] if draft.email else []
        if not contacts and not draft.reference:
            raise NoContact
    except Refusal as refusal:
        return refusal
    return draft, contacts


def _without_erased(
    read: Sequence[tuple[CustomerDraft, Contacts] | Refusal],
) -> list[tuple[CustomerDraft, Contacts] | Refusal]:
    erased = erased_among({contact for one in read if not isinstance(one, Refusal) for contact in one[1]})
    kept: list[tuple[CustomerDraft, Contacts] | Refusal] = []
    for one in read:
        found = None if isinstance(one, Refusal) else next((each for each in one[1] if each in erased), None)
        kept.append(PersonErased(found[0]) if found else one)
    return kept


def _known(read: Sequence[tuple[CustomerDraft, Contacts]]) -> _Known:
    identities = with_identities({contact for _, contacts in read for contact in contacts})
    references = [draft.reference for draft, _ in read if draft.reference]
    named = dict(Customer.objects.filter(reference__in=references).values_list("reference", "pk"))
    speaks = canonical(named.values())
    cards = Customer.objects.in_bulk({*identities.values(), *speaks.values()})
    return _Known(cards, identities, {reference: speaks[card_id] for reference, card_id in named.items() if reference})


def _card_of(draft: CustomerDraft, contacts: Contacts, known: _Known) -> UUID | Refusal | None:
    by_contact = [known.identities[contact] for contact in contacts if contact in known.identities]
    card_id = known.references.get(draft.reference or "") or next(iter(by_contact), None)
    if any(other != card_id for other in by_contact):
        return ContactTaken(next(kind for kind, value in contacts if known.identities.get((kind, value)) != card_id))
    return card_id


def _open(draft: CustomerDraft, known: _Known, made: dict[UUID, Customer], by: Actor) -> Customer:
    card = Customer(id=ids.new_id(), created_at=clock.now(), created_in=by.channel)
    known.cards[card.pk] = made[card.pk] = card
    return card


def _change(card: Customer, draft: CustomerDraft, known: _Known) -> set[str]:
    fields = set()
    for name in LIMITS:
        text = getattr(draft, name)
        if text is not None and getattr(card, name) != text:
            setattr(card, name, text)
            fields.add(name)
    if "name" in fields:
        card.name_folded = sought_name(card.name)
    if fields:
        card.compared_at = None
    if card.reference:
        known.references[card.reference] = card.pk
    return fields


def _add(card: Customer, contacts: Contacts, known: _Known, added: list[Identity], by: Actor) -> set[str]:
    fields = set()
    for kind, value in contacts:
        if (kind, value) not in known.identities:
            known.identities[kind, value] = card.pk
            now = clock.now()
            added.append(
                Identity(customer_id=card.pk, kind=kind, value=value, proof="typed", source=by.channel, created_at=now)
            )
            card.compared_at = None
            fields.add(kind)
    return fields
