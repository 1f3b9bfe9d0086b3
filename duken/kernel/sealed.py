"""Columns that lie sealed in the database: read and written as plain values, useless to whoever has only the tables.

They cannot be searched or sorted; empty stays empty. Keys and rotation as of every secret (kernel/secrets.py). Whoever
reads by hand-written SQL gets the seal. docs/decisions/0014-what-lies-sealed.md says which columns and why.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models

from duken.kernel import sql

_BATCH = 2000


class Sealed:
    """What both kinds of sealed columns are."""


class SealedText(Sealed, models.TextField):
    """A text nobody reads without the keys. Reading raises SealBroken where they are not here."""

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        from duken.kernel.secrets import open_

        return open_(value, name=self.name) if value else value

    def get_prep_value(self, value: Any) -> Any:
        from duken.kernel.secrets import seal

        return seal(str(value)) if value else value


class SealedDate(Sealed, models.Field):
    """A day, the same way."""

    _pyi_private_set_type: date
    _pyi_private_get_type: date

    def get_internal_type(self) -> str:
        return "TextField"

    def from_db_value(self, value: str | None, *_: Any) -> date | None:
        from duken.kernel.secrets import open_

        return date.fromisoformat(open_(value, name=self.name)) if value else None

    def get_prep_value(self, value: date | None) -> str | None:
        from duken.kernel.secrets import seal

        return seal(value.isoformat()) if value else None


def sealed_columns() -> list[tuple[str, str, str]]:
    """(table, its key, column) of every sealed column there is."""
    return [
        (model._meta.db_table, str(model._meta.pk.column), str(field.column))
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, Sealed) and model._meta.pk
    ]


def seal_columns_anew() -> int:
    """Every sealed value with the first key, in the caller's transaction; answers how many. Raises SealBroken."""
    from duken.kernel.secrets import open_, seal

    return sum(
        _rewrite(table, key, column, _SEALED, lambda value, name=column: seal(open_(value, name=name)))  # type: ignore[misc]
        for table, key, column in sealed_columns()
    )


def seal_what_is_plain(table: str, key: str, column: str) -> int:
    """For migrations: values that were written before the column was sealed. Repeating finds nothing more."""
    from duken.kernel.secrets import seal

    return _rewrite(table, key, column, _PLAIN, seal)


_MARK = "gAAAA"  # how every value that Fernet sealed begins: its version and the century
_SEALED, _PLAIN = f"LIKE '{_MARK}%%'", f"NOT LIKE '{_MARK}%%'"


def _rewrite(table: str, key: str, column: str, which: str, turn: Callable[[str], str]) -> int:
    done, after = 0, ""
    last: list[Any] = []
    change = f'UPDATE {table} SET "{column}" = %s WHERE "{key}" = %s'  # noqa: S608
    while rows := sql.rows(
        f"""SELECT "{key}", "{column}" FROM {table} WHERE "{column}" <> '' AND "{column}" {which} {after}
            ORDER BY "{key}" LIMIT {_BATCH} FOR UPDATE""",  # noqa: S608
        last,
    ):
        for row, value in rows:
            sql.run(change, [turn(value), row])
        done, last, after = done + len(rows), [rows[-1][0]], f'AND "{key}" > %s'
    return done
