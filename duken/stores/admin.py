"""Settings screens for places and doors. Every save goes past the snapshot, so it is forgotten."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest

from duken.kernel.screens import Screen
from duken.stores._snapshot import forget_after_commit
from duken.stores.errors import BadOpeningHours
from duken.stores.hours import read_hours
from duken.stores.models import Channel, DeliveryZone, LegalEntity, Location, StoreGroup


class ForgettingAdmin(Screen):
    """Nothing here is deleted (orders point to it); what is saved is read afresh."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        forget_after_commit()


class LocationForm(ModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            read_hours(
                cleaned.get("timezone", ""),
                cleaned.get("opening_hours") or {},
                cleaned.get("special_days") or {},
            )
        except BadOpeningHours as refusal:
            raise ValidationError(str(refusal)) from None
        return cleaned


@admin.register(LegalEntity)
class LegalEntityAdmin(ForgettingAdmin):
    list_display = ("name", "order_prefix", "country", "currency", "tax_number")


@admin.register(Location)
class LocationAdmin(ForgettingAdmin):
    form = LocationForm
    list_display = ("name", "code", "city", "is_shop", "is_warehouse", "is_pickup_point", "is_active")
    list_filter = ("is_shop", "is_warehouse", "is_pickup_point", "is_active")
    search_fields = ("name", "code", "city")


@admin.register(StoreGroup)
class StoreGroupAdmin(ForgettingAdmin):
    list_display = ("name", "code")
    filter_horizontal = ("locations",)


@admin.register(Channel)
class ChannelAdmin(ForgettingAdmin):
    list_display = ("name", "code", "kind", "currency", "is_active")
    filter_horizontal = ("sells_from",)


@admin.register(DeliveryZone)
class DeliveryZoneAdmin(ForgettingAdmin):
    list_display = (
        "name",
        "code",
        "service",
        "country",
        "price_minor",
        "currency",
        "free_from_minor",
        "is_active",
    )
    list_filter = ("service", "country", "is_active")
