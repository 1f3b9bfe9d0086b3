"""What a field is called on the form it stands on: refusals name it by its path, people read its label.

A form that calls a field otherwise hands its own labels (by the same names) to `sentence`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

Labels = Mapping[str, str | Promise]

FIELDS: Labels = {
    "SKU": _("SKU"),
    "alt": _("What the picture shows"),
    "amount": _("Amount"),
    "amount_minor": _("Price"),
    "answer": _("Answer"),
    "attributes": _("Attributes"),
    "basket": _("A basket of"),
    "batch": _("Batch"),
    "bay": _("Where it lies"),
    "body": _("Text"),
    "born_on": _("Born"),
    "brand": _("Brand"),
    "category": _("Category"),
    "choices": _("Choices"),
    "chosen": _("Rows"),
    "city": _("Town"),
    "code": _("Code"),
    "colour": _("Colour"),
    "contact": _("Phone or e-mail"),
    "count": _("How many"),
    "counted": _("Counted"),
    "counted_minor": _("Counted"),
    "country": _("Country"),
    "coupon": _("Code"),
    "coupons": _("Coupons"),
    "credit_minor": _("Credit"),
    "currency": _("Currency"),
    "customer": _("Customer"),
    "days_max": _("Days"),
    "description": _("Description"),
    "description_in": _("Description"),
    "drawer_of": _("Drawer"),
    "due": _("Until"),
    "earn_per": _("for every so much paid"),
    "earn_per_minor": _("for every so much paid"),
    "earn_points": _("Points earned"),
    "email": _("E-mail"),
    "ends_at": _("Until"),
    "events": _("Events"),
    "favourites": _("Favourites on the screen: one SKU a line"),
    "gift_cards": _("Gift cards"),
    "group": _("Group"),
    "instagram": "Instagram",
    "key": _("Form"),
    "kind": _("Kind"),
    "label": _("Called"),
    "language": _("Language"),
    "least_points": _("Spent at once: at least"),
    "legal_name": _("Legal name"),
    "limit": _("At most"),
    "limit_currency": _("Currency"),
    "line1": _("Street, house"),
    "lines": _("Lines"),
    "loyalty_card": _("Loyalty card"),
    "marketplace": _("Marketplace"),
    "method": _("How it comes"),
    "min_quantity": _("From so many pieces"),
    "mode": _("What happens"),
    "months": _("Months"),
    "most_basis_points": _("Pay at most so many percent of the goods"),
    "most_percent": _("Pay at most so many percent of the goods"),
    "name": _("Name"),
    "name_in": _("Name"),
    "note": _("Note"),
    "option_values": _("Options"),
    "options": _("Options"),
    "order_prefix": _("Beginning of order numbers"),
    "paid_on": _("Paid on"),
    "password": _("Password"),
    "phone": _("Phone"),
    "place": _("Store"),
    "point_value": _("A point takes off"),
    "point_value_minor": _("A point takes off"),
    "points": _("Points"),
    "popularity": _("Popularity"),
    "position": _("Place among its neighbours"),
    "postcode": _("Postcode"),
    "printer": _("Printer"),
    "priority": _("Priority"),
    "quantity": _("Quantity"),
    "rate": _("Rate"),
    "reason": _("Reason"),
    "receipt_footer": _("Below every receipt"),
    "receipt_header": _("Above every receipt"),
    "reference": _("Number elsewhere"),
    "registration_number": _("Registration number"),
    "remove": _("Picture"),
    "role": _("Role"),
    "roles": _("Roles"),
    "scopes": _("What it may do"),
    "size_name": _("Size of"),
    "sizes": _("Sizes"),
    "sku": _("SKU"),
    "slug": _("Address in the shop"),
    "starts_at": _("From"),
    "step": _("Step"),
    "store": _("Store"),
    "store_group": _("Stores"),
    "stores": _("Stores"),
    "street": _("Street, house, flat"),
    "subject": _("Subject"),
    "tax_class": _("Tax class"),
    "tax_number": _("Tax number"),
    "telegram": "Telegram",
    "terminal": _("Card terminal"),
    "terms_days": _("Days to pay"),
    "text": _("Text"),
    "tier_from": _("From so much spent"),
    "tier_months": _("Period, months"),
    "tier_name": _("Level"),
    "tier_times": _("Points count times"),
    "tiers": _("Levels of the club"),
    "title": _("Name"),
    "tracking": _("Tracking number"),
    "unit": _("Unit"),
    "url": _("Address"),
    "uses": _("Uses of each code"),
    "variants": _("Variants"),
    "viber": "Viber",
    "vk": "VK",
    "way": _("Way of writing"),
    "weight_grams": _("Weight, g"),
    "whatsapp": "WhatsApp",
    "zone": _("Delivery service"),
}

_ROW = re.compile(r"\[(\d+)\]")
_LANGUAGES = dict(settings.LANGUAGES)


def field_label(path: str, own: Labels | None = None) -> str:
    """`lines[0].quantity` is "Quantity, row 1", `name_in.ru` is "Name, Русский"; what nobody named stays as it is."""
    labels = {**FIELDS, **(own or {})}
    if path in labels:
        return str(labels[path])
    if path.isdecimal():
        return gettext("row %(number)s") % {"number": path}
    rows = [gettext("row %(number)s") % {"number": int(found) + 1} for found in _ROW.findall(path)]
    names = [_ROW.sub("", part) for part in path.split(".")]
    at = next((at for at in reversed(range(len(names))) if names[at] in labels), None)
    if at is None:
        return path
    said = [_LANGUAGES.get(name, name) for name in names[at + 1 :]]
    return ", ".join([str(labels[names[at]]), *said, *rows])
