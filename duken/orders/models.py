"""Tables of orders. The hot path writes them with set-based SQL (place.py); nobody else writes them at all."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models.functions import Lower

from duken.kernel import ids
from duken.orders.states import ORDER_MOVES


class Order(models.Model):
    """One order, whatever channel it came through. Amounts in minor units of `currency`."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    key = models.TextField()  # idempotency: who asked and under which key
    fingerprint = models.BinaryField()
    number = models.TextField()
    secret = models.TextField()  # the unguessable part of the link to the order
    channel = models.TextField()
    kind = models.TextField(default="order")  # order, or history: sold before or elsewhere
    external_reference = models.TextField(blank=True)  # its number in the system it came from
    status = models.TextField(choices=[(state, state) for state in ORDER_MOVES])
    placed_at = models.DateTimeField()
    actor = models.TextField()
    customer_id = models.UUIDField(null=True)
    company_id = models.UUIDField(null=True)  # for which the customer ordered
    cart_id = models.UUIDField(null=True)
    contact_name = models.TextField(blank=True)
    contact_phone = models.TextField(blank=True)
    contact_email = models.TextField(blank=True)
    language = models.TextField(blank=True)
    method = models.TextField()  # pickup, delivery
    location_id = models.UUIDField()  # where it is picked; for pickup also where it is collected
    zone_code = models.TextField(blank=True)
    address = models.JSONField(null=True)  # country, city, postcode, line1
    ready_by = models.DateTimeField(null=True)  # pickup: promised to be ready
    delivery_from = models.DateField(null=True)
    delivery_to = models.DateField(null=True)
    collect_code = models.TextField(blank=True)
    payment_method = models.TextField()
    payment_id = models.UUIDField(null=True)
    currency = models.TextField()
    subtotal_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()  # all of it, inside prices or on top
    added_tax_minor = models.BigIntegerField()  # only what comes on top
    includes_tax = models.BooleanField()
    total_minor = models.BigIntegerField()
    note = models.TextField(blank=True)
    claims = models.JSONField(default=list, db_default=[])  # [[kind, reference, hold id, amount]]: coupons, points …

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="orders_order_key"),
            models.UniqueConstraint(fields=["number"], name="orders_order_number"),
            models.UniqueConstraint(fields=["secret"], name="orders_order_secret"),
        ]
        indexes = [
            models.Index(fields=["-placed_at", "-id"], name="orders_newest"),
            models.Index(fields=["location_id", "-placed_at"], name="orders_by_location"),
            models.Index(
                fields=["customer_id", "-placed_at"],
                name="orders_by_customer",
                condition=models.Q(customer_id__isnull=False),
            ),
            models.Index(
                fields=["company_id", "-placed_at"],
                name="orders_by_company",
                condition=models.Q(company_id__isnull=False),
            ),
            models.Index(
                fields=["status", "placed_at"],
                name="orders_unfinished",
                condition=models.Q(status__in=["placed", "confirmed"]),
            ),
            models.Index(
                fields=["contact_phone", "-placed_at"],
                name="orders_by_phone_newest",
                condition=~models.Q(contact_phone=""),
            ),
            models.Index(fields=["contact_email"], name="orders_by_email", condition=~models.Q(contact_email="")),
            GinIndex(OpClass(Lower("contact_name"), name="gin_trgm_ops"), name="orders_by_name", fastupdate=True),
        ]


class Line(models.Model):
    """One variant in one order. Discounts are prorated here when the order is placed; refunds use these numbers."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    order_id = models.UUIDField()
    position = models.SmallIntegerField()
    variant_id = models.UUIDField()
    sku = models.TextField()
    title = models.TextField()
    quantity = models.BigIntegerField()  # as it stands: what was ordered less what was cut
    ordered_quantity = models.BigIntegerField()
    returned_quantity = models.BigIntegerField(default=0)
    unit_price_minor = models.BigIntegerField()
    subtotal_minor = models.BigIntegerField()
    discount_minor = models.BigIntegerField()
    tax_minor = models.BigIntegerField()
    added_tax_minor = models.BigIntegerField()  # 0 where the price includes it
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4)
    total_minor = models.BigIntegerField()
    points_spent = models.BigIntegerField(default=0, db_default=0)
    points_per_mille = models.IntegerField(default=1000, db_default=1000)  # how much its points count
    holds = models.JSONField(default=list)  # [[hold id, quantity]] while promised; empty once handed over

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order_id", "position"], name="orders_line_once"),
            models.CheckConstraint(
                condition=models.Q(returned_quantity__gte=0, quantity__gte=models.F("returned_quantity")),
                name="orders_line_returned_within_sold",
            ),
        ]
        indexes = [models.Index(fields=["variant_id"], name="orders_line_variant")]


class Change(models.Model):
    """The history of an order: each move, and each cut of a line (which moves nothing), who made it and why."""

    order_id = models.UUIDField(db_index=True)
    at = models.DateTimeField()
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField(blank=True)
    actor = models.TextField()


class Repeated(models.Model):
    """Two orders that look like one intent, and nobody could be asked: repeated.py. A person says what they are."""

    first_id = models.UUIDField()
    second_id = models.UUIDField()
    noticed_at = models.DateTimeField()
    answer = models.TextField(blank=True)  # same, different, late (nobody said in time); empty while it waits
    answered_at = models.DateTimeField(null=True)
    answered_by = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["second_id"], name="orders_repeated_once")]
        indexes = [
            models.Index(fields=["noticed_at", "id"], name="orders_repeated_waiting", condition=models.Q(answer=""))
        ]
