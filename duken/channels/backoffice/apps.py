"""The back office as a Django application."""

from django.apps import AppConfig


class BackofficeConfig(AppConfig):
    name = "duken.channels.backoffice"
    label = "backoffice"
    verbose_name = "Back office"
