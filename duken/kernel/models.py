"""Tables of the kernel: the outbox, its deliveries, and how far it has been told outside."""

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
    request = models.TextField(default="", db_default="")  # the id of the request it began with, if any

    class Meta:
        indexes = [
            models.Index(fields=["aggregate", "aggregate_id", "sequence"], name="kernel_event_story"),
            models.Index(fields=["sequence"], name="kernel_event_waiting", condition=models.Q(position__isnull=True)),
        ]


class Delivery(models.Model):
    """One event on its way to one reaction. Written by the relay, applied once, or given up after many attempts."""

    event_id = models.UUIDField()
    sequence = models.BigIntegerField()
    reaction = models.TextField()
    aggregate_id = models.TextField()
    attempts = models.SmallIntegerField(default=0)
    problem = models.TextField(blank=True)  # what went wrong last: a class or a refusal's code, nothing personal
    applied_at = models.DateTimeField(null=True)
    applied_turn = models.BigIntegerField(null=True)  # turns order what clocks only label: a clock may be set back
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event_id", "reaction"], name="kernel_delivery_once")]
        indexes = [
            models.Index(
                fields=["reaction", "aggregate_id", "sequence"],
                name="kernel_delivery_waiting",
                condition=models.Q(applied_at__isnull=True),
            )
        ]


class Outlet(models.Model):
    """How far the feed has been told outside; `holder` tells it until `held_until`, unless it says so again."""

    name = models.TextField(primary_key=True)
    position = models.BigIntegerField()
    holder = models.TextField()
    held_until = models.DateTimeField()


class Secret(models.Model):
    """A secret of somebody else's, sealed (kernel/secrets.py)."""

    name = models.TextField(primary_key=True)
    sealed = models.TextField()
    at = models.DateTimeField()
