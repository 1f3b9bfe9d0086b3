"""The yardstick: pgbench doing one order's work on the same server in the same run. Once as prepared statements, as a
program would that knows its tables; once as one stored function, which leaves nothing but the database."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

# One order: two guarded stock updates, the order, two lines, a payment, two ledger rows, an event.
_STATEMENTS = r"""
BEGIN;
UPDATE stock SET held = held + 1 WHERE id = :low AND on_hand - held >= 1;
UPDATE stock SET held = held + 1 WHERE id = :high AND on_hand - held >= 1;
INSERT INTO orders (contact, total) VALUES ('buyer@example.com', 998) RETURNING id AS order_id \gset
INSERT INTO lines (order_id, product, quantity, total) VALUES (:order_id, :first, 1, 499);
INSERT INTO lines (order_id, product, quantity, total) VALUES (:order_id, :second, 1, 499);
INSERT INTO payments (order_id, method, amount) VALUES (:order_id, 'manual', 998);
INSERT INTO ledger (order_id, product, amount) VALUES (:order_id, :first, 1);
INSERT INTO ledger (order_id, product, amount) VALUES (:order_id, :second, 1);
INSERT INTO events (name, body) VALUES ('OrderPlaced', '{"total": 998, "lines": 2}');
COMMIT;
"""
_DRAWN = r"""
\set first {first}
\set second random(1, {products})
\set low least(:first, :second)
\set high greatest(:first, :second)
"""
_SCRIPTS = {"statements": _STATEMENTS, "function": "SELECT place(:low, :high);\n"}
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
CREATE FUNCTION place(low int, high int) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
    UPDATE stock SET held = held + 1 WHERE id = low AND on_hand - held >= 1;
    UPDATE stock SET held = held + 1 WHERE id = high AND on_hand - held >= 1;
    INSERT INTO orders (contact, total) VALUES ('buyer@example.com', 998) RETURNING id INTO made;
    INSERT INTO lines (order_id, product, quantity, total) VALUES (made, low, 1, 499), (made, high, 1, 499);
    INSERT INTO payments (order_id, method, amount) VALUES (made, 'manual', 998);
    INSERT INTO ledger (order_id, product, amount) VALUES (made, low, 1), (made, high, 1);
    INSERT INTO events (name, body) VALUES ('OrderPlaced', '{{"total": 998, "lines": 2}}');
    RETURN made;
END $$;
"""
MISSING = "pgbench was not found: no yardstick, no ratios. It comes with PostgreSQL (Debian: apt install postgresql)."


class Yardstick:
    """pgbench on a database with tables of its own. `find` answers None where there is no pgbench."""

    def __init__(self, programs: Path, dsn: str, folder: Path, *, products: int) -> None:
        self._programs, self._dsn, self._folder, self._products = programs, dsn, folder, products
        _run([programs / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", dsn, "-c", _TABLES.format(products=products)])
        _run([programs / "psql", "-q", "-d", dsn, "-c", "VACUUM ANALYZE"])

    def per_second(self, how: str, *, is_hot: bool, clients: int, seconds: float) -> float:
        """Orders a second in a closed loop; `how`: "statements" or "function"; `is_hot`: one article in every order."""
        script = self._folder / f"order-{how}-{is_hot}-{self._products}.sql"
        drawn = _DRAWN.format(first=1 if is_hot else f"random(1, {self._products})", products=self._products)
        script.write_text(drawn + _SCRIPTS[how])
        how_long = ["-c", clients, "-j", 2, "-T", max(1, round(seconds))]
        said = _run([self._programs / "pgbench", "-n", "-M", "prepared", *how_long, "-f", script, self._dsn])
        found = re.search(r"tps = ([\d.]+)", said)
        assert found, said
        return float(found[1])


def find(beside: Path) -> Path | None:
    """The folder with pgbench and psql: beside the server's programs, on the PATH, or where Debian puts them."""
    on_path = shutil.which("pgbench")
    folders = [beside, *([Path(on_path).parent] if on_path else []), *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
    return next((folder for folder in folders if (folder / "pgbench").exists() and (folder / "psql").exists()), None)


def _run(command: list[object]) -> str:
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr[-2000:]}")
    return done.stdout
