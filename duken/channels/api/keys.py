"""Who knocks: a bearer key becomes an Actor, and each operation names the scope it needs."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from duken.access.keys import actor_for_key
from duken.channels.api import rates
from duken.channels.api.errors import KeyNeeded
from duken.kernel.actor import Actor, ScopeMissing


class ScopedKey:
    """The key must hold one of `scopes`; with none named any key will do."""

    def __init__(self, *scopes: str) -> None:
        self.scopes = scopes

    def __call__(self, request: HttpRequest) -> Actor:
        kind, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            raise KeyNeeded
        actor = actor_for_key(secret.strip())
        rates.knock(actor.id)
        if self.scopes and not any(scope in actor.scopes for scope in self.scopes):
            raise ScopeMissing(self.scopes[0])
        return actor


def actor_of(request: HttpRequest) -> Actor:
    return cast(Actor, request.auth)  # type: ignore[attr-defined]
