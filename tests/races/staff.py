"""Somebody of the shop at a desk, already signed in."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth import get_user_model
from django.test import Client

from duken.access.staff import create_staff
from duken.kernel.actor import system


def session_of(role: str) -> dict[str, str]:
    """The cookies of a new member of staff with this role in all stores."""
    email = f"{uuid4()}@example.com"
    user = create_staff(email, password="a long walk to the shop", roles=[(role, None)], by=system("tests"))
    browser = Client()
    browser.force_login(get_user_model().objects.get(pk=user), "django.contrib.auth.backends.ModelBackend")
    return {"sessionid": browser.cookies["sessionid"].value}
