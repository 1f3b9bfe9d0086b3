"""Growth: a shop ten times as large in a minute. What verbs have written is written again in sets, under new ids.

Copies of past sales obey every invariant `duken verify` knows: each has its lines, its chain in the ledger, its event.
Left out: reactions (nobody is told of a copied sale), customers' cards, and of copied products their events, papers
and shelves other than those of the warehouse.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench import child
from duken.kernel import sql

_PREPARED = """
CREATE OR REPLACE FUNCTION bench_id(original uuid, copy int) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$
    -- Version 7: the copy's number is its time, so that copies lie beside each other as if they had come one by one.
    SELECT (substr(at, 1, 8) || '-' || substr(at, 9, 4) || substr(original::text, 14))::uuid
    FROM lpad(to_hex(1600000000000 + copy * 1000::bigint), 12, '0') at $$;
CREATE OR REPLACE FUNCTION bench_word(number bigint) RETURNS text IMMUTABLE LANGUAGE sql AS $$
    SELECT translate(substr(md5(number::text), 1, 7), '0123456789', 'ghijklmnop') $$;
"""


def prepare() -> None:
    """`bench_id(id, copy)` makes the id of a copy, `bench_word(number)` a word nobody knows."""
    sql.run(_PREPARED)


def copy(table: str, copies: int, changed: dict[str, str], *, join: str = "") -> None:
    """`copies` more of every row `t`; `n` is the number of the copy. Columns that are not named stay as they are."""
    child.progress(f"copying {table}", 0, 1)
    columns = _columns(table)
    values = ", ".join(changed.get(column, f"t.{column}") for column in columns)
    with _without_indexes(table):
        sql.run(
            f"INSERT INTO {table} ({', '.join(columns)}) "  # noqa: S608
            f"SELECT {values} FROM generate_series(1, {copies}) n, {table} t {join} ORDER BY n"
        )
    sql.run(f"ANALYZE {table}")
    child.progress(f"copying {table}", 1, 1)


def _columns(table: str) -> list[str]:
    found = sql.rows(
        """SELECT column_name FROM information_schema.columns
           WHERE table_name = %s AND table_schema = 'public' AND is_identity = 'NO' ORDER BY ordinal_position""",
        [table],
    )
    return [name for (name,) in found]


@contextmanager
def _without_indexes(table: str) -> Iterator[None]:
    """Those that no constraint needs are made anew afterwards: many times faster than row by row."""
    found = sql.rows(
        """SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
           WHERE i.indrelid = %s::regclass
             AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)""",
        [table],
    )
    for name, _ in found:
        sql.run(f"DROP INDEX {name}")
    yield
    sql.run("SET maintenance_work_mem = '512MB'")
    for _, made in found:
        sql.run(made)
