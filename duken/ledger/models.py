"""Tables of the ledger, written only by its verbs; chains and transfers are append-only (0002 adds the trigger)."""

from __future__ import annotations

from django.db import models

from duken.ledger.entries import CAPTURE, HOLD, POST, RELEASE


class Account(models.Model):
    """Where something is: so much of `unit`, in `bucket`, at `place`. Only floored accounts cache their balance."""

    id = models.UUIDField(primary_key=True, editable=False)  # made from the four names: see entries.Account
    book = models.TextField()  # stock, money, points
    unit = models.TextField()  # variant id, currency, programme
    bucket = models.TextField()  # on_hand, in_transit, customer, sales …
    place = models.TextField()  # location, drawer, gateway …
    floor = models.BigIntegerField(null=True)  # posted - held never sinks below; null: no floor, no cache
    posted = models.BigIntegerField(default=0)
    held = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "unit", "bucket", "place"], name="ledger_account_once"),
            models.CheckConstraint(
                condition=models.Q(floor__isnull=True) | models.Q(posted__gte=models.F("floor") + models.F("held")),
                name="ledger_account_floor",
            ),
            models.CheckConstraint(condition=models.Q(held__gte=0), name="ledger_account_held"),
        ]


class Chain(models.Model):
    """Transfers that became true together, under one key."""

    id = models.UUIDField(primary_key=True, editable=False)
    key = models.TextField()
    fingerprint = models.BinaryField()  # what was asked, so that the same key with another body is noticed
    document = models.TextField()  # what it belongs to: order:…, count:…, receipt:…
    actor = models.TextField()
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        # Named constraints and indexes: `unique=True` on text would add a second, unneeded index for LIKE.
        constraints = [models.UniqueConstraint(fields=["key"], name="ledger_chain_key")]
        indexes = [models.Index(fields=["document"], name="ledger_chain_document")]


class Transfer(models.Model):
    """One movement of `amount` from one account to another, or a promise of one (hold), or the end of a promise."""

    id = models.UUIDField(primary_key=True, editable=False)
    chain_id = models.UUIDField(db_index=True)
    position = models.SmallIntegerField()  # within its chain
    kind = models.SmallIntegerField(
        choices=[(POST, "post"), (HOLD, "hold"), (CAPTURE, "capture"), (RELEASE, "release")]
    )
    from_account = models.UUIDField()
    to_account = models.UUIDField()
    amount = models.BigIntegerField()
    hold_id = models.UUIDField(null=True)  # which hold a capture or release ends
    reason = models.TextField(default="")
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["from_account", "happened_at"], name="ledger_transfer_from"),
            models.Index(fields=["to_account", "happened_at"], name="ledger_transfer_to"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount__gt=0),
                name="ledger_transfer_amount",
            ),
            models.UniqueConstraint(
                fields=["hold_id"], condition=models.Q(hold_id__isnull=False), name="ledger_hold_ends_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[POST, HOLD], hold_id__isnull=True)
                | models.Q(kind__in=[CAPTURE, RELEASE], hold_id__isnull=False),
                name="ledger_transfer_hold",
            ),
        ]


class OpenHold(models.Model):
    """The holds that have not ended yet: a row appears with the hold and goes when it is captured or released."""

    id = models.UUIDField(primary_key=True, editable=False)  # the transfer that made the hold
    from_account = models.UUIDField(db_index=True)
    to_account = models.UUIDField()
    amount = models.BigIntegerField()
    document = models.TextField()
    expires_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["document"], name="ledger_openhold_document"),
            models.Index(
                fields=["expires_at"],
                name="ledger_hold_expiring",
                condition=models.Q(expires_at__isnull=False),
            ),
        ]
