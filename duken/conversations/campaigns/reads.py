"""Questions about offers to many."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from duken.conversations.campaigns.audience import Audience, audience_of
from duken.conversations.errors import CampaignMissing
from duken.conversations.models import Campaign, Message
from duken.customers.consents.withdrawn import withdrawn_since
from duken.kernel.actor import Actor


class CampaignRead(NamedTuple):
    """`left_out`: why (a refusal's code) -> how many were not written to."""

    id: UUID
    name: str
    purpose: str
    audience: Audience
    words: dict[str, tuple[str, str]]
    status: str
    created_at: datetime
    created_by: str
    started_at: datetime | None
    started_by: str
    finished_at: datetime | None
    looked_at: int
    written: int
    left_out: dict[str, int]


class Results(NamedTuple):
    """What became of the messages: `sent`; `waiting` to be taken by the provider; `withheld` because they said no, or
    went, between writing and sending; `unsubscribed`: who took the consent back since the first message left; None
    while it is being sent."""

    sent: int
    waiting: int
    withheld: int
    unsubscribed: int | None


def campaigns(*, limit: int = 100, by: Actor) -> list[CampaignRead]:
    """Newest first, without those thrown away."""
    by.require("conversations.campaign")
    rows = Campaign.objects.exclude(status="discarded").order_by("-created_at", "-id")[:limit]
    return [_read(row) for row in rows]


def campaign(campaign_id: UUID, *, by: Actor) -> CampaignRead:
    """Raises CampaignMissing."""
    by.require("conversations.campaign")
    row = Campaign.objects.filter(pk=campaign_id).exclude(status="discarded").first()
    if row is None:
        raise CampaignMissing
    return _read(row)


def results_of(campaign_id: UUID, *, by: Actor) -> Results:
    """Four statements, two while it is being sent; however many got it, nobody is read."""
    found = campaign(campaign_id, by=by)
    theirs = Message.objects.filter(key__startswith=f"offer:{campaign_id}:")
    counts = dict(theirs.values_list("status").annotate(Count("pk")))
    unsubscribed = None if found.status == "sending" else _unsubscribed(theirs.filter(status="sent"), found.purpose)
    return Results(counts.get("sent", 0), counts.get("written", 0), counts.get("withheld", 0), unsubscribed)


def _unsubscribed(sent: QuerySet[Message], purpose: str) -> int:
    first = sent.aggregate(first=Min("sent_at"))["first"]
    people = sent.filter(customer_id__isnull=False).values("customer_id")
    return withdrawn_since(people, purpose=purpose, since=first) if first else 0


def _read(row: Campaign) -> CampaignRead:
    return CampaignRead(
        row.pk,
        row.name,
        row.purpose,
        audience_of(row.audience),
        {language: (subject, body) for language, (subject, body) in row.words.items()},
        row.status,
        row.created_at,
        row.created_by,
        row.started_at,
        row.started_by,
        row.finished_at,
        row.looked_at,
        row.written,
        row.left_out,
    )
