"""What conversations refuse."""

from __future__ import annotations

from duken.kernel.refusals import Busy, Missing


class MessageMissing(Missing):
    code = "conversations.message_missing"


class MessengerUnreachable(Busy):
    """The provider did not take the message; it is sent again later."""

    code = "conversations.messenger_unreachable"

    def __init__(self, via: str) -> None:
        super().__init__(via=via)
