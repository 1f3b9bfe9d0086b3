"""What happened to webhooks. Neither their addresses nor their secrets are in the feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from duken.kernel.events import Event


@dataclass(frozen=True, slots=True)
class WebhookSaved(Event):
    """Made or changed; `events` is what it is told of now."""

    aggregate: ClassVar[str] = "webhook"
    privileged: ClassVar[str] = "webhooks.manage"
    webhook_id: UUID
    events: tuple[str, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebhookSecretChanged(Event):
    """It has a new secret; the one before signs for a day longer."""

    aggregate: ClassVar[str] = "webhook"
    privileged: ClassVar[str] = "webhooks.manage"
    webhook_id: UUID


@dataclass(frozen=True, slots=True)
class WebhookRemoved(Event):
    aggregate: ClassVar[str] = "webhook"
    privileged: ClassVar[str] = "webhooks.manage"
    webhook_id: UUID


@dataclass(frozen=True, slots=True)
class WebhookPaused(Event):
    """Nothing is sent there for now. `why`: by_hand, failures, gone."""

    aggregate: ClassVar[str] = "webhook"
    webhook_id: UUID
    why: str


@dataclass(frozen=True, slots=True)
class WebhookResumed(Event):
    aggregate: ClassVar[str] = "webhook"
    webhook_id: UUID


@dataclass(frozen=True, slots=True)
class WebhookTested(Event):
    """Somebody asked for a delivery to see whether it arrives."""

    aggregate: ClassVar[str] = "webhook"
    webhook_id: UUID
