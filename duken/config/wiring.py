"""Wiring: which implementation stands behind each Protocol. Called once when Django is ready."""

from __future__ import annotations

from django.conf import settings

from duken.access import audit
from duken.conversations.messenger import MESSENGERS
from duken.kernel.events import AUDITORS
from duken.payments.provider import PROVIDERS
from duken.providers.messaging.mail import MailMessenger, PretendedTextMessenger
from duken.providers.payments.testpay.provider import TestPay


def wire() -> None:
    if audit.of_events not in AUDITORS:
        AUDITORS.append(audit.of_events)
    if settings.TEST_GATEWAY:
        PROVIDERS["online"] = TestPay()
    MESSENGERS.update(email=MailMessenger(), sms=PretendedTextMessenger())
