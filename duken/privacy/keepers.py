"""Every module that keeps personal data, found by its file `personal.py`."""

from __future__ import annotations

import importlib
from functools import cache

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from duken.kernel.persons import Keeper


@cache
def every_keeper() -> dict[str, Keeper]:
    """By the label of its module, the highest first: what refers to a person goes before the person."""
    found = {
        app.label: importlib.import_module(f"{app.name}.personal").KEEPER
        for app in apps.get_app_configs()
        if app.name.startswith("duken.") and app.module and module_has_submodule(app.module, "personal")
    }
    return dict(reversed(found.items()))
