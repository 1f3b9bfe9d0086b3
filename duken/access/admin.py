"""Settings screens for access: people can be looked at; roles and keys are given in the office, with an audit row."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from unfold.admin import TabularInline

from duken.access.models import ApiKey, Assignment, AuditEntry, User
from duken.kernel.screens import Screen

admin.site.unregister(Group)  # roles live in access/scopes.py, not in Django's groups
for theirs in (Authenticator, UserSession):  # passkeys and sign-ins belong to who signs in, not to the settings
    admin.site.unregister(theirs)
admin.site.unregister(EmailAddress)  # allauth keeps it for itself: a contact is proven by a code, not typed here


class LookOnly(Screen):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class AssignmentInline(TabularInline):
    model = Assignment
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(LookOnly):
    list_display = ("email", "first_name", "phone", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active")
    search_fields = ("email", "first_name", "phone")
    fields = (
        "email",
        "first_name",
        "phone",
        "language",
        "is_staff",
        "is_superuser",
        "is_active",
        "last_login",
        "date_joined",
    )
    inlines = (AssignmentInline,)


@admin.register(ApiKey)
class ApiKeyAdmin(LookOnly):
    list_display = ("name", "prefix", "channel", "created_at", "expires_at", "revoked_at")
    search_fields = ("name", "prefix")
    exclude = ("hash",)


@admin.register(AuditEntry)
class AuditEntryAdmin(LookOnly):
    list_display = ("at", "act", "subject", "actor", "channel")
    list_filter = ("act", "channel")
    search_fields = ("subject", "actor")
    date_hierarchy = "at"
    show_full_result_count = False
