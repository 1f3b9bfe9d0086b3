"""Load a backup into an empty database: first the tables as they were then, then the rows, then today's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from psycopg import DataError, IntegrityError
from psycopg.sql import SQL, Composed, Identifier

from duken.config.backups.archive import pieces
from duken.config.backups.contents import TABLES
from duken.config.backups.envelope import Damaged
from duken.config.backups.examine import Contents, table_in
from duken.config.backups.tables import Table, tables
from duken.config.faults import Fault
from duken.kernel import sql

Progress = Callable[[str, int, int], None]


def load(path: Path, key: bytes | None, contents: Contents, *, progress: Progress) -> None:
    """Fill the database Django is pointed at, which must be empty, and bring it up to date. Raises Fault, Damaged."""
    fill(path, key, contents, progress=progress)
    progress("bringing the tables up to date", 0, 1)
    call_command("migrate", verbosity=0, interactive=False)
    sql.run("ANALYZE")
    progress("bringing the tables up to date", 1, 1)


def fill(path: Path, key: bytes | None, contents: Contents, *, progress: Progress) -> None:
    """The shop with the tables it had then."""
    migrate_as_it_was(contents.shop.migrations, progress=progress)
    ours = {table.name: table for table in tables()}
    if set(contents.shop.tables) != set(ours):
        raise Damaged("its tables are not those of its migrations")
    with transaction.atomic(), _bare(list(ours.values())):
        _copy(path, key, ours, contents, progress)
        for name, (last, is_called) in contents.proof.sequences.items():
            sql.rows("SELECT setval(format('%%I', %s::text)::regclass, %s, %s)", [name, last, is_called])


def migrate_as_it_was(applied: Sequence[Sequence[str]], *, progress: Progress = lambda *_: None) -> None:
    """Only these migrations. Raises Fault when one of them is not known here: the backup is newer than we are."""
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    wanted = {(app, name) for app, name in applied}
    if unknown := sorted(wanted - set(graph.nodes)):
        app, name = unknown[0]
        raise Fault(
            f"The backup was made by a newer Duken: it knows {len(unknown)} migrations more ({app}.{name} is one).",
            mend="Install that version, or a newer one, and restore again.",
        )
    ends = [node for node in wanted if not any(child.key in wanted for child in graph.node_map[node].children)]
    progress("making the tables", 0, 1)
    executor.migrate(sorted(ends))
    progress("making the tables", 1, 1)


def _copy(path: Path, key: bytes | None, ours: dict[str, Table], contents: Contents, progress: Progress) -> None:
    """What migrating put in goes out first: it is in the backup too."""
    names = SQL(", ").join(Identifier(name) for name in ours)
    _do(SQL("TRUNCATE {}").format(names))
    rows = ((table_in(name), content) for name, content in pieces(path, key) if name.startswith(TABLES))
    total = len(ours)
    for done, (name, blocks) in enumerate(groupby(rows, key=lambda piece: piece[0])):
        progress("rows", done, total)
        told = Table(name, contents.shop.tables[name])
        if set(told.columns) != set(ours[name].columns):
            raise Damaged(f"the columns of {name} are not those of its migrations")
        written = _copy_in(told, (content for _, content in blocks))
        if written != contents.proof.tables[name][0]:
            raise Damaged(f"{name} has other rows than it should")
    progress("rows", total, total)


def _copy_in(table: Table, blocks: Iterator[bytes]) -> int:
    with connection.cursor() as cursor:
        try:
            with cursor.copy(table.into()) as sink:
                for block in blocks:
                    sink.write(block)
        except (DataError, IntegrityError) as wrong:
            raise Damaged(f"{table.name} does not take its rows ({type(wrong).__name__})") from wrong
        return int(cursor.rowcount)


@contextmanager
def _bare(ours: list[Table]) -> Iterator[None]:
    """Without foreign keys, further indexes and triggers: order does not matter, and indexes are built in one go.

    Making the keys and unique indexes again proves that nothing is missing and nothing is there twice.
    """
    keys = sql.rows(_KEYS)
    indexes = sql.rows(_INDEXES)
    for table, name, _ in keys:
        _do(SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(Identifier(table), Identifier(name)))
    for name, _ in indexes:
        _do(SQL("DROP INDEX {}").format(Identifier(name)))
    for table in ours:
        _do(SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(Identifier(table.name)))
    yield
    for table in ours:
        _do(SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(Identifier(table.name)))
    for _, made_by in indexes:
        sql.run(made_by)
    for table, name, made_by in keys:
        made = SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(Identifier(table), Identifier(name))
        _do(made + SQL(made_by))


def _do(statement: Composed) -> None:
    with sql.cursor() as cursor:
        cursor.execute(statement)


_KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
JOIN pg_class t ON t.oid = c.conrelid
WHERE contype = 'f' AND conparentid = 0 AND t.relnamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
_INDEXES = """
SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
WHERE i.relkind = 'i' AND t.relkind = 'r' AND NOT t.relispartition AND t.relnamespace = current_schema()::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid) ORDER BY 1
"""
