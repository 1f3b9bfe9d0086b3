"""Makers: the fewest words that put a shop into a state. `make.product()`, `make.stock("tea", 5)`.

To add makers for a module, add a file here with one class whose name ends in `Makers` and whose methods are
the makers. The fixture `make` has the methods of all of them, so one maker may call another through `self`.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import Any


@cache
def _maker_class() -> type:
    families = []
    for found in pkgutil.iter_modules(__path__, f"{__name__}."):
        module = importlib.import_module(found.name)
        for name, family in inspect.getmembers(module, inspect.isclass):
            if name.endswith("Makers") and family.__module__ == module.__name__:
                families.append(family)
    _refuse_doubles(families)
    return type("Maker", tuple(families), {})


def maker() -> Any:
    """A fresh maker for one test; what it remembers in its attributes ends with the test."""
    return _maker_class()()


def _refuse_doubles(families: list[type]) -> None:
    owner: dict[str, str] = {}
    for family in families:
        for name in (name for name in vars(family) if not name.startswith("_")):
            assert name not in owner, f"make.{name} is defined by {owner[name]} and by {family.__name__}"
            owner[name] = family.__name__
