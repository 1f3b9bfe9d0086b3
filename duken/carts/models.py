"""Tables of carts: the basket, what lies in it, and its story across channels."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class Cart(models.Model):
    """A basket of a person, or of nobody yet; never of a channel. One open basket a person."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    customer_id = models.UUIDField(null=True, blank=True)
    company_id = models.UUIDField(null=True, blank=True)  # for which the customer buys; empty: for themselves
    status = models.TextField(default="open")
    version = models.IntegerField(default=1)
    currency = models.CharField(max_length=3)
    opened_in = models.TextField()
    last_channel = models.TextField()
    delivery = models.JSONField(null=True, blank=True)
    contact = models.JSONField(null=True, blank=True)
    coupons = models.JSONField(default=list, db_default=[], blank=True)  # codes in normal spelling, as they came
    points = models.BigIntegerField(default=0, db_default=0)  # that shall be spent on it
    order_id = models.UUIDField(null=True, blank=True)
    merged_into = models.UUIDField(null=True, blank=True)
    is_known = models.BooleanField(default=False, db_default=False)  # to more than one device: its changes are news
    seen = models.JSONField(null=True, blank=True)  # prices, stock, promotions as last shown: _seen.py
    viewed = models.JSONField(default=list, db_default=[], blank=True)  # products looked at last, newest first
    attendant = models.JSONField(null=True, blank=True)  # the member of staff who works on it
    holds = models.JSONField(null=True, blank=True)  # stock kept for it for some minutes: hold_cart.py
    before_merge = models.JSONField(null=True, blank=True)  # as it was, until the next change: _pour.py
    opened_at = models.DateTimeField()
    last_seen = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer_id"], condition=models.Q(status="open"), name="carts_cart_one_open_a_person"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["open", "ordered", "abandoned"]), name="carts_cart_status"
            ),
            models.CheckConstraint(
                condition=models.Q(order_id__isnull=False) | ~models.Q(status="ordered"),
                name="carts_cart_ordered_has_order",
            ),
        ]


class CartLine(models.Model):
    """So much of one article; an article lies in a basket once."""

    cart_id = models.UUIDField()
    variant_id = models.UUIDField()
    quantity = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cart_id", "variant_id"], name="carts_line_one_an_article"),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="carts_line_quantity_positive"),
        ]


class CartShare(models.Model):
    """A way into a basket that can be handed on. The digits lie here as a hash, the link as its id."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    cart_id = models.UUIDField(db_index=True)
    code_hash = models.TextField(blank=True)
    is_single = models.BooleanField()
    expires_at = models.DateTimeField(db_index=True)
    made_by = models.TextField()
    channel = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code_hash"], condition=~models.Q(code_hash=""), name="carts_share_code_once"
            ),
        ]


class CartEvent(models.Model):
    """What was done to a basket, by whom, through which channel. No contact lies here."""

    cart_id = models.UUIDField()
    version = models.IntegerField()
    kind = models.TextField()
    facts = models.JSONField(default=dict)
    actor = models.TextField()
    channel = models.TextField()
    happened_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["cart_id", "id"], name="carts_event_story")]
