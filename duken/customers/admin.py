"""Settings screens for customers: looked at here, changed in the office (which leaves an audit row)."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from unfold.admin import TabularInline

from duken.customers.models import Customer, Identity
from duken.kernel.screens import Screen


class IdentityInline(TabularInline):
    model = Identity
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Customer)
class CustomerAdmin(Screen):
    list_display = ("name", "group", "language", "reference", "created_at", "created_in")
    list_filter = ("group", "created_in")
    search_fields = ("name", "reference", "identities__value")
    inlines = (IdentityInline,)
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
