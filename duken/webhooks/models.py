"""Tables of webhooks: who is told, and what became of each delivery. What was said is not kept: the event is."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids
from duken.kernel.sealed import SealedText


class Webhook(models.Model):
    """An address that is told of some kinds of events. `owner` is the actor who made it or changed it last."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.TextField()
    url = models.TextField()
    events = models.JSONField()  # names, as orders.OrderPlaced
    scopes = models.JSONField()  # what it may be told
    stores = models.JSONField(null=True)  # location ids; null is every store
    contact = models.TextField()  # an e-mail that hears of it when it is paused
    owner = models.TextField()
    secret = SealedText()
    old_secret = SealedText(default="", db_default="")  # signs too, until
    old_secret_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True)
    paused_why = models.TextField(default="", db_default="")  # policies.PAUSED_WHY
    failures = models.IntegerField(default=0, db_default=0)  # in a row
    failing_since = models.DateTimeField(null=True)


class Delivery(models.Model):
    """One event on its way to one webhook. `taken_until`: somebody is telling it now."""

    id = models.BigAutoField(primary_key=True)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, db_index=False)
    event_id = models.UUIDField()
    event = models.TextField()  # its name
    outcome = models.TextField(default="waiting", db_default="waiting")  # waiting, delivered, given_up
    attempts = models.SmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    status = models.SmallIntegerField(null=True)  # of the last answer, if there was one
    milliseconds = models.IntegerField(null=True)
    problem = models.TextField(default="", db_default="")  # a word for why there was none, nothing of theirs

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "event_id"], name="webhooks_delivery_once")]
        indexes = [
            models.Index(fields=["webhook", "-id"], name="webhooks_delivery_log"),
            models.Index(
                fields=["webhook", "due_at"], name="webhooks_delivery_due", condition=models.Q(outcome="waiting")
            ),
            models.Index(
                fields=["webhook"], name="webhooks_delivery_taken", condition=models.Q(taken_until__isnull=False)
            ),
            models.Index(fields=["created_at"], name="webhooks_delivery_old"),
        ]
