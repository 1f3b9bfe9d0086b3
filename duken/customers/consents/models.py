"""Tables of consents: the texts that were shown, and who agreed to them or took it back. Append-only, both."""

from __future__ import annotations

from django.db import models


class ConsentText(models.Model):
    """A text as it was shown to people, under the hash of its very bytes."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    purpose = models.CharField(max_length=20)
    version = models.SmallIntegerField()
    language = models.CharField(max_length=10)
    text = models.TextField()


class Consent(models.Model):
    """One time somebody said yes or took it back. The latest word of a person counts; nothing is ever rewritten.

    No name, phone or e-mail lies here, so that the proof outlives an erasure: who has no card yet is known by the
    keyed hash of their contact.
    """

    customer_id = models.UUIDField(null=True)
    contact_hash = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=20)
    is_given = models.BooleanField()
    text_version = models.SmallIntegerField()
    text_sha256 = models.CharField(max_length=64, blank=True)  # empty where it was taken back
    language = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=40)
    at = models.DateTimeField()
    actor = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(customer_id__isnull=False) ^ ~models.Q(contact_hash=""),
                name="customers_consent_of_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["customer_id", "purpose", "-id"],
                name="customers_consent_card",
                condition=models.Q(customer_id__isnull=False),
            ),
            models.Index(
                fields=["contact_hash", "purpose", "-id"],
                name="customers_consent_contact",
                condition=~models.Q(contact_hash=""),
            ),
        ]
