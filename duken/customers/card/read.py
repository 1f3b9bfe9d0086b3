"""The card: everything the shop knows of somebody, in nine statements however much there is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models.functions import Coalesce

from duken.customers.card.short import ShortCard, short_card
from duken.customers.card.tastes import SALES, Taste, tastes
from duken.customers.errors import CustomerMissing
from duken.customers.identities.alias import aliases_of
from duken.customers.identities.kinds import RANK
from duken.customers.identities.queue import MergeRead, merges_of
from duken.customers.models import Address, Customer, Identity, Note, Task
from duken.customers.timeline.reads import MomentRead, timeline
from duken.kernel.actor import Actor

LOOKED_AT = 50  # of the latest sales, for tastes
SHOWN = 30


class IdentityRead(NamedTuple):
    id: int
    kind: str
    value: str
    proof: str
    source: str
    since: datetime


class AddressRead(NamedTuple):
    id: UUID
    label: str
    country: str
    postcode: str
    city: str
    street: str
    note: str


class NoteRead(NamedTuple):
    id: UUID
    kind: str
    text: str
    at: datetime
    by: str


class TaskRead(NamedTuple):
    id: UUID
    text: str
    due_at: datetime | None
    owner: str
    added_at: datetime
    done_at: datetime | None


class Card(NamedTuple):
    """`short` says who this is; identities the best proven first; tasks open ones first, by when they are due."""

    short: ShortCard
    born_on: date | None
    sizes: dict[str, str]
    identities: list[IdentityRead]
    addresses: list[AddressRead]
    notes: list[NoteRead]
    tasks: list[TaskRead]
    tastes: list[Taste]
    merges: list[MergeRead]
    timeline: list[MomentRead]


def card(customer_id: UUID, *, by: Actor) -> Card:
    """Raises CustomerMissing. A card that joined another is shown as the one it joined."""
    short = short_card(customer_id, by=by)
    if short is None:
        raise CustomerMissing
    ids = short.aliases
    said = {one.pk: one for one in Customer.objects.filter(pk__in=ids)}
    family = [said[one] for one in ids if one in said]
    sizes: dict[str, Any] = {}
    for one in reversed(family):
        sizes |= one.sizes
    return Card(
        short,
        next((one.born_on for one in family if one.born_on), None),
        sizes,
        _identities(ids),
        _addresses(ids),
        [
            NoteRead(*row)
            for row in Note.objects.filter(customer_id__in=ids)
            .order_by("-at", "-pk")
            .values_list(*NoteRead._fields)[:SHOWN]
        ],
        _tasks(ids),
        tastes(timeline(customer_id, kinds=SALES, limit=LOOKED_AT, by=by)),
        merges_of(customer_id, by=by),
        timeline(customer_id, limit=SHOWN, by=by),
    )


def addresses_of(customer_id: UUID, *, by: Actor) -> list[AddressRead]:
    """Where somebody's things are sent, the newest last; told to themselves, and to who may read cards."""
    if by.customer != customer_id:
        by.require("customers.read")
    return _addresses(aliases_of(customer_id))


def _addresses(ids: list[UUID]) -> list[AddressRead]:
    """The first one is meant where nobody says which."""
    rows = Address.objects.filter(customer_id__in=ids).order_by(Coalesce("put_first_at", "added_at").desc(), "-pk")
    return [AddressRead(*row) for row in rows.values_list(*AddressRead._fields)]


def _identities(ids: list[UUID]) -> list[IdentityRead]:
    rows = Identity.objects.filter(customer_id__in=ids).order_by("pk")
    found = [IdentityRead(*row) for row in rows.values_list("pk", "kind", "value", "proof", "source", "created_at")]
    return sorted(found, key=lambda one: -RANK[one.proof])


def _tasks(ids: list[UUID]) -> list[TaskRead]:
    rows = Task.objects.filter(customer_id__in=ids).order_by("-added_at")[:SHOWN].values_list(*TaskRead._fields)
    found = [TaskRead(*row) for row in rows]
    return sorted(found, key=lambda one: (one.done_at is not None, one.due_at is None, one.due_at or one.added_at))
