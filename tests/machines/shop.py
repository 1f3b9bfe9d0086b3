"""A shop to buy from: `python -m tests.machines.shop SKU STOCK` fills a migrated database and tells an API key."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

SCOPES = ["orders.place", "orders.read", "catalog.read", "catalog.write", "inventory.read", "events.read"]
OWNER, PASSWORD = "owner@example.com", "lantern teapot umbrella"


def fill(environment: Mapping[str, str], *, sku: str = "TEA", stock: int = 100_000) -> str:
    """Migrate the database these settings name and open a shop in it; answers the key."""
    everything = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "duken.config.settings"}
    subprocess.run([sys.executable, "-m", "duken.config.cli", "migrate", "--quiet"], env=everything, check=True)
    filled = [sys.executable, "-m", "tests.machines.shop", sku, str(stock)]
    return subprocess.run(filled, env=everything, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    import django

    django.setup()

    from duken.access import staff
    from duken.access.keys import create_key
    from duken.kernel.actor import system
    from tests import makers

    makers.maker().selling(sys.argv[1], stock=int(sys.argv[2]))
    staff.create_staff(OWNER, password=PASSWORD, roles=[("owner", None)], by=system("tests"))
    sys.stdout.write(create_key("machines", scopes=SCOPES, by=system("tests")).secret)
