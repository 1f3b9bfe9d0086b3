"""People: one for each column of the golden file, and a twin of theirs who works in the other store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client

from duken.access.authenticate import actor_for_staff, shopper
from duken.access.keys import create_key
from duken.access.models import User
from duken.access.scopes import ROLES
from duken.access.staff import create_staff
from duken.kernel.actor import Actor, system, with_scopes

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Column -> (role, in one store). `chief` and `head` hold their role in all stores.
STAFF = {"chief": ("owner", False), "head": ("manager", False)} | {role: (role, True) for role in ROLES}
# Keys of machines that hold one thing only.
KEYS = {"key:none": (), "key:place": ("orders.place",), "key:stock": ("inventory.read",)}
TILL = "key:till"  # a device that is a till
COLUMNS = ("stranger", "shopper", *STAFF, *KEYS, TILL)


@dataclass(frozen=True)
class Person:
    """`client` carries the session of a person, `secret` the key of a machine that holds the same."""

    column: str
    by: Actor | None = None
    user_id: UUID | None = None
    secret: str = ""
    client: Client = field(default_factory=Client)


def stranger() -> Person:
    return Person("stranger")


def shopping(customer: UUID) -> Person:
    user = get_user_model().objects.create_user("shopper@example.com", None, customer_id=customer)
    return Person("shopper", shopper(channel="web", customer=customer), user.pk, client=_signed_in(user))


def staff(column: str, store: UUID, *, suffix: str = "") -> Person:
    """Somebody with the role of the column, in `store` or in all, and a key with the same rights."""
    role, in_one = STAFF[column]
    place = store if in_one else None
    user_id = create_staff(
        f"{column}{suffix}@example.com", password="a long walk to it", roles=[(role, place)], by=system("tests")
    )
    user = User.objects.get(pk=user_id)
    key = create_key(f"{column}{suffix}", scopes=ROLES[role], stores=_only(place), by=system("tests"))
    return Person(column, actor_for_staff(user, channel="office"), user_id, key.secret, _signed_in(user))


def machine(column: str, store: UUID) -> Person:
    key = create_key(column, scopes=KEYS[column], stores=[store], by=system("tests"))
    return Person(column, with_scopes(f"key:{key.prefix}", "api", KEYS[column]), secret=key.secret)


def till(make: Any, code: str, shop: str) -> Person:
    enrolled, by = make.enrolled(code, shop=shop)
    return Person(TILL, by, secret=enrolled.key)


def _only(place: UUID | None) -> list[UUID] | None:
    return None if place is None else [place]


def _signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, BACKEND)
    return client
