"""Send an offer to its audience: begun by a person, written batch by batch by a job, stopped between two batches."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from django.db import transaction

from duken.access import audit
from duken.conversations.campaigns.audience import audience_of, count_audience, next_people
from duken.conversations.campaigns.reads import campaign
from duken.conversations.errors import CampaignNotDraft, NobodyToWriteTo
from duken.conversations.models import Campaign
from duken.conversations.offers import require_words, write_offers
from duken.conversations.states import CAMPAIGN_MOVES
from duken.kernel import clock, ids, sql
from duken.kernel.actor import Actor
from duken.kernel.refusals import Refusal
from duken.kernel.states import move


def start_campaign(campaign_id: UUID, *, by: Actor) -> None:
    """From now on it is written. Raises CampaignMissing, NothingSaid, CampaignNotDraft (a second press, say),
    NobodyToWriteTo."""
    from duken.conversations.tasks import write_campaign

    by.require("conversations.campaign")
    found = campaign(campaign_id, by=by)
    require_words(found.words)
    if found.status != "draft":
        raise CampaignNotDraft
    if count_audience(found.audience, purpose="marketing", by=by).is_nobody:
        raise NobodyToWriteTo
    with transaction.atomic():
        begun = {"status": "sending", "started_at": clock.now(), "started_by": by.id}
        if not Campaign.objects.filter(pk=campaign_id, status="draft").update(**begun):
            raise CampaignNotDraft
        facts = {"name": found.name, "audience": found.audience.kept()}
        audit.write("conversations.campaign", ids.show("cmp", campaign_id), facts=facts, by=by)
        write_campaign.configure(lock=f"campaign:{campaign_id}").defer(campaign_id=str(campaign_id))


def stop_campaign(campaign_id: UUID, *, by: Actor) -> None:
    """After the batch in hand nothing more is written. Raises CampaignMissing, IllegalMove."""
    by.require("conversations.campaign")
    campaign(campaign_id, by=by)
    with transaction.atomic():
        move(Campaign, campaign_id, "stopped", CAMPAIGN_MOVES, noun="campaign", finished_at=clock.now())
        audit.write("conversations.campaign", ids.show("cmp", campaign_id), facts={"stopped": True}, by=by)


def take_up_campaigns(*, by: Actor) -> int:
    """What is being sent and has no job, because it failed too often, goes on where it was; answers how many."""
    from duken.conversations.tasks import write_campaign

    by.require("conversations.campaign")
    with transaction.atomic():
        left = [campaign_id for (campaign_id,) in sql.rows(_LEFT)]
        for campaign_id in left:
            write_campaign.configure(lock=f"campaign:{campaign_id}").defer(campaign_id=str(campaign_id))
    return len(left)


def write_next_batch(campaign_id: UUID, *, by: Actor) -> bool:
    """Write to the next of the audience; False when it is over. What was written and how far it got commit together."""
    by.require("conversations.campaign")
    with transaction.atomic():
        row = Campaign.objects.select_for_update().filter(pk=campaign_id, status="sending").first()
        if row is None:
            return False
        found, reached = next_people(audience_of(row.audience), after=row.reached, by=by)
        if reached is None:
            move(Campaign, row.pk, "done", CAMPAIGN_MOVES, noun="campaign", finished_at=clock.now())
            return False
        words = {language: (subject, body) for language, (subject, body) in row.words.items()}
        answers = write_offers(found, campaign=str(row.pk), words=words, purpose=row.purpose, by=by)
        why = Counter(one.code for one in answers if isinstance(one, Refusal))
        row.reached = reached
        row.looked_at += len(found)
        row.written += len(answers) - why.total()
        row.left_out = dict(Counter(row.left_out) + why)
        row.save(update_fields=["reached", "looked_at", "written", "left_out"])
    return True


_LEFT = """
SELECT id FROM conversations_campaign offer WHERE status = 'sending' AND NOT EXISTS (
    SELECT FROM procrastinate_jobs job WHERE job.lock = 'campaign:' || offer.id AND job.status IN ('todo', 'doing'))
"""
