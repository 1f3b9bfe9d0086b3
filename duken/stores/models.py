"""Tables of stores: who sells, from where, through which door, and what a delivery costs."""

from __future__ import annotations

from django.db import models

from duken.kernel import ids


class LegalEntity(models.Model):
    """The company that owns shops and numbers its own documents."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    name = models.CharField(max_length=200)
    tax_number = models.CharField(max_length=40, blank=True, default="")
    country = models.CharField(max_length=2)
    currency = models.CharField(max_length=3)
    order_prefix = models.CharField(max_length=10, unique=True)

    class Meta:
        verbose_name_plural = "legal entities"

    def __str__(self) -> str:
        return self.name


class Location(models.Model):
    """A place with goods or a counter: shop, warehouse and pick-up point at once, if it says so."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_in = models.JSONField(blank=True, default=dict)
    legal_entity = models.ForeignKey(LegalEntity, on_delete=models.PROTECT)
    is_shop = models.BooleanField(default=False)
    is_warehouse = models.BooleanField(default=False)
    is_pickup_point = models.BooleanField(default=False)
    country = models.CharField(max_length=2)
    city = models.CharField(max_length=100, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    postcode = models.CharField(max_length=20, blank=True, default="")
    phone = models.CharField(max_length=30, blank=True, default="")
    timezone = models.CharField(max_length=60, default="UTC")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    opening_hours = models.JSONField(blank=True, default=dict)
    special_days = models.JSONField(blank=True, default=dict)
    pickup_ready_minutes = models.PositiveIntegerField(default=60)
    acknowledge_minutes = models.PositiveIntegerField(default=15)
    manager_name = models.CharField(max_length=200, blank=True, default="")
    position = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class StoreGroup(models.Model):
    """Shops that share something: a price list, a region, a format."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    locations = models.ManyToManyField(Location, blank=True, related_name="groups")

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """A way in: web, till, phone, chat. `sells_from` empty means every location."""

    KINDS = ["web", "till", "phone", "api", "chat", "social", "marketplace", "kiosk", "assistant"]

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_in = models.JSONField(blank=True, default=dict)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    currency = models.CharField(max_length=3)
    is_active = models.BooleanField(default=True)
    sells_from = models.ManyToManyField(Location, blank=True, related_name="channels")

    def __str__(self) -> str:
        return self.name


class DeliveryZone(models.Model):
    """What one delivery service costs and how long it takes to one part of the world.

    Cities (`["almaty"]`) and postcode prefixes (`["050"]`) narrow the country; with neither, all of it.
    """

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_in = models.JSONField(blank=True, default=dict)
    service = models.CharField(max_length=40, default="courier")
    country = models.CharField(max_length=2, blank=True, default="", help_text="Empty: any country")
    cities = models.JSONField(blank=True, default=list)
    postcode_prefixes = models.JSONField(blank=True, default=list)
    price_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    free_from_minor = models.BigIntegerField(null=True, blank=True)
    tax_class = models.CharField(max_length=40, default="standard")
    days_min = models.PositiveIntegerField(default=1)
    days_max = models.PositiveIntegerField(default=3)
    cut_off = models.TimeField(null=True, blank=True, help_text="Orders after this local time leave the next day")
    ships_from = models.ForeignKey(Location, on_delete=models.PROTECT)
    position = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(price_minor__gte=0), name="stores_zone_price_not_negative"),
            models.CheckConstraint(
                condition=models.Q(days_max__gte=models.F("days_min")), name="stores_zone_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name
