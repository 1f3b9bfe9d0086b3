"""What the promotion form calls its fields, by the names refusals use: those of the form, and those of a rule."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from duken.channels.field_words import Labels

LABELS: Labels = {
    "name": _("Name shoppers see"),
    "percent": _("Percent"),
    "basis_points": _("Percent"),
    "amount_minor": _("Amount"),
    "price": _("Price"),
    "price_minor": _("Price"),
    "of": _("Of every so many"),
    "free": _("so many cheapest"),
    "free_percent": _("Percent off these"),
    "bundle_price": _("Price of all together"),
    "parts": _("What belongs together, one part a line"),
    "gift": _("How many"),
    "gift_sku": _("SKU of the gift"),
    "sku": _("SKU of the gift"),
    "up_to": _("At most so much off the delivery"),
    "up_to_minor": _("At most so much off the delivery"),
    "multiplier": _("Points count so many times"),
    "per_mille": _("Points count so many times"),
    "skus": _("SKUs"),
    "brands": _("Brands, with commas"),
    "not_skus": _("SKUs"),
    "not_brands": _("Brands, with commas"),
    "min_sum": _("From a sum of"),
    "min_sum_minor": _("From a sum of"),
    "from_time": _("From the hour"),
    "from_minute": _("From the hour"),
    "to_time": _("to the hour"),
    "to_minute": _("to the hour"),
    "customer_groups": _("Customer groups, with commas"),
    "contains": _("The basket also holds"),
    "cap": _("At most off one order"),
    "cap_minor": _("At most off one order"),
    "budget": _("Budget in all"),
    "budget_minor": _("Budget in all"),
    "uses": _("Orders in all"),
    "uses_per_customer": _("Orders of one person"),
    "try_at": _("At the moment"),
}
