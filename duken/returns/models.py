"""Tables of returns. Private to the module."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Return(models.Model):
    """Goods, or only money, that went back. Amounts in minor units of `currency`, all towards the customer."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    key = models.TextField(unique=True)
    number = models.TextField()
    channel = models.TextField()
    external_reference = models.TextField(blank=True)
    location_id = models.UUIDField()
    customer_id = models.UUIDField(null=True)
    returned_at = models.DateTimeField()
    actor = models.TextField()
    currency = models.TextField()
    goods_minor = models.BigIntegerField()
    delivery_minor = models.BigIntegerField(default=0)  # postage given back
    credit_minor = models.BigIntegerField(default=0)  # a discount given afterwards, without goods
    total_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    total_minor=models.F("goods_minor") + models.F("delivery_minor") + models.F("credit_minor")
                ),
                name="returns_return_adds_up",
            ),
        ]
        indexes = [
            models.Index(fields=["-returned_at", "-id"], name="returns_newest"),
            models.Index(
                fields=["customer_id", "-returned_at"],
                name="returns_by_customer",
                condition=models.Q(customer_id__isnull=False),
            ),
        ]


class Line(models.Model):
    """So many of one variant. Without `order_line_id` nobody knows the sale: returned without receipt."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    return_id = models.UUIDField()
    position = models.SmallIntegerField()
    order_id = models.UUIDField(null=True)
    order_line_id = models.UUIDField(null=True)
    variant_id = models.UUIDField()
    sku = models.TextField()
    quantity = models.BigIntegerField()
    unit_price_minor = models.BigIntegerField()
    amount_minor = models.BigIntegerField()
    condition = models.TextField(default="", db_default="")  # good, opened, damaged; empty: nobody has said
    is_restocked = models.BooleanField(default=False, db_default=False)  # on the shelf again
    reason = models.TextField(default="", db_default="")
    approved_by = models.TextField(default="", db_default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["return_id", "position"], name="returns_line_once"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="returns_line_quantity"),
            models.CheckConstraint(
                # Over a counter a part is shared from what was paid: three for 10.00 are no three times 3.33.
                condition=models.Q(amount_minor=models.F("quantity") * models.F("unit_price_minor"))
                | (~models.Q(condition="") & models.Q(amount_minor__gte=0)),
                name="returns_line_adds_up",
            ),
        ]
        indexes = [
            models.Index(
                fields=["order_line_id"], name="returns_of_order_line", condition=models.Q(order_line_id__isnull=False)
            ),
            models.Index(fields=["order_id"], name="returns_of_order", condition=models.Q(order_id__isnull=False)),
        ]
