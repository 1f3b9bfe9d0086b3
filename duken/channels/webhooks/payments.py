"""The door for payment providers' news."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from duken.kernel.actor import system
from duken.kernel.refusals import Refusal
from duken.payments.provider import PROVIDERS
from duken.payments.settle import settle_payment

MAX_BODY = 64 * 1024
STATUS = {"invalid": 422, "missing": 404, "forbidden": 403, "conflict": 409, "busy": 503}


@csrf_exempt  # authenticated by signature, not by session
@require_POST
def payment_news(request: HttpRequest, provider_code: str) -> HttpResponse:
    """204 when it is true now (or was before); 403 for a bad signature; other codes make the provider repeat."""
    provider = next((one for one in PROVIDERS.values() if one.code == provider_code), None)
    if provider is None:
        return HttpResponse(status=404)
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        return HttpResponse(status=413)
    try:
        notice = provider.read_notice(dict(request.headers.items()), request.body)
        settle_payment(notice, by=system(f"webhooks.{provider_code}"))
    except Refusal as refusal:
        return JsonResponse({"code": refusal.code}, status=STATUS[refusal.kind])
    return HttpResponse(status=204)
