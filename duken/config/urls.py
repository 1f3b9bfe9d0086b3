"""Every door: which channel answers which address."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from duken.channels.storefront import seo
from duken.channels.styleguide import styleguide
from duken.config import health
from duken.config.media import media

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", health.metrics),
    path("media/<path:path>", media),
    path("admin/login/", RedirectView.as_view(pattern_name="office:sign_in", query_string=True)),
    path("admin/", admin.site.urls),
    path("api/", include("duken.channels.api.urls")),
    path("office/", include("duken.channels.backoffice.urls")),
    path("store/", include("duken.channels.backoffice.store_screen.urls")),
    path("till/", include("duken.channels.pos.urls")),
    path("webhooks/", include("duken.channels.webhooks.urls")),
]

if settings.TEST_GATEWAY:
    urlpatterns += [path("testpay/", include("duken.providers.payments.testpay.urls"))]

if settings.DEBUG:
    urlpatterns += [path("styleguide/", styleguide)]

urlpatterns += [path("robots.txt", seo.robots), path("sitemap.xml", seo.sitemap)]

# The shop comes last: its addresses begin anywhere. /ru/…, /sr/…, /sr-latn/…, /kk/…; English without a prefix.
urlpatterns += i18n_patterns(
    path("", include("duken.channels.storefront.urls")),
    path("", include("duken.channels.storefront.signing_urls")),
    prefix_default_language=False,
)
handler404 = "duken.channels.storefront.static_pages.not_found"
handler500 = "duken.channels.storefront.static_pages.broken"
