"""Web processes of the shop, each at an address of its own."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from tests.machines.machine import ROOT, Machine, wait_until
from tests.ports import free_port


def start_web(machine: Machine, settings: Mapping[str, str]) -> str:
    """Start one on this machine, wait until it can serve; answers its address."""
    port = settings.get("PORT") or str(free_port(machine.address))
    address = f"http://{machine.address}:{port}"
    own = {
        "DUKEN_BIND": machine.address,
        "DUKEN_HOSTS": f"{machine.address},127.0.0.1",
        "DUKEN_HOME": str(machine.folder / "home"),
        "DUKEN_PUBLIC_URL": address,
        "DJANGO_SETTINGS_MODULE": "duken.config.settings",
        "PYTHONPATH": str(ROOT),
        "PORT": port,
    }
    machine.start_duken("web", {**own, **settings})
    wait_until(lambda: is_open(address), seconds=180, what=f"the web of {machine.name}")
    return address


def is_open(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


def order(sku: str = "TEA", *, number: object = 1) -> dict[str, object]:
    """The body of a guest's order of one unit."""
    return {
        "channel": "web",
        "lines": [{"sku": sku, "quantity": 1}],
        "contact": {"name": "Buyer", "email": f"buyer{number}@example.com"},
        "delivery": {"method": "pickup", "store": "auto"},
        "payment": {"method": "on_collection"},
    }
