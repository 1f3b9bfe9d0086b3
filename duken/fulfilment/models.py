"""Tables of fulfilment: what a shop has to pick and hand over, what was missing, who must look."""

from __future__ import annotations

from django.db import models

from duken.fulfilment.states import FULFILMENT_MOVES, ON_THE_BOARD
from duken.kernel import ids


class Fulfilment(models.Model):
    """The work of one shop for one order. Times are null until it has happened."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    order_id = models.UUIDField(unique=True)
    order_number = models.TextField()
    channel = models.TextField()
    location_id = models.UUIDField()
    method = models.TextField()  # pickup, delivery
    status = models.TextField(choices=[(state, state) for state in FULFILMENT_MOVES])
    requested_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField(null=True)  # null: the shop does not open in sight
    ready_by = models.DateTimeField(null=True)  # what the customer was promised for a pick-up
    delivery_by = models.DateField(null=True)  # the last day the customer was promised for a delivery
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.TextField(blank=True)
    picking_at = models.DateTimeField(null=True)
    picked_by = models.TextField(blank=True)
    ready_at = models.DateTimeField(null=True)
    arrived_at = models.DateTimeField(null=True)  # the customer says: I am here
    bay = models.TextField(blank=True)
    handed_over_at = models.DateTimeField(null=True)  # collected, or given to the carrier
    handed_over_by = models.TextField(blank=True)
    tracking = models.TextField(blank=True)
    delivered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    put_back_at = models.DateTimeField(null=True)  # after a cancellation: the goods lie on the shelf again
    wrong_codes = models.SmallIntegerField(default=0)
    codes_refused_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["location_id", "requested_at"],
                name="fulfilment_board",
                condition=models.Q(status__in=ON_THE_BOARD),
            ),
            models.Index(
                fields=["location_id", "cancelled_at"],
                name="fulfilment_to_put_back",
                condition=models.Q(status="cancelled", picking_at__isnull=False, put_back_at__isnull=True),
            ),
            models.Index(fields=["location_id", "requested_at", "channel"], name="fulfilment_by_day"),
        ]


class Line(models.Model):
    """So many of one variant to pick. `picked + short` never exceeds `wanted`."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    fulfilment = models.ForeignKey(Fulfilment, on_delete=models.PROTECT, related_name="lines")
    order_line_id = models.UUIDField(unique=True)
    position = models.SmallIntegerField()
    variant_id = models.UUIDField()
    sku = models.TextField()
    title = models.TextField()
    wanted = models.BigIntegerField()
    picked = models.BigIntegerField(default=0)
    short = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picked__gte=0, short__gte=0, wanted__gte=models.F("picked") + models.F("short")),
                name="fulfilment_line_within_wanted",
            )
        ]


class Shortage(models.Model):
    """Stock that was promised and was not there. Told to the customer before any ready notice."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    fulfilment = models.ForeignKey(Fulfilment, on_delete=models.PROTECT, related_name="shortages")
    line = models.ForeignKey(Line, on_delete=models.PROTECT, related_name="shortages")
    location_id = models.UUIDField()
    quantity = models.BigIntegerField()
    reason = models.TextField()
    found_at = models.DateTimeField()
    found_by = models.TextField()
    told_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)  # the customer's: rest_wanted, order_cancelled; empty: none yet
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["location_id", "found_at"], name="fulfilment_shortage_by_day")]


class Alert(models.Model):
    """Something is late and somebody owns it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    fulfilment = models.ForeignKey(Fulfilment, on_delete=models.PROTECT, related_name="alerts")
    location_id = models.UUIDField()
    kind = models.TextField()  # unacknowledged, not_ready
    owner = models.TextField(blank=True)  # empty: whoever manages the shop
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fulfilment", "kind"], name="fulfilment_alert_once")]
        indexes = [
            models.Index(
                fields=["location_id", "raised_at"],
                name="fulfilment_alert_open",
                condition=models.Q(resolved_at__isnull=True),
            )
        ]
