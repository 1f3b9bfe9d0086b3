"""An office to test in: a shop that sells, and somebody of any role at a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from duken.access.staff import create_staff
from duken.channels.backoffice.promotions import articles
from duken.kernel.actor import system
from duken.stores import reads as stores

PASSWORD = "a long walk to the shop"
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _articles_are_forgotten() -> None:
    """What a process keeps for half a minute belongs to the test before."""
    articles.forget()


@pytest.fixture
def sign_in(db: Any, make: Any) -> SignIn:
    """`sign_in("manager", at="high-street")`: a browser in which this person is signed in to the office."""

    def enter(role: str = "owner", *, at: str = "", csrf: bool = False) -> Client:
        place = stores.location(at).id if at else None
        email = f"{role}-{at or 'all'}@example.com"
        user_id = create_staff(email, password=PASSWORD, roles=[(role, place)], by=system("tests"))
        client = Client(enforce_csrf_checks=csrf)
        client.force_login(get_user_model().objects.get(pk=user_id), "django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture
def owner(sign_in: SignIn) -> Client:
    return sign_in("owner")
