"""Tables of the kernel: the outbox."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that happened. Append-only but for `position`, which the relay sets once."""

    sequence = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True)
    position = models.BigIntegerField(null=True, unique=True)
    name = models.TextField()
    aggregate = models.TextField()
    aggregate_id = models.TextField()
    facts = models.JSONField()
    actor = models.TextField()
    channel = models.TextField()
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["aggregate", "aggregate_id", "sequence"], name="kernel_event_story"),
            models.Index(fields=["sequence"], name="kernel_event_waiting", condition=models.Q(position__isnull=True)),
        ]
