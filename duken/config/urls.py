"""Every door: which channel answers which address."""

from django.conf import settings
from django.contrib import admin
from django.urls import path

from duken.channels.styleguide import styleguide

urlpatterns = [
    path("admin/", admin.site.urls),
]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", styleguide)]
