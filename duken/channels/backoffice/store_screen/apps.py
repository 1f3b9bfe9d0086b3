"""The store screen as a Django application: it has its own templates and styles."""

from django.apps import AppConfig


class StoreScreenConfig(AppConfig):
    name = "duken.channels.backoffice.store_screen"
    label = "store_screen"
