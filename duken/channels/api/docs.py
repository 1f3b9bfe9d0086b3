"""The API browser: Swagger UI from the files of django-ninja, nothing from elsewhere, nothing inline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    swagger = {"url": reverse("api:openapi-json"), "layout": "BaseLayout", "deepLinking": True, "validatorUrl": None}
    return render(request, "api/docs.html", {"swagger": swagger})
