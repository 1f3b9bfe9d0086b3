"""Screens: the settings screens (/admin/) of any module. Whatever is saved or deleted there is told and audited."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from unfold.admin import ModelAdmin

from duken.kernel.actor import Actor
from duken.kernel.events import SettingChanged, record


class Screen(ModelAdmin):
    """Base of every settings screen."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._tell(request, obj, "added")
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._tell(request, obj, "changed")
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._tell(request, obj, "deleted")
        return super().log_deletions(request, queryset)

    def _tell(self, request: HttpRequest, obj: Any, act: str) -> None:
        with transaction.atomic():
            by = Actor(f"staff:{request.user.pk}", "settings")
            record(SettingChanged(str(obj.pk), obj._meta.db_table, act), by=by)
