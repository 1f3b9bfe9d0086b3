"""Everything known about a person, to take away: one JSON, and a table for each kind of thing."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import orjson
from django.db import transaction

from duken.customers.identities.alias import is_same
from duken.kernel import clock
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.privacy.events import PersonExported
from duken.privacy.keepers import every_keeper
from duken.privacy.person import person_of

Everything = dict[str, list[dict[str, Any]]]


def everything_about(customer_id: UUID, *, by: Actor) -> Everything:
    """Kind of thing -> rows; amounts in minor units of `currency`. Leaves an audit row. Raises CustomerMissing.

    Customers take away their own; staff need `customers.export`.
    """
    if not is_same(by.customer, customer_id):
        by.require("customers.export")
    person = person_of(customer_id)
    found: Everything = {}
    for keeper in every_keeper().values():
        for kind, rows in keeper.held(person).items():
            if rows:
                found[kind] = [{name: _read(value) for name, value in row.items()} for row in rows]
    with transaction.atomic():
        record(PersonExported(person.customer_ids[0]), by=by)
    return dict(sorted(found.items()))


def export_person(customer_id: UUID, *, by: Actor) -> bytes:
    """The same as a zip: everything.json, and a CSV (UTF-8 with a mark) for each kind."""
    found = everything_about(customer_id, by=by)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        told = {"exported_at": clock.now().isoformat(), "about": found}
        archive.writestr("everything.json", orjson.dumps(told, default=str, option=orjson.OPT_INDENT_2))
        for kind, rows in found.items():
            archive.writestr(f"{kind}.csv", _table(rows))
    return packed.getvalue()


def _table(rows: Sequence[Mapping[str, Any]]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else orjson.dumps(value, default=str).decode().strip('"')
    # A spreadsheet must not take what somebody typed for a formula.
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not text[1:].isdigit() else text


def _read(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in ("{", "["):  # jsonb comes as text
        try:
            return orjson.loads(value)
        except orjson.JSONDecodeError:
            return value
    return value.isoformat() if isinstance(value, date) else value
