"""Writers of the catalogue take turns: SKUs, barcodes and the search vocabulary are shared by all of them."""

from __future__ import annotations

from duken.kernel import sql


def lock_catalogue() -> None:
    """Wait for the other writer; held to the end of the transaction. Readers never wait."""
    sql.advisory_lock("catalog.write")
