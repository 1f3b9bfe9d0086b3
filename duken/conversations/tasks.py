"""What the worker calls: Procrastinate finds this file by its name."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from duken.conversations.campaigns.sending import write_next_batch
from duken.kernel.actor import system


@app.task(name="duken.conversations.campaign", retry=RetryStrategy(max_attempts=12, exponential_wait=2))
def write_campaign(campaign_id: str) -> None:
    """One batch, then the next job: others get their turn between them, and a worker that dies repeats one at most."""
    with transaction.atomic():
        if write_next_batch(UUID(campaign_id), by=system("conversations.campaign")):
            write_campaign.configure(lock=f"campaign:{campaign_id}").defer(campaign_id=campaign_id)
