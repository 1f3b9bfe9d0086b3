"""The gateway's own book. Nothing of Duken reads it but through the provider."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Session(models.Model):
    """One payment as the gateway knows it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    merchant_reference = models.UUIDField(unique=True)  # our payment id
    title = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    refunded_minor = models.BigIntegerField(default=0)
    outcome = models.CharField(max_length=20, default="pending")
    return_url = models.URLField(max_length=500)
    webhook_url = models.URLField(max_length=500)
    created_at = models.DateTimeField()


class GivenBack(models.Model):
    """One refund: the key makes repeats harmless."""

    key = models.CharField(max_length=100, primary_key=True)
    session = models.ForeignKey(Session, on_delete=models.CASCADE)
    amount_minor = models.BigIntegerField()
