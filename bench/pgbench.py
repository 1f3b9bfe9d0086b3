"""The yardstick: pgbench doing one order's work as prepared statements, on the same server in the same run."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

# One order: two guarded stock updates, the order, two lines, a payment, two ledger rows, an event.
_ORDER = r"""
\set first {first}
\set second random(1, {products})
\set low least(:first, :second)
\set high greatest(:first, :second)
BEGIN;
UPDATE stock SET held = held + 1 WHERE id = :low AND on_hand - held >= 1;
UPDATE stock SET held = held + 1 WHERE id = :high AND on_hand - held >= 1;
INSERT INTO orders (contact, total) VALUES ('buyer@example.com', 998) RETURNING id AS order_id \gset
INSERT INTO lines (order_id, product, quantity, total) VALUES (:order_id, :first, 1, 499);
INSERT INTO lines (order_id, product, quantity, total) VALUES (:order_id, :second, 1, 499);
INSERT INTO payments (order_id, method, amount) VALUES (:order_id, 'manual', 998);
INSERT INTO ledger (order_id, product, amount) VALUES (:order_id, :first, 1);
INSERT INTO ledger (order_id, product, amount) VALUES (:order_id, :second, 1);
INSERT INTO events (name, body) VALUES ('OrderPlaced', '{{"total": 998, "lines": 2}}');
COMMIT;
"""
_TABLES = """
CREATE TABLE stock (id int PRIMARY KEY, on_hand bigint, held bigint, CHECK (on_hand >= held)) WITH (fillfactor = 70);
INSERT INTO stock SELECT n, 1000000000, 0 FROM generate_series(1, {products}) n;
CREATE TABLE orders (id bigserial PRIMARY KEY, contact text, total bigint, placed_at timestamptz DEFAULT now());
CREATE TABLE lines (id bigserial PRIMARY KEY, order_id bigint, product int, quantity int, total bigint);
CREATE INDEX ON lines (order_id);
CREATE TABLE payments (id bigserial PRIMARY KEY, order_id bigint, method text, amount bigint);
CREATE INDEX ON payments (order_id);
CREATE TABLE ledger (id bigserial PRIMARY KEY, order_id bigint, product int, amount bigint);
CREATE INDEX ON ledger (product);
CREATE TABLE events (id bigserial PRIMARY KEY, name text, body jsonb, at timestamptz DEFAULT now());
"""


def prepare(programs: Path, dsn: str, *, products: int) -> None:
    """Make the yardstick's own tables in a database of its own."""
    _run([programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", dsn, "-c", _TABLES.format(products=products)])
    _run([programs / "psql", "-q", "-d", dsn, "-c", "VACUUM ANALYZE"])


def per_second(
    programs: Path, dsn: str, *, clients: int, seconds: int, products: int, hot: bool, folder: Path
) -> float:
    """Orders a second, closed loop; `hot`: the first article of every order is the same one."""
    script = folder / f"order-{'hot' if hot else 'spread'}.sql"
    script.write_text(_ORDER.format(first=1 if hot else f"random(1, {products})", products=products))
    said = _run(
        [
            programs / "pgbench",
            "-n",
            "-M",
            "prepared",
            "-c",
            str(clients),
            "-j",
            "2",
            "-T",
            str(seconds),
            "-f",
            script,
            dsn,
        ]
    )
    found = re.search(r"tps = ([\d.]+)", said)
    assert found, said
    return float(found[1])


def _run(command: list[str | Path]) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-2000:]}")
    return done.stdout
