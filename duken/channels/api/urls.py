"""Addresses of the API: everything below /api/."""

from django.urls import path

from duken.channels.api.api import api
from duken.channels.api.docs import docs

urlpatterns = [
    path("docs", docs, name="api-docs"),
    path("v1/", api.urls),
]
