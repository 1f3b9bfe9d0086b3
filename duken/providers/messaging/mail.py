"""Mail: e-mail through Django's backend. For a demonstration also text messages: they end in the outbox folder."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import EmailMessage

from duken.conversations.errors import MessengerUnreachable
from duken.conversations.messenger import Letter


class MailMessenger:
    """E-mail. The header lets a mail server recognise a letter that was sent twice."""

    def send(self, letter: Letter) -> str:
        return _send(letter, letter.recipient, "email")


class PretendedTextMessenger:
    """No text-message provider is connected: the text goes where e-mail goes, to an address that leads nowhere."""

    def send(self, letter: Letter) -> str:
        return _send(letter, f"{letter.recipient}@sms.invalid", "sms")


def _send(letter: Letter, address: str, via: str) -> str:
    reference = f"<{letter.id}@duken>"
    headers = {"Message-ID": reference}
    if letter.withdraw_url:  # RFC 8058: the mail program shows a button that takes the consent back
        headers |= {
            "List-Unsubscribe": f"<{letter.withdraw_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    message = EmailMessage(subject=letter.subject, body=letter.body, to=[address], headers=headers)
    try:
        message.send()
    except (SMTPException, OSError) as refused:
        raise MessengerUnreachable(via) from refused
    return reference
