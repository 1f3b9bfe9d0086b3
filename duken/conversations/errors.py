"""What conversations refuse."""

from __future__ import annotations

from duken.kernel.refusals import Busy, Conflict, Invalid, Missing


class MessageMissing(Missing):
    code = "conversations.message_missing"


class MessengerUnreachable(Busy):
    """The provider did not take the message; it is sent again later."""

    code = "conversations.messenger_unreachable"

    def __init__(self, via: str) -> None:
        super().__init__(via=via)


class NoConsent(Conflict):
    """They have not agreed to be written to about this, or took it back, or refuse this way."""

    code = "conversations.no_consent"

    def __init__(self, purpose: str) -> None:
        super().__init__(purpose=purpose)


class NoWayToReach(Conflict):
    """The card has no phone and no e-mail."""

    code = "conversations.no_way_to_reach"


class NothingSaid(Invalid):
    """An offer needs a subject and words."""

    code = "conversations.nothing_said"


class NobodyToWriteTo(Conflict):
    """Of all the offer is for nobody may be written to."""

    code = "conversations.nobody_to_write_to"


class PrefersCalls(Conflict):
    """They want to be called, not written to."""

    code = "conversations.prefers_calls"


class CampaignMissing(Missing):
    code = "conversations.campaign_missing"


class CampaignNotDraft(Conflict):
    """It has begun: what is being sent is not changed, nor sent a second time."""

    code = "conversations.campaign_not_draft"
