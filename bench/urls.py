"""Every door of the shop, and one behind which nothing is: the same way in, no key, no question, no work."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from duken.config import urls
from duken.config.urls import handler404 as handler404
from duken.config.urls import handler500 as handler500


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"{}", content_type="application/json")


urlpatterns = [path("api/bench/empty", empty), *urls.urlpatterns]
