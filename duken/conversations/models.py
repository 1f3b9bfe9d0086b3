"""Tables of conversations: what was said to customers. Personal: erased with the person."""

from __future__ import annotations

from django.db import models

from duken.conversations.states import CAMPAIGN_MOVES, MESSAGE_MOVES
from duken.kernel import ids
from duken.kernel.sealed import SealedText


class Message(models.Model):
    """One message to one customer, mostly about one order. Written with its reason, sent afterwards."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    key = models.TextField(unique=True)  # what it is about: the same key is never said twice
    order_id = models.UUIDField(null=True, db_index=True)
    customer_id = models.UUIDField(null=True)  # whom an offer is for; what is about an order knows the order
    purpose = models.TextField(default="order", db_default="order")  # about their own business, or what they agreed to
    consent_id = models.BigIntegerField(null=True)  # the row that allowed it when it left
    kind = models.TextField()
    via = models.TextField()  # email, sms
    recipient = models.TextField()
    language = models.TextField()
    subject = models.TextField()
    body = SealedText()
    status = models.TextField(choices=[(state, state) for state in MESSAGE_MOVES])
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reference = models.TextField(blank=True)  # the provider's own id

    class Meta:
        indexes = [
            models.Index(fields=["written_at"], name="conversations_unsent", condition=models.Q(status="written")),
            models.Index(
                fields=["customer_id"], name="conversations_of_customer", condition=models.Q(customer_id__isnull=False)
            ),
        ]


class Campaign(models.Model):
    """An offer to many: for whom, in which words, how far it is. What was sent to whom are its messages."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.TextField()
    purpose = models.TextField()
    audience = models.JSONField(default=dict)
    words = models.JSONField(default=dict)  # language -> [subject, body]
    status = models.TextField(choices=[(state, state) for state in CAMPAIGN_MOVES])
    created_at = models.DateTimeField()
    created_by = models.TextField()
    started_at = models.DateTimeField(null=True)
    started_by = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)
    reached = models.UUIDField(null=True)  # the last of the audience that was looked at
    looked_at = models.IntegerField(default=0)
    written = models.IntegerField(default=0)
    left_out = models.JSONField(default=dict)  # why -> how many

    class Meta:
        indexes = [models.Index(fields=["-created_at", "-id"], name="conversations_campaigns")]
