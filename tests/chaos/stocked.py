"""Fill an empty home: `python -m tests.chaos.stocked` makes tables and a small shop, and says what is there as JSON."""

from __future__ import annotations

import json
import sys

from duken.config.opened import opened

ARTICLES, STOCK = 40, 1_000_000


def stocked() -> dict[str, object]:
    from duken.access.keys import create_key
    from duken.config.commands import migrate
    from duken.kernel.actor import system
    from tests import makers

    migrate.apply_missing()
    skus = [f"CHAOS-{number:02d}" for number in range(ARTICLES)]
    makers.maker().selling(*skus, stock=STOCK, price_minor=499)
    key = create_key("chaos", scopes=["orders.place", "orders.read", "orders.cancel"], by=system("chaos"))
    return {"skus": skus, "stock": STOCK, "secret": key.secret}


if __name__ == "__main__":
    with opened():
        sys.stdout.write(json.dumps(stocked()))
