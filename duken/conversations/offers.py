"""Write an offer to many customers: only to those who agreed to it, each in their language, with a way to stop it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, override

from duken.conversations.errors import NoConsent, NothingSaid, NoWayToReach, PrefersCalls
from duken.conversations.events import LetterWritten
from duken.conversations.models import Message
from duken.customers.card.writable import WritableCard, writable_cards
from duken.customers.consents.link import withdrawal_token
from duken.customers.consents.live import may_send
from duken.customers.errors import CustomerMissing
from duken.kernel import clock, ids
from duken.kernel.actor import Actor
from duken.kernel.events import record
from duken.kernel.refusals import Refusal

CALLS = "call"  # their preferred way is to be called: no offer is written to them
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
    person gets it once, however often this is called. Returns NoConsent, NoWayToReach, PrefersCalls, CustomerMissing;
    raises NothingSaid.
    """
    by.require("conversations.campaign")
    require_words(words)
    with transaction.atomic():
        return [
            one.why or _write(one, campaign, words, purpose, by)
            for one in may_be_written_to(customer_ids, purpose=purpose, by=by)
        ]


class Reach(NamedTuple):
    """By which way (email or sms, address) somebody may be written to now; or why not: then there may be no card."""

    card: WritableCard | None
    way: tuple[str, str]
    why: Refusal | None


def may_be_written_to(customer_ids: Sequence[UUID], *, purpose: str, by: Actor) -> list[Reach]:
    """For each, in order. What is shown before an offer is sent and what decides when it is written are this."""
    by.require("conversations.campaign")
    cards = {alias: card for card in writable_cards(customer_ids, by=by) for alias in card.aliases}
    agreed = may_send([one for one in customer_ids if one in cards], purpose=purpose)
    return [_reach(cards.get(one), one in agreed, purpose) for one in customer_ids]


def _reach(card: WritableCard | None, has_agreed: bool, purpose: str) -> Reach:
    if card is None:
        return Reach(None, ("email", ""), CustomerMissing())
    way = _way(card)
    if not way[1]:
        return Reach(card, way, NoWayToReach())
    if card.preferred_channel == CALLS:
        return Reach(card, way, PrefersCalls())
    return Reach(card, way, None if has_agreed and way[0] not in card.refuses else NoConsent(purpose))


def withdraw_url(customer_id: UUID, purpose: str, language: str) -> str:
    """Where one press, without signing in, takes the consent back."""
    prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
    return f"{settings.PUBLIC_URL}{prefix}/stop/{withdrawal_token(customer_id, purpose)}/"


def words_in(language: str, words: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    """Their language, else English, else the first there is."""
    return words.get(language) or words.get(settings.LANGUAGE_CODE) or next(iter(words.values()))


def require_words(words: Mapping[str, tuple[str, str]]) -> None:
    if not words or any(not subject.strip() or not body.strip() for subject, body in words.values()):
        raise NothingSaid


def _way(card: WritableCard) -> tuple[str, str]:
    """(email or sms, address): as they prefer, else by e-mail; never by a way they refuse if there is another."""
    known = {"email": next(iter(card.emails), ""), "sms": next(iter(card.phones), "")}
    ways = sorted(known, key=lambda via: (via in card.refuses, via != card.preferred_channel))
    return next(((via, known[via]) for via in ways if known[via]), ("email", ""))


def _write(
    to: Reach,
    campaign: str,
    words: Mapping[str, tuple[str, str]],
    purpose: str,
    by: Actor,
) -> UUID:
    card, (via, recipient) = to.card, to.way
    assert card, "who has no card has a reason not to be written to"
    key = f"offer:{campaign}:{card.id}"
    if earlier := Message.objects.filter(key=key).values_list("pk", flat=True).first():
        return earlier
    language = card.language if card.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    subject, body = words_in(language, words)
    with override(language):
        stop = gettext("No more messages like this: %(link)s") % {"link": withdraw_url(card.id, purpose, language)}
    message = Message.objects.create(
        id=ids.new_id(),
        key=key,
        customer_id=card.id,
        purpose=purpose,
        kind="offer",
        via=via,
        recipient=recipient,
        language=language,
        subject=subject.strip()[:LONGEST_SUBJECT],
        body=f"{body.strip()[:LONGEST_BODY]}\n\n{stop}\n",
        status="written",
        written_at=clock.now(),
    )
    record(LetterWritten(message.pk, "offer", via), by=by)
    return message.pk
