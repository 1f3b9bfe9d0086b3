"""Make a webhook."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from duken.kernel import clock, sql
from duken.kernel.actor import Actor, StoreForbidden
from duken.kernel.events import record
from duken.kernel.outgoing import check_address
from duken.kernel.refusals import InvalidField
from duken.webhooks.errors import EventUnknown, TooManyWebhooks
from duken.webhooks.events import WebhookSaved
from duken.webhooks.kinds import CUSTOMERS, kinds
from duken.webhooks.models import Webhook
from duken.webhooks.policies import MOST
from duken.webhooks.secret import new_secret
from duken.webhooks.subscribed import forget


@dataclass(frozen=True, slots=True)
class WebhookDraft:
    """`events` as kinds.py names them; `stores` None: all. `tells_customers`: whose it was is told, too."""

    name: str
    url: str
    events: Collection[str]
    contact: str
    stores: Collection[UUID] | None = None
    tells_customers: bool = False


class NewWebhook(NamedTuple):
    id: UUID
    secret: str  # shown once; kept sealed


def subscribe(draft: WebhookDraft, *, by: Actor) -> NewWebhook:
    """From now on (within seconds) these events are told there.

    Nobody has others told what they may not read: raises ScopeMissing, StoreForbidden; EventUnknown, InvalidField,
    AddressRefused, TooManyWebhooks.
    """
    by.require("webhooks.manage")
    columns, secret = checked(draft, by), new_secret()
    with transaction.atomic():
        sql.advisory_lock("webhooks.subscribe")
        if Webhook.objects.count() >= MOST:
            raise TooManyWebhooks(MOST)
        made = Webhook.objects.create(**columns, owner=by.id, secret=secret, created_at=clock.now())
        record(WebhookSaved(made.pk, tuple(made.events), tuple(made.scopes)), by=by)
        transaction.on_commit(forget)
    return NewWebhook(made.pk, secret)


def checked(draft: WebhookDraft, by: Actor) -> dict[str, object]:
    """The columns of a draft that this actor may ask for."""
    name = " ".join(draft.name.split())
    if not 1 <= len(name) <= 100:
        raise InvalidField("name", "empty_or_too_long", draft.name)
    if len(draft.url) > 500:
        raise InvalidField("url", "too_long", draft.url)
    check_address(draft.url)
    _check_contact(draft.contact)
    return {
        "name": name,
        "url": draft.url,
        "contact": draft.contact,
        "events": sorted(set(draft.events)),
        "scopes": sorted(_scopes(draft, by)),
        "stores": _stores(draft, by),
    }


def _scopes(draft: WebhookDraft, by: Actor) -> set[str]:
    if not draft.events:
        raise InvalidField("events", "empty")
    needed = {CUSTOMERS} if draft.tells_customers else set()
    for event in draft.events:
        if event not in kinds():
            raise EventUnknown(event)
        needed |= kinds()[event]
    for scope in sorted(needed):
        by.require(scope)
    return needed


def _stores(draft: WebhookDraft, by: Actor) -> list[str] | None:
    if draft.stores is None:
        if by.stores is not None:
            raise StoreForbidden("webhooks.manage")
        return None
    if not draft.stores:
        raise InvalidField("stores", "empty")
    for store in draft.stores:
        by.require("webhooks.manage", store=store)
    return sorted(str(store) for store in set(draft.stores))


def _check_contact(contact: str) -> None:
    try:
        validate_email(contact)
    except ValidationError:
        raise InvalidField("contact", "not_an_email", contact) from None
