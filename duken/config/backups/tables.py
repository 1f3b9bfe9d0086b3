"""Tables: what is in a database, found by asking it, so that a new module's tables are never forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from psycopg import sql as compose
from psycopg.sql import Composed, Identifier

from duken.kernel import sql

# Extensions bring their own; the list of migrations is made by migrating.
_OURS = """c.relnamespace = current_schema()::regnamespace AND NOT c.relispartition AND c.relname <> 'django_migrations'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                    AND d.deptype = 'e')"""
_TABLES = f"""
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE a.attgenerated = '' AND c.relkind IN ('r', 'p') AND {_OURS} GROUP BY c.relname ORDER BY c.relname
"""  # noqa: S608
_SEQUENCES = f"SELECT c.relname FROM pg_class c WHERE c.relkind = 'S' AND {_OURS} ORDER BY 1"  # noqa: S608


class Table(NamedTuple):
    """A table and the columns that hold something: not those PostgreSQL computes."""

    name: str
    columns: Sequence[str]

    def out(self) -> Composed:
        """Reads the table; a partitioned one too."""
        return compose.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(self._columns(), Identifier(self.name))

    def into(self) -> Composed:
        return compose.SQL("COPY {} ({}) FROM STDIN").format(Identifier(self.name), self._columns())

    def _columns(self) -> Composed:
        return compose.SQL(", ").join(Identifier(column) for column in self.columns)


def tables() -> list[Table]:
    return [Table(name, columns) for name, columns in sql.rows(_TABLES)]


def sequences() -> dict[str, tuple[int, bool]]:
    """Where each stands: its last value, and whether that was given out already."""
    found = {}
    for (name,) in sql.rows(_SEQUENCES):
        with sql.cursor() as cursor:
            cursor.execute(compose.SQL("SELECT last_value, is_called FROM {}").format(Identifier(name)))
            found[name] = cursor.fetchone()
    return found


def applied_migrations() -> list[tuple[str, str]]:
    """(app, name), in the order in which they were applied."""
    return [(app, name) for app, name in sql.rows("SELECT app, name FROM django_migrations ORDER BY id")]
