"""Tables of pricing: lists, the prices on them, and what every price was before."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class PriceList(models.Model):
    """Whose prices these are: everybody's, or those of a channel, shops, a customer group, for a period.

    Empty means "any". `rank` decides between lists that are equally specific: the lower wins.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    includes_tax = models.BooleanField(default=True)
    channel_code = models.CharField(max_length=40, null=True, blank=True)
    store_group = models.ForeignKey("stores.StoreGroup", null=True, blank=True, on_delete=models.PROTECT)
    customer_group = models.CharField(max_length=40, null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    rank = models.IntegerField(default=100)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["rank", "code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Price(models.Model):
    """What one unit costs from `min_quantity` on. Changed only by set_prices, which keeps the old amount."""

    price_list = models.ForeignKey(PriceList, on_delete=models.PROTECT)
    variant_id = models.UUIDField()
    min_quantity = models.IntegerField(default=1)
    amount_minor = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["variant_id", "price_list", "min_quantity"], name="pricing_price_one_a_step"
            ),
            models.CheckConstraint(condition=models.Q(amount_minor__gte=0), name="pricing_price_not_negative"),
            models.CheckConstraint(condition=models.Q(min_quantity__gte=1), name="pricing_price_from_one"),
        ]


class PriceBatch(models.Model):
    """One change of many prices: who, when, how many. Its rows are PriceChange."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    changed = models.IntegerField()
    actor = models.TextField()
    channel = models.TextField()
    changed_at = models.DateTimeField(db_index=True)


class PriceChange(models.Model):
    """One price before and after; null is "no price". Append-only (a trigger refuses UPDATE and DELETE)."""

    batch_id = models.UUIDField(db_index=True)
    price_list_id = models.UUIDField()
    variant_id = models.UUIDField()
    min_quantity = models.IntegerField()
    old_amount_minor = models.BigIntegerField(null=True)
    new_amount_minor = models.BigIntegerField(null=True)
    actor = models.TextField()
    channel = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["variant_id", "price_list_id", "changed_at"], name="pricing_change_story")]
