"""Which consents are live: the latest word of a person about a purpose. Cards that are one person's count as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from duken.customers.consents.models import Consent, ConsentText
from duken.customers.consents.wording import PURPOSES
from duken.customers.identities.alias import aliases_of, aliases_of_all
from duken.customers.identities.keyed import keyed_hash
from duken.customers.models import Customer, Identity
from duken.kernel import sql
from duken.kernel.actor import Actor

Key = tuple[UUID | None, str, str]  # card, contact's hash, purpose


class ConsentRead(NamedTuple):
    """`text` as it was shown; empty where it was taken back."""

    id: int
    purpose: str
    is_given: bool
    text: str
    text_version: int
    text_sha256: str
    language: str
    channel: str
    at: datetime
    actor: str


def may_send(customer_ids: Collection[UUID], *, purpose: str, via: str = "") -> dict[UUID, int]:
    """Who may be written to for this purpose now, by this way: card -> the row that allows it; others are absent.

    A way that the card refuses ("sms") is refused whatever was agreed to. What somebody typed with a contact counts
    until its owner has a card and said a word there. Five statements at most, however many people.
    """
    families = aliases_of_all(customer_ids)
    members = {one for family in families.values() for one in family}
    refusing = _refusing(members) if via else {}
    said = {key[0]: word for key, word in latest_words([(one, "", purpose) for one in members]).items()}
    silent = {one for family in families.values() if said.keys().isdisjoint(family) for one in family}
    by_contact = _by_contact(silent, purpose)
    found = {}
    for asked, family in families.items():
        words = [said[one] for one in family if one in said] or [by_contact[one] for one in family if one in by_contact]
        latest = max(words, key=lambda word: word.pk, default=None)
        if latest and latest.is_given and not (via and any(via in refusing.get(one, ()) for one in family)):
            found[asked] = latest.pk
    return found


def consents_of(customer_id: UUID, *, by: Actor) -> dict[str, ConsentRead]:
    """The latest word about each purpose there is one about."""
    return {read.purpose: read for read in reversed(consent_story(customer_id, by=by)) if read.purpose in PURPOSES}


def consent_story(customer_id: UUID, *, by: Actor) -> list[ConsentRead]:
    """Every word, newest first. Their owners see their own, staff need `customers.read`."""
    family = aliases_of(customer_id)
    if by.customer not in family:
        by.require("customers.read")
    words = Consent.objects.filter(customer_id__in=family) | Consent.objects.filter(contact_hash__in=_hashes(family))
    rows = list(words.order_by("-id"))
    texts = dict(ConsentText.objects.filter(pk__in={row.text_sha256 for row in rows}).values_list("pk", "text"))
    return [
        ConsentRead(
            row.pk, row.purpose, row.is_given, texts.get(row.text_sha256, ""), row.text_version, row.text_sha256,
            row.language, row.channel, row.at, row.actor,
        )
        for row in rows
    ]  # fmt: skip


def latest_words(keys: Sequence[Key]) -> dict[Key, Consent]:
    """The newest row under each of these; one statement."""
    cards = {card for card, _, _ in keys if card}
    hashes = {contact for _, contact, _ in keys if contact}
    if not cards and not hashes:
        return {}
    purposes = list({purpose for _, _, purpose in keys})
    newest = Consent.objects.raw(_LATEST, [list(cards), purposes, list(hashes), purposes])
    return {(row.customer_id, row.contact_hash, row.purpose): row for row in newest}


# Lists go as one array each, however many people are asked about. A row is of a card or of a contact, never of both.
_LATEST = """
SELECT DISTINCT ON (customer_id, contact_hash, purpose) * FROM (
    SELECT * FROM customers_consent
    WHERE customer_id = ANY(%s::uuid[]) AND customer_id IS NOT NULL AND purpose = ANY(%s)
    UNION ALL
    SELECT * FROM customers_consent
    WHERE contact_hash = ANY(%s) AND contact_hash <> '' AND purpose = ANY(%s)
) word
ORDER BY customer_id, contact_hash, purpose, id DESC
"""


def _refusing(cards: Collection[UUID]) -> dict[UUID, list[str]]:
    rows = Customer.objects.filter(pk__in=cards).exclude(refuses=[])
    return dict(rows.values_list("pk", "refuses"))


def _by_contact(cards: Collection[UUID], purpose: str) -> dict[UUID, Consent]:
    rows = sql.rows(
        "SELECT customer_id, kind, value FROM customers_identity WHERE customer_id = ANY(%s)", [list(cards)]
    )
    owners = {keyed_hash(kind, value): card for card, kind, value in rows}
    words = latest_words([(None, contact, purpose) for contact in owners])
    newest: dict[UUID, Consent] = {}
    for (_, contact, _), word in words.items():
        card = owners[contact]
        newest[card] = max(newest.get(card, word), word, key=lambda one: one.pk)
    return newest


def _hashes(cards: Collection[UUID]) -> list[str]:
    rows = Identity.objects.filter(customer_id__in=cards).values_list("kind", "value")
    return [keyed_hash(kind, value) for kind, value in rows]
