"""Tables of identities beyond the identities themselves: what was mentioned, what was merged, what may be the same."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Mention(models.Model):
    """A contact somebody named beside their own. It recognises nobody and opens nothing; it is a hint for merging."""

    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=20)
    value = models.CharField(max_length=254)
    times = models.IntegerField(default=1)
    last_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "kind", "value"], name="customers_mention_once")]
        indexes = [models.Index(fields=["kind", "value"], name="customers_mention_value")]


class Alias(models.Model):
    """A joined card, and the card that speaks for it now. Derived from the merges that stand; see `alias.py`."""

    customer_id = models.UUIDField(primary_key=True)
    root_id = models.UUIDField(db_index=True)


class Merge(models.Model):
    """One card joined another. Nothing is moved, so undoing it gives back both; `before` says how they were."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    kept_id = models.UUIDField(db_index=True)
    joined_id = models.UUIDField()
    at = models.DateTimeField()
    by = models.TextField()
    reason = models.TextField()
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["joined_id"], condition=models.Q(undone_at=None), name="customers_joined_once"
            )
        ]


class Candidate(models.Model):
    """Two cards that may be one person's: how likely (per mille), why, and what a person said to it."""

    STATUSES = ["waiting", "merged", "different"]

    first_id = models.UUIDField()  # the smaller id
    second_id = models.UUIDField(db_index=True)
    score = models.SmallIntegerField()
    reasons = models.JSONField()
    status = models.CharField(max_length=10, default="waiting")
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.TextField(blank=True)
    merge_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first_id", "second_id"], name="customers_candidate_once")]
        indexes = [
            models.Index(fields=["-score", "id"], name="customers_to_decide", condition=models.Q(status="waiting")),
            models.Index(
                fields=["-decided_at"], name="customers_decided", condition=models.Q(decided_at__isnull=False)
            ),
        ]


class Block(models.Model):
    """Cards that share a key are worth comparing. Keys are keyed hashes: nothing of a person can be read here."""

    customer_id = models.UUIDField(db_index=True)
    key = models.BigIntegerField(db_index=True)
