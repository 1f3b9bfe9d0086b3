"""Tell whoever answers for a webhook that it was paused."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext

from duken.kernel.events import Recorded
from duken.webhooks.models import Webhook
from duken.webhooks.policies import BY_HAND, GONE


def tell_owner(event: Recorded) -> None:
    """An e-mail to its contact; none when a person paused it. Raises what the mail server raises, and is repeated."""
    found = Webhook.objects.filter(pk=UUID(event.aggregate_id)).first()
    if found is None or event.facts["why"] == BY_HAND:
        return
    with translation.override(settings.LANGUAGE_CODE):
        why = (
            gettext("the address answered that nobody is there any more (410)")
            if event.facts["why"] == GONE
            else gettext("nothing has arrived there for a long time")
        )
        body = gettext(
            "The webhook “%(name)s” is paused: %(why)s.\n\n"
            "What happens meanwhile is not sent later; it can be read in the feed of events. When the address works "
            "again, resume the webhook in the office or over the API: what still waited is sent at once."
        ) % {"name": found.name, "why": why}
        subject = gettext("Webhook paused: %(name)s") % {"name": found.name}
    EmailMessage(subject=subject, body=body, to=[found.contact]).send()
