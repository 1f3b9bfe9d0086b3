"""Say yes to a purpose, or take it back. Both are new rows; saying the same again adds nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from duken.customers.consents.live import latest_words
from duken.customers.consents.models import Consent, ConsentText
from duken.customers.consents.wording import PURPOSES, Wording, wording
from duken.customers.errors import PurposeUnknown
from duken.customers.events import ConsentGiven, ConsentWithdrawn
from duken.customers.identities.alias import canonical, is_same
from duken.customers.identities.keyed import keyed_hash
from duken.kernel import clock, sql
from duken.kernel.actor import Actor
from duken.kernel.events import record


@dataclass(frozen=True, slots=True)
class Consenting:
    """Whose word, about which purpose, in the language the text was shown in.

    A card's id, or (before there is a card) a contact: its kind and normal value.
    """

    purpose: str
    customer_id: UUID | None = None
    contact: tuple[str, str] | None = None
    language: str = "en"


def give_consents(given: Sequence[Consenting], *, by: Actor) -> list[int]:
    """Each is live from now on; answers the rows that say so. Raises PurposeUnknown, ScopeMissing.

    Who has agreed to this very text before gets that row. People give their own; staff write down what they were told.
    """
    return _say(given, is_given=True, by=by)


def withdraw_consents(taken: Sequence[Consenting], *, by: Actor) -> list[int]:
    """None of these is live any more, at once; answers the rows that say so."""
    return _say(taken, is_given=False, by=by)


def _say(said: Sequence[Consenting], *, is_given: bool, by: Actor) -> list[int]:
    for one in said:
        _require(one, by)
    with transaction.atomic():
        # One at a time for each person: two clicks at once are one word.
        for name in sorted({f"consent:{one.customer_id or one.contact}" for one in said}):
            sql.advisory_lock(name)
        roots = canonical([one.customer_id for one in said if one.customer_id])
        keys = [_key(one, roots) for one in said]
        words = latest_words(keys)
        answers = []
        for one, key in zip(said, keys, strict=True):
            shown = wording(one.purpose, one.language)
            earlier = words.get(key)
            if earlier is None or earlier.is_given != is_given or (is_given and earlier.text_sha256 != shown.sha256):
                words[key] = earlier = _write(key, shown, is_given, by)
            answers.append(earlier.pk)
    return answers


def _require(one: Consenting, by: Actor) -> None:
    assert (one.customer_id is None) != (one.contact is None), "a card, or a contact without one"
    if one.purpose not in PURPOSES:
        raise PurposeUnknown(one.purpose)
    if one.contact:
        by.require("carts.write")  # on the way to an order; it counts only until the contact's owner has a card
    elif not is_same(by.customer, one.customer_id):
        by.require("customers.consent")


def _key(one: Consenting, roots: dict[UUID, UUID]) -> tuple[UUID | None, str, str]:
    if one.customer_id:
        return roots[one.customer_id], "", one.purpose
    assert one.contact
    return None, keyed_hash(*one.contact), one.purpose


def _write(key: tuple[UUID | None, str, str], shown: Wording, is_given: bool, by: Actor) -> Consent:
    customer_id, contact_hash, purpose = key
    if is_given:
        ConsentText.objects.bulk_create(
            [ConsentText(shown.sha256, purpose, shown.version, shown.language, shown.text)], ignore_conflicts=True
        )
    written = Consent.objects.create(
        customer_id=customer_id,
        contact_hash=contact_hash,
        purpose=purpose,
        is_given=is_given,
        text_version=shown.version if is_given else 0,
        text_sha256=shown.sha256 if is_given else "",
        language=shown.language if is_given else "",
        channel=by.channel,
        at=clock.now(),
        actor=by.id,
    )
    if customer_id:
        record((ConsentGiven if is_given else ConsentWithdrawn)(customer_id, purpose), by=by)
    return written
