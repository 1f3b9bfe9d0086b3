"""Settings screen for tax rates."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from duken.kernel.screens import Screen
from duken.tax._snapshot import forget_after_commit
from duken.tax.models import TaxRate


@admin.register(TaxRate)
class TaxRateAdmin(Screen):
    list_display = ("country", "tax_class", "rate", "starts_on")
    list_filter = ("country", "tax_class")

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        forget_after_commit()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        forget_after_commit()
