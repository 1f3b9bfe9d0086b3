"""Tables of promotions: what is promised, and the codes that call it. How much is left of it is in the ledger."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids
from duken.promotions.states import PROMOTION_MOVES


class Promotion(models.Model):
    """One promotion. `terms` is the rule as data (rule.py); empty limits are no limits."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.TextField(unique=True)
    name = models.TextField()
    name_in = models.JSONField(default=dict, blank=True)
    status = models.TextField(default="draft", choices=[(state, state) for state in PROMOTION_MOVES])
    currency = models.TextField()
    terms = models.JSONField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    priority = models.IntegerField(default=100)
    group = models.TextField(blank=True)
    alone = models.BooleanField(default=False)
    cap_minor = models.BigIntegerField(null=True)
    budget_minor = models.BigIntegerField(null=True)
    uses = models.IntegerField(null=True)
    uses_per_customer = models.IntegerField(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(status__in=list(PROMOTION_MOVES)), name="promotions_status"),
        ]
        indexes = [
            models.Index(fields=["currency"], name="promotions_active", condition=models.Q(status="active")),
            models.Index(fields=["-created_at", "-id"], name="promotions_newest"),
        ]


class Coupon(models.Model):
    """A code that calls a promotion: `uses` times in all, by anybody or by one person."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.TextField(unique=True)  # upper case, without blanks and dashes
    promotion = models.ForeignKey(Promotion, on_delete=models.PROTECT, related_name="coupons")
    uses = models.IntegerField()
    customer_id = models.UUIDField(null=True)
    ends_at = models.DateTimeField(null=True)
    batch = models.TextField(blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(uses__gte=1), name="promotions_coupon_uses")]
        indexes = [
            models.Index(fields=["customer_id"], name="promotions_coupon_owner", condition=~models.Q(customer_id=None)),
            models.Index(fields=["promotion", "batch"], name="promotions_coupon_batch"),
        ]
