"""Remember that the owners of these contacts were erased."""

from __future__ import annotations

from collections.abc import Collection

from duken.kernel import clock, sql


def remember_erased(hashes: Collection[str]) -> None:
    """`hashes`: keyed, as identities/keyed.py makes them. One statement."""
    sql.insert(
        "customers_erasedcontact",
        {"hash": ("text", sorted(set(hashes))), "at": ("timestamptz", sql.Same(clock.now()))},
        "ON CONFLICT (hash) DO UPDATE SET at = EXCLUDED.at",
    )
