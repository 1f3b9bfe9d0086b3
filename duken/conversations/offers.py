"""Write an offer to many customers: only to those who agreed to it, each in their language, with a way to stop it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from duken.conversations.errors import NoConsent, NothingSaid, NoWayToReach
from duken.conversations.events import LetterWritten
from duken.conversations.models import Message
from duken.customers.card.short import ShortCard, short_cards
from duken.customers.consents.link import withdrawal_token
from duken.customers.consents.live import may_send
from duken.customers.errors import CustomerMissing
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal

ORDER = "order"  # about somebody's own order or basket: needs no consent
LONGEST_SUBJECT, LONGEST_BODY = 200, 5000


def write_offers(
    customer_ids: Sequence[UUID],
    *,
    campaign: str,
    words: Mapping[str, tuple[str, str]],
    purpose: str = "marketing",
    by: Actor,
) -> list[UUID | Refusal]:
    """One message for each card, or why there is none, in order; the reactions send them.

    `words`: language -> (subject, body); English, else the first, where theirs is missing. `campaign` names it: a
    person gets it once, however often this is called. Returns NoConsent, NoWayToReach, CustomerMissing; raises
    NothingSaid.
    """
    by.require("conversations.campaign")
    _require_words(words)
    with transaction.atomic():
        cards = {alias: card for card in short_cards(list(customer_ids), by=by) for alias in card.aliases}
        ways = {one: _way(cards[one]) for one in customer_ids if one in cards}
        allowed = {
            via: may_send([one for one, (way, _) in ways.items() if way == via], purpose=purpose, via=via)
            for via in ("email", "sms")
        }
        answers: list[UUID | Refusal] = []
        for one in customer_ids:
            if one not in cards:
                answers.append(CustomerMissing())
            elif not ways[one][1]:
                answers.append(NoWayToReach())
            elif one not in allowed[ways[one][0]]:
                answers.append(NoConsent(purpose))
            else:
                answers.append(_write(cards[one], ways[one], campaign, words, purpose, by))
    return answers


def withdraw_url(customer_id: UUID, purpose: str, language: str) -> str:
    """Where one press, without signing in, takes the consent back."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{settings.PUBLIC_URL}{prefix}/stop/{withdrawal_token(customer_id, purpose)}/"


def _require_words(words: Mapping[str, tuple[str, str]]) -> None:
    if not words or any(not subject.strip() or not body.strip() for subject, body in words.values()):
        raise NothingSaid


def _way(card: ShortCard) -> tuple[str, str]:
    """(email or sms, address): as they prefer, else by e-mail; never by a way they refuse if there is another."""
    known = {"email": next(iter(card.emails), ""), "sms": next(iter(card.phones), "")}
    ways = sorted(known, key=lambda via: (via in card.refuses, via != card.preferred_channel))
    return next(((via, known[via]) for via in ways if known[via]), ("email", ""))


def _write(
    card: ShortCard,
    way: tuple[str, str],
    campaign: str,
    words: Mapping[str, tuple[str, str]],
    purpose: str,
    by: Actor,
) -> UUID:
    key = f"offer:{campaign}:{card.id}"
    if earlier := Message.objects.filter(key=key).values_list("pk", flat=True).first():
        return earlier
    language = card.language if card.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    subject, body = words.get(language) or words.get(settings.LANGUAGE_CODE) or next(iter(words.values()))
    with override(language):
        stop = gettext("No more messages like this: %(link)s") % {"link": withdraw_url(card.id, purpose, language)}
    message = Message.objects.create(
        id=ids.new_id(),
        key=key,
        customer_id=card.id,
        purpose=purpose,
        kind="offer",
        via=way[0],
        recipient=way[1],
        language=language,
        subject=subject.strip()[:LONGEST_SUBJECT],
        body=f"{body.strip()[:LONGEST_BODY]}\n\n{stop}\n",
        status="written",
        written_at=clock.now(),
    )
    record(LetterWritten(message.pk, "offer", way[0]), by=by)
    return message.pk
