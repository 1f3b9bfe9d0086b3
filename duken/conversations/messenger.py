"""Messenger: what we need from whoever carries messages. Implementations live in duken/providers/messaging."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it leaves us. `id` stays the same when it is sent again: a provider may know it already."""

    id: UUID
    recipient: str
    subject: str
    body: str
    withdraw_url: str = ""  # where one press takes the consent back, if the letter needed one


class Messenger(Protocol):
    """One way to reach people. Never called inside a transaction."""

    def send(self, letter: Letter) -> str:
        """Hand the letter over; answers the provider's id of it, or "". Raises MessengerUnreachable."""


MESSENGERS: dict[str, Messenger] = {}  # email, sms -> provider; filled once by reactions/worker.py
