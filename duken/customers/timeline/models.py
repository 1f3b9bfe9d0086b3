"""The table of moments: one line of a customer's story."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Moment(models.Model):
    """Something that happened between a customer and the shop. `value_minor` counts into what they are worth so far."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    key = models.TextField(unique=True)  # the same thing is never told twice
    customer_id = models.UUIDField()
    at = models.DateTimeField()
    kind = models.TextField()
    channel = models.TextField(blank=True)
    subject = models.TextField(blank=True)  # "order:…": what it is about
    value_minor = models.BigIntegerField(default=0)
    currency = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["customer_id", "-at", "-id"], name="customers_moment_story"),
            models.Index(fields=["subject"], name="customers_moment_subject", condition=~models.Q(subject="")),
        ]
