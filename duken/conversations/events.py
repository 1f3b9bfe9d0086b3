"""What was said. No text, no address: the feed goes to partners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class MessageWritten(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    message_id: UUID
    kind: str
    via: str


@dataclass(frozen=True, slots=True)
class LetterWritten(Event):
    """A message that is about no order: the link to a basket."""

    aggregate: ClassVar[str] = "message"
    message_id: UUID
    kind: str
    via: str


@dataclass(frozen=True, slots=True)
class LetterSent(Event):
    aggregate: ClassVar[str] = "message"
    message_id: UUID
    kind: str
    via: str


@dataclass(frozen=True, slots=True)
class MessageSent(Event):
    aggregate: ClassVar[str] = "order"
    order_id: UUID
    message_id: UUID
    kind: str
    via: str


@dataclass(frozen=True, slots=True)
class LetterWithheld(Event):
    """It was written, but may not be sent any more: the consent was taken back, or the person is gone."""

    aggregate: ClassVar[str] = "message"
    message_id: UUID
    kind: str
    via: str
