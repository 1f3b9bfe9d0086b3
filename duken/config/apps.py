"""Django's word that everything is loaded: time to wire."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "duken.config"

    def ready(self) -> None:
        from duken.config.telemetry import trace_if_wanted
        from duken.config.wiring import wire

        wire()
        trace_if_wanted()
