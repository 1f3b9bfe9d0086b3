"""Settings screens for price lists. Prices themselves are changed by set_prices only, which keeps the old ones."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from duken.kernel.screens import Screen
from duken.pricing._snapshot import forget_after_commit
from duken.pricing.models import Price, PriceChange, PriceList


@admin.register(PriceList)
class PriceListAdmin(Screen):
    list_display = ("name", "code", "currency", "channel_code", "store_group", "customer_group", "rank", "is_active")
    list_filter = ("currency", "is_active", "channel_code", "customer_group")
    search_fields = ("name", "code")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget_after_commit()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LookOnlyAdmin(Screen):
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Price)
class PriceAdmin(LookOnlyAdmin):
    list_display = ("variant_id", "price_list", "min_quantity", "amount_minor")
    list_filter = ("price_list",)
    search_fields = ("=variant_id",)


@admin.register(PriceChange)
class PriceChangeAdmin(LookOnlyAdmin):
    list_display = ("variant_id", "old_amount_minor", "new_amount_minor", "actor", "changed_at")
    search_fields = ("=variant_id", "=batch_id")
