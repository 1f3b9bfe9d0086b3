"""The signature of a delivery, after Standard Webhooks 1.0: HMAC-SHA-256 over id, moment and body."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from standardwebhooks.webhooks import Webhook


def headers_of(event_id: UUID, body: bytes, keys: Sequence[str], *, at: datetime) -> dict[str, str]:
    """`keys`: one secret, or the new and the old one; a receiver that knows either is content."""
    signed = (Webhook(key).sign(str(event_id), at, body.decode()) for key in keys)
    return {
        "Content-Type": "application/json",
        "User-Agent": "Duken-Webhooks/1",
        "webhook-id": str(event_id),
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }
