"""Tables of the catalogue: what the shop sells, how it is grouped, shown, scanned and found. Private to the module."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from duken.kernel import ids


class Category(models.Model):
    """A shelf in a tree. `path` is the slugs from the root, joined by "/": a subtree is one prefix."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    name_in = models.JSONField(default=dict, blank=True)
    path = models.TextField(unique=True, editable=False)
    position = models.IntegerField(default=0)
    colour = models.CharField(max_length=7, default="", blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["path"]

    def __str__(self) -> str:
        return self.path


class Attribute(models.Model):
    """A characteristic products may have. `choices` (for kind choice): [{"value": "red", "name_in": {"ru": "…"}}]."""

    KINDS = [("text", "text"), ("number", "number"), ("boolean", "yes or no"), ("choice", "choice")]

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    name_in = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=10, choices=KINDS, default="text")
    unit = models.CharField(max_length=20, default="", blank=True)
    choices = models.JSONField(default=list, blank=True)
    is_facet = models.BooleanField(default=False)
    position = models.IntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]

    def __str__(self) -> str:
        return self.code


class Product(models.Model):
    """One thing the shop sells, in one or more variants. `picture` is a copy of the first media's file name."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    slug = models.SlugField(max_length=160, unique=True)
    name = models.TextField()
    name_in = models.JSONField(default=dict, blank=True)
    description = models.TextField(default="", blank=True)
    description_in = models.JSONField(default=dict, blank=True)
    brand = models.TextField(default="", blank=True)
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="products")
    tax_class = models.TextField(default="standard")
    attributes = models.JSONField(default=dict, blank=True)
    options = models.JSONField(default=list, blank=True)
    picture = models.TextField(default="", blank=True, editable=False)
    popularity = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta:
        indexes = [
            models.Index(fields=["-updated_at", "-id"], name="catalog_product_recent"),
            models.Index(fields=["brand"], name="catalog_product_brand"),
            models.Index(fields=["-popularity", "-id"], name="catalog_product_popular", condition=Q(is_active=True)),
        ]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="catalog_product_named")]

    def __str__(self) -> str:
        return self.name


class Variant(models.Model):
    """What is counted, priced and sold: one SKU. `step` is the least quantity sold at once, in `unit`."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="variants")
    sku = models.TextField(unique=True)
    title = models.TextField(default="", blank=True)
    option_values = models.JSONField(default=dict, blank=True)
    unit = models.CharField(max_length=10, default="pcs")
    step = models.IntegerField(default=1)
    weight_grams = models.IntegerField(null=True, blank=True)
    picture = models.TextField(default="", blank=True, editable=False)
    position = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "sku"]
        constraints = [
            models.CheckConstraint(condition=Q(step__gt=0), name="catalog_variant_step"),
            models.CheckConstraint(condition=Q(weight_grams__gte=0), name="catalog_variant_weight"),
        ]

    def __str__(self) -> str:
        return self.sku


class Barcode(models.Model):
    """A code one variant answers to. GTINs are kept in one form (codes/gtin.py); `quantity` is pieces in the pack."""

    KINDS = [("gtin", "GTIN"), ("plu", "in-store item number"), ("own", "own code")]

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    code = models.TextField(unique=True)
    variant = models.ForeignKey(Variant, on_delete=models.CASCADE, related_name="barcodes")
    kind = models.CharField(max_length=10, choices=KINDS, default="gtin")
    quantity = models.IntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gt=0), name="catalog_barcode_quantity")]

    def __str__(self) -> str:
        return self.code


class Media(models.Model):
    """A picture, remade by us as WebP. `file` is a name made by us; thumbnails lie beside it."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="media")
    variant = models.ForeignKey(Variant, null=True, blank=True, on_delete=models.CASCADE, related_name="media")
    kind = models.CharField(max_length=10, default="image")
    file = models.TextField(editable=False)
    width = models.IntegerField(editable=False)
    height = models.IntegerField(editable=False)
    alt = models.TextField(default="", blank=True)
    alt_in = models.JSONField(default=dict, blank=True)
    position = models.IntegerField(default=0)

    class Meta:
        verbose_name_plural = "media"
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.file


class Listing(models.Model):
    """What one channel shows otherwise. Empty text means: as the product says."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="listings")
    channel_code = models.TextField()
    title = models.TextField(default="", blank=True)
    title_in = models.JSONField(default=dict, blank=True)
    description = models.TextField(default="", blank=True)
    description_in = models.JSONField(default=dict, blank=True)
    attributes = models.JSONField(default=dict, blank=True)
    media = models.ForeignKey(Media, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    is_visible = models.BooleanField(default=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "channel_code"], name="catalog_listing_once")]

    def __str__(self) -> str:
        return f"{self.channel_code}: {self.product_id}"


class InStorePattern(models.Model):
    """How the shop's scales print codes: "20IIIIIWWWWWC" (I item number, W grams, P price in minor units, C check)."""

    id = models.UUIDField(primary_key=True, default=ids.new_id, editable=False)
    pattern = models.CharField(max_length=13, unique=True)
    position = models.IntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pattern"]

    def __str__(self) -> str:
        return self.pattern


class SearchEntry(models.Model):
    """How one product is found. `channel_code` "" serves every channel but those in `not_in`.

    A channel with its own title has an entry of its own; a channel that hides the product has none.
    Archived products have no entry at all, so every row here may be shown.
    """

    id = models.BigAutoField(primary_key=True)
    product_id = models.UUIDField()
    channel_code = models.TextField(default="")
    not_in = ArrayField(models.TextField(), default=list)
    words = SearchVectorField()
    name_length = models.SmallIntegerField()
    category_id = models.UUIDField(null=True)
    brand = models.TextField(default="")
    facets = ArrayField(models.TextField(), default=list)
    popularity = models.IntegerField(default=0)

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="catalog_entry_words", fastupdate=False),
            models.Index(fields=["category_id"], name="catalog_entry_category"),
            models.Index(fields=["-popularity", "product_id"], name="catalog_entry_popular"),
        ]
        constraints = [models.UniqueConstraint(fields=["product_id", "channel_code"], name="catalog_entry_once")]


class SearchWord(models.Model):
    """The shop's own vocabulary: each lexeme in use, how often, and a word of a name to show for it."""

    lexeme = models.TextField(primary_key=True)
    shown = models.TextField()
    uses = models.IntegerField()
