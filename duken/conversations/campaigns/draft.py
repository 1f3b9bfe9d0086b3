"""Write an offer down before anybody gets it: name, audience, words; throw it away; try it on oneself."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.conf import settings
from django.db import transaction

from duken.conversations.campaigns.audience import Audience
from duken.conversations.campaigns.reads import campaign
from duken.conversations.errors import CampaignNotDraft
from duken.conversations.letters import write_letter
from duken.conversations.models import Campaign
from duken.conversations.offers import LONGEST_BODY, LONGEST_SUBJECT, words_in
from duken.conversations.states import CAMPAIGN_MOVES
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.refusals import InvalidField
from duken.kernel.states import move

Words = Mapping[str, tuple[str, str]]
LONGEST_NAME = 100


def save_campaign(
    campaign_id: UUID | None, *, name: str, audience: Audience, words: Words, purpose: str = "marketing", by: Actor
) -> UUID:
    """Begin a draft, or change one. Raises InvalidField, CampaignMissing, CampaignNotDraft."""
    by.require("conversations.campaign")
    _check(name, words)
    values = {
        "name": name.strip(),
        "purpose": purpose,
        "audience": audience.kept(),
        "words": {language: list(said) for language, said in words.items()},
    }
    if campaign_id is None:
        told = {"status": "draft", "created_at": clock.now(), "created_by": by.id}
        return Campaign.objects.create(id=ids.new_id(), **values, **told).pk
    if not Campaign.objects.filter(pk=campaign_id, status="draft").update(**values):
        campaign(campaign_id, by=by)
        raise CampaignNotDraft
    return campaign_id


def discard_campaign(campaign_id: UUID, *, by: Actor) -> None:
    """Only a draft. Raises CampaignMissing, IllegalMove."""
    by.require("conversations.campaign")
    campaign(campaign_id, by=by)
    with transaction.atomic():
        move(Campaign, campaign_id, "discarded", CAMPAIGN_MOVES, noun="campaign")


def try_on_oneself(campaign_id: UUID, *, email: str, language: str, by: Actor) -> None:
    """Send it as it will look to whoever writes it, in one language. Raises CampaignMissing, InvalidField."""
    by.require("conversations.campaign")
    if not email:
        raise InvalidField("email", "empty")
    subject, body = words_in(language, campaign(campaign_id, by=by).words)
    facts = {"subject": subject, "body": body}
    sender = by.lend("conversations.write")
    write_letter("offer_test", via="email", recipient=email, language=language, facts=facts, by=sender)


def _check(name: str, words: Words) -> None:
    if not 1 <= len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise InvalidField("name", "empty_or_too_long", name)
    for language, (subject, body) in words.items():
        if language not in dict(settings.LANGUAGES):
            raise InvalidField("language", "unknown_language", language)
        if not 1 <= len(subject.strip()) <= LONGEST_SUBJECT or not subject.isprintable():
            raise InvalidField("subject", "empty_or_too_long", subject)
        if not 1 <= len(body.strip()) <= LONGEST_BODY or "\x00" in body:
            raise InvalidField("body", "empty_or_too_long")
