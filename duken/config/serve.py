"""`python -m duken.config.serve web`: one process of the shop, without the weight of the whole command line."""

from __future__ import annotations

import importlib
import sys

from duken.config.explaining import explaining

PROCESSES = ("web", "live", "work")

if __name__ == "__main__":
    name = sys.argv[1]
    assert name in PROCESSES
    explaining(getattr(importlib.import_module(f"duken.config.commands.{name}"), name))
