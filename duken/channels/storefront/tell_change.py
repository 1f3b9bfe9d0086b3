"""A letter about another way into an account, or one that is gone: should it not have been the shopper's doing."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from duken.access.models import User
from duken.channels.storefront import visitor
from duken.channels.storefront.frame import language
from duken.conversations.letters import write_letter
from duken.kernel.actor import system


def tell_change(user: User, kind: str, what: str, **facts: str) -> None:
    """`kind` is the letter (password, passkey), `what` became of it. To where this shopper's codes go."""
    via, recipient = ("email", user.email) if user.email else ("sms", user.phone)
    said = {"what": what, "link": settings.PUBLIC_URL + reverse("storefront:devices"), **facts}
    by = system(f"storefront.{kind}", visitor.CHANNEL)
    write_letter(kind, via=via, recipient=recipient or "", language=language(), facts=said, by=by)
