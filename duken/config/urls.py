"""Every door: which channel answers which address."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from duken.channels.styleguide import styleguide
from duken.config import health
from duken.config.media import media

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("media/<path:path>", media),
    path("admin/", admin.site.urls),
    path("api/", include("duken.channels.api.urls")),
    path("webhooks/", include("duken.channels.webhooks.urls")),
]

if settings.TEST_GATEWAY:
    urlpatterns += [path("testpay/", include("duken.providers.payments.testpay.urls"))]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", styleguide)]
