"""Kinds of events a webhook can be told of, and the scopes each takes: what one may read, one may be told."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps

from duken.access.scopes import SCOPES
from duken.kernel.events import Event, Recorded, every_event

CUSTOMERS = "customers.read"
# By the folder an event is written down in, where the scope is not that folder's own `….read`.
_OTHERS = {
    "campaigns": CUSTOMERS,
    "conversations": CUSTOMERS,
    "on_account": "companies.read",
    "privacy": CUSTOMERS,
    "returns": "orders.read",
    "tax": "stores.read",
}
# The machinery's own matters, the demo's, and what would be told of telling.
_NOT_TOLD = frozenset({"demo", "kernel", "ledger", "webhooks"})


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Name -> scopes it takes, all of them; in the order of the names."""
    for module in _modules():
        import_module(module)
    found = {event.name(): _scopes(event) for event in every_event() if _module(event) not in _NOT_TOLD}
    return {name: scopes for name, scopes in sorted(found.items()) if scopes <= SCOPES.keys()}


def may_be_told(event: Recorded, scopes: frozenset[str]) -> bool:
    needed = kinds().get(event.name)
    return needed is not None and needed <= scopes


def _scopes(event: type[Event]) -> frozenset[str]:
    folder = event.__module__.split(".")[-2]  # gift_cards of payments.gift_cards: not who reads payments
    own = _OTHERS.get(folder, f"{folder}.read")
    return frozenset({own, CUSTOMERS} if event.aggregate == "customer" else {own})


def _module(event: type[Event]) -> str:
    return event.name().partition(".")[0]


def _modules() -> Iterator[str]:
    """Where events are written down: a process that has not had to do with some does not know them."""
    for app in apps.get_app_configs():
        if app.name.count(".") == 1 and app.name.startswith("duken."):
            for path in Path(app.path).rglob("events.py"):
                yield ".".join([app.name, *path.relative_to(app.path).with_suffix("").parts])
