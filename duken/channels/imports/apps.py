"""The app of imports; named so that its tables are."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "duken.channels.imports"
    label = "imports"
