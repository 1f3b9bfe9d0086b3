"""The gateway's page: what is paid, approve or decline; then a webhook to the shop and the way back."""

from __future__ import annotations

import threading
from uuid import UUID

import httpx
import orjson
import structlog
from babel.numbers import format_currency
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, to_locale
from django.views.decorators.http import require_http_methods

from duken.kernel import clock, ids
from duken.kernel.money import Money
from duken.providers.payments.testpay.models import Session
from duken.providers.payments.testpay.provider import signer

log = structlog.get_logger()
OUTCOMES = {"approve": "captured", "decline": "failed"}


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Decided once: a second press, or a page opened again, only leads back to the shop."""
    session = Session.objects.filter(pk=session_id).first()
    if session is None:
        raise Http404
    if request.method == "POST" and (outcome := OUTCOMES.get(request.POST.get("decision", ""))):
        if Session.objects.filter(pk=session_id, outcome="pending").update(outcome=outcome):
            session.outcome = outcome
            call_back(session)
        return redirect(session.return_url)
    if session.outcome != "pending":
        return redirect(session.return_url)
    amount = Money(session.amount_minor, session.currency)
    locale = to_locale(get_language() or "en")
    shown = format_currency(amount.decimal(), amount.currency, locale=locale)
    return render(request, "testpay/page.html", {"session": session, "amount": shown})


def call_back(session: Session) -> None:
    """Tell the shop, as gateways do: signed, beside the answer to the payer, and again when it does not listen."""
    body, headers = _letter(session)
    threading.Thread(target=_send, args=[session.webhook_url, body, headers], daemon=True).start()


def _letter(session: Session) -> tuple[str, dict[str, str]]:
    body = orjson.dumps(
        {
            "merchant_reference": str(session.merchant_reference),
            "reference": str(session.pk),
            "outcome": session.outcome,
            "amount_minor": session.amount_minor,
            "currency": session.currency,
        }
    ).decode()
    message, sent = f"msg_{ids.new_id()}", clock.now()
    headers = {
        "webhook-id": message,
        "webhook-timestamp": str(int(sent.timestamp())),
        "webhook-signature": signer().sign(message, sent, body),
        "content-type": "application/json",
    }
    return body, headers


def _send(address: str, body: str, headers: dict[str, str]) -> None:
    """In a thread of its own, which must not ask the database: nobody would close its connection."""
    for wait in (1, 3, 10):
        try:
            if httpx.post(address, content=body, headers=headers, timeout=5).status_code < 500:
                return
        except httpx.HTTPError:
            log.warning("testpay.webhook_failed", message=headers["webhook-id"])
        threading.Event().wait(wait)
