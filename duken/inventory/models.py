"""Tables of inventory. Quantities of stock itself lie in the ledger; here are the papers about it."""

from __future__ import annotations

from django.db import models

from duken.inventory.states import COUNT_MOVES, TRANSFER_MOVES
from duken.kernel import ids


class SafetyStock(models.Model):
    """So many are never promised from a location to channels that sell blind."""

    variant_id = models.UUIDField()
    location_id = models.UUIDField()
    quantity = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["variant_id", "location_id"], name="inventory_safety_once")]
        verbose_name_plural = "safety stock"


class StockPaper(models.Model):
    """A receipt of goods or an adjustment: who, where, why, under which key."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ("receipt", "adjustment", "allotment")])
    location_id = models.UUIDField(db_index=True)
    reference = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=40, blank=True)
    lines = models.JSONField()  # [[variant id, quantity]]
    actor = models.CharField(max_length=100)
    happened_at = models.DateTimeField(db_index=True)


class StockTransfer(models.Model):
    """Goods sent from one location to another. Lines keep what was sent and what arrived."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    key = models.CharField(max_length=200, unique=True)
    from_location_id = models.UUIDField(db_index=True)
    to_location_id = models.UUIDField(db_index=True)
    status = models.CharField(max_length=20, choices=[(state, state) for state in TRANSFER_MOVES])
    note = models.CharField(max_length=200, blank=True)
    dispatched_at = models.DateTimeField()
    dispatched_by = models.CharField(max_length=100)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=100, blank=True)


class StockTransferLine(models.Model):
    transfer = models.ForeignKey(StockTransfer, on_delete=models.CASCADE, related_name="lines")
    variant_id = models.UUIDField()
    sent = models.PositiveIntegerField()
    received = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["transfer", "variant_id"], name="inventory_transfer_line_once")]


class StockCount(models.Model):
    """A count of some shelves. Blind: the counter is not told what the books expect."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    location_id = models.UUIDField(db_index=True)
    is_blind = models.BooleanField(default=True)
    status = models.CharField(max_length=20, choices=[(state, state) for state in COUNT_MOVES])
    note = models.CharField(max_length=200, blank=True)
    wanted = models.JSONField(default=list, db_default=[])  # variant ids it was opened for; empty: any shelf
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=100)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=100, blank=True)


class StockCountLine(models.Model):
    """What was counted, and what the books said at that very moment."""

    count = models.ForeignKey(StockCount, on_delete=models.CASCADE, related_name="lines")
    variant_id = models.UUIDField()
    counted = models.PositiveIntegerField()
    expected = models.IntegerField()
    counted_at = models.DateTimeField()
    counted_by = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["count", "variant_id"], name="inventory_count_line_once")]
