"""The addresses of the till's app, under /till/: its service worker rules over all of them."""

from __future__ import annotations

from django.urls import path

from duken.channels.pos import app

app_name = "pos"
urlpatterns = [
    path("", app.shell, name="shell"),
    path("<path:name>", app.file, name="file"),
]
