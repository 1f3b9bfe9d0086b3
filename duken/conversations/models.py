"""Tables of conversations: what was said to customers. Personal: erased with the person."""

from __future__ import annotations

from django.db import models

from duken.conversations.states import MESSAGE_MOVES
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
