"""Bugs planted in who somebody is: the same wish twice, the privacy wall, consents, erasures, merged cards."""

from __future__ import annotations

from collections.abc import Iterator
from unittest import mock

from duken.conversations import send
from duken.customers.identities import prove
from duken.customers.policies import SEES
from duken.customers.recognise import Contact
from duken.orders import _same_intent, recognise_buyers
from duken.privacy import erase_again
from tests.controls.planting import instead, plant, saying

INTENT = "tests/orders/test_same_intent.py"
WALL = "tests/security/test_privacy_wall.py"
MERGE = "tests/customers/test_merge.py"


@plant(f"{INTENT}::test_on_the_web_and_by_phone_within_minutes_is_one_order", because="assert ")
def same_wish_not_noticed() -> Iterator[None]:
    """Nobody looks whether the same person has just ordered the same things at another door."""
    with instead(_same_intent.notice_repeats, lambda priced, answers: (list(priced), [], {})):
        yield


@plant(f"{INTENT}::test_two_of_one_person_in_one_batch_are_one_order", because="assert ")
def same_wish_in_one_batch() -> Iterator[None]:
    """Of two drafts of one person in one batch the second does not wait for the first."""
    with instead(_same_intent._waits_for, lambda *_: False):
        yield


@plant(
    f"{INTENT}::test_a_stranger_who_typed_the_phone_hears_nothing_and_staff_see_both",
    f"{WALL}::test_a_machine_that_sends_a_contact_sees_nothing_of_its_owner_in_any_answer",
    because="assert ",
)
def stranger_hears_of_the_order() -> Iterator[None]:
    """Who typed somebody's phone is told of the order that its owner has just placed."""
    with instead(_same_intent.may_know, lambda *_: True):
        yield


@plant(f"{WALL}::test_what_is_seen_rises_with_proof_and_begins_with_nothing", because="assert ")
def typed_contact_sees_all() -> Iterator[None]:
    """A typed contact opens what a signed-in one opens."""
    with mock.patch.dict(SEES, {"": SEES["signed_in"], "typed": SEES["signed_in"]}):
        yield


@plant(
    "tests/orders/test_recognise_buyers.py::test_the_owner_of_a_contact_typed_beside_mine_does_not_get_my_card",
    because="assert ",
)
def typed_beside_is_believed() -> Iterator[None]:
    """Two contacts typed into one form are put on one card, which then opens to the owner of either."""

    def believing(order: recognise_buyers.OrderRead) -> Contact:
        return Contact(order.contact_name, order.contact_phone, order.contact_email)

    with instead(recognise_buyers._contact, believing):
        yield


@plant(
    "tests/channels/storefront/test_devices_and_points.py"
    "::test_a_phone_that_was_mistyped_onto_somebody_elses_card_opens_no_card_but_ones_own",
    because="assert ",
)
def mistyped_contact_opens_the_card() -> Iterator[None]:
    """Who proves a phone gets the card it was mistyped onto, whoever else has proven theirs there."""
    with instead(prove.is_somebody_elses, lambda *_: False):
        yield


@plant(
    "tests/conversations/test_offers.py::test_who_says_no_between_writing_and_sending_gets_nothing", because="assert "
)
def consent_not_asked_when_sending() -> Iterator[None]:
    """Whether somebody still agrees is not asked at the moment of sending."""
    with instead(send._consent, lambda _: 0):
        yield


@plant(
    "tests/privacy/test_erase_again.py::test_who_was_erased_since_is_found_by_card_and_by_contact", because="assert "
)
def erased_contact_not_looked_for() -> Iterator[None]:
    """After a restore only cards are erased again, not what stands under a contact of theirs."""
    with instead(erase_again._contacts, lambda _: {}):
        yield


@plant(
    "tests/privacy/test_restore.py::test_a_restore_of_an_older_backup_erases_again_who_was_erased_since",
    because="assert ",
)
def restore_brings_back_the_erased() -> Iterator[None]:
    """A restore of an older backup does not erase again who was erased since."""
    with instead(erase_again.erase_again, lambda _: 0):
        yield


@plant(f"{MERGE}::test_unmerging_gives_back_both_cards_exactly", because="assert ")
def unmerged_card_still_speaks_for_both() -> Iterator[None]:
    """What an undone merge said about whose cards are one is not taken away."""
    with saying(r"(DELETE FROM customers_alias a USING tree WHERE )", r"\1 false AND "):
        yield


@plant(f"{MERGE}::test_a_merge_of_merges_comes_apart_in_any_order", because="assert ")
def undone_merge_still_counts() -> Iterator[None]:
    """Aliases are made from all merges there ever were, not from those that stand."""
    with saying(r"(SELECT joined_id, kept_id FROM customers_merge) WHERE undone_at IS NULL", r"\1"):
        yield
