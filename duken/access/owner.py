"""What owners may do on the settings screens: everything there is. Roles decide everywhere else."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from duken.access.models import Assignment


class OwnerBackend(BaseBackend):
    """Django asks this for permissions on /admin/. An owner of all stores holds each; nobody else holds one."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return _is_owner(user_obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return _is_owner(user_obj)


def _is_owner(user: Any) -> bool:
    if not (user.is_active and user.is_staff):
        return False
    known: bool | None = getattr(user, "_is_owner_of_all", None)
    if known is None:
        known = Assignment.objects.filter(user=user, role="owner", location=None).exists()
        user._is_owner_of_all = known  # asked dozens of times for one page
    return known
