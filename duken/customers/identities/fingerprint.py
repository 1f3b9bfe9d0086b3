"""Fingerprints of a card: enough to say what changed since, and nothing of the person (keyed hashes only)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from duken.customers.models import Address, Customer, Identity, Moment, Note, Task

COLUMNS = ("name", "group", "language", "note", "reference", "born_on", "preferred_channel", "refuses", "sizes")
_ROWS: dict[str, Any] = {"identities": Identity, "addresses": Address, "notes": Note, "tasks": Task}
_DEALINGS = {"order_placed": "orders", "order_imported": "orders", "order_sold": "orders", "returned": "returns"}


def fingerprint(customer_id: UUID) -> dict[str, Any]:
    """How the card itself (without what joined it) is now."""
    card = Customer.objects.get(pk=customer_id)
    columns = {name: _hashed(name, getattr(card, name)) for name in COLUMNS}
    rows = {
        name: sorted(str(key) for key in model.objects.filter(customer_id=customer_id).values_list("pk", flat=True))
        for name, model in _ROWS.items()
    }
    return {"columns": columns, "rows": rows}


def changed_since(customer_id: UUID, before: dict[str, Any], at: datetime) -> dict[str, int]:
    """What was written on a card since: a column by its name, rows and dealings by how many came."""
    now = fingerprint(customer_id)
    changed = {name: 1 for name, value in now["columns"].items() if before["columns"].get(name) != value}
    for name, keys in now["rows"].items():
        if fresh := len(set(keys) - set(before["rows"].get(name, []))):
            changed[name] = fresh
    for kind in Moment.objects.filter(customer_id=customer_id, at__gte=at, kind__in=_DEALINGS).values_list(
        "kind", flat=True
    ):
        changed[_DEALINGS[kind]] = changed.get(_DEALINGS[kind], 0) + 1
    return changed


def _hashed(name: str, value: object) -> str:
    return salted_hmac(f"duken.customers.{name}", repr(value), algorithm="sha256").hexdigest()[:24]
