"""Two cards become one and two again; what others wrote down about either is never rewritten."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from duken.access.authenticate import shopper
from duken.access.models import AuditEntry
from duken.customers.card.short import short_card, short_card_by
from duken.customers.change import change_customer
from duken.customers.errors import AlreadyOne, CustomerMissing, MergeMissing
from duken.customers.identities.alias import aliases_of, canonical
from duken.customers.identities.merge import merge_customers, unmerge
from duken.customers.identities.prove import prove_identity
from duken.customers.models import Alias, Candidate, Identity, Merge
from duken.customers.reads import customer, customers, groups_of
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import ids
from duken.kernel.actor import ScopeMissing, with_scopes
from duken.orders import reads as orders
from duken.orders.cancel import cancel_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def cards(make: Any) -> list[UUID]:
    """A phone, an e-mail and a loyalty card: three cards, one person."""
    return recognise_customers(
        [
            Contact("Shopper One", phone="+77011234567"),
            Contact("", email="one@example.com", group="trade"),
            Contact("One", others=(("loyalty_card", "A1"),)),
        ],
        by=make.by,
    )


def dump(card: UUID, by: Any) -> Any:
    """Everything the shop can read about a person by this id."""
    own = list(Identity.objects.filter(customer_id=card).values_list("kind", "value", "proof", "source", "created_at"))
    return (
        customer(card, by=by),
        short_card(card, by=by),
        own,
        orders.orders(orders.OrderFilter(customer_id=card), by=by),
    )


def test_a_merged_card_speaks_for_both(make: Any, cards: list[UUID]) -> None:
    phone, email, _ = cards

    merge_customers(phone, joined_id=email, reason="told so", by=make.by)

    found = customer(email, by=make.by)
    assert (found.id, found.name, found.group) == (phone, "Shopper One", "trade")
    assert (found.phones, found.emails) == (("+77011234567",), ("one@example.com",))
    assert aliases_of(email) == aliases_of(phone) == [phone, email]
    assert [card.id for card in short_card_by("one@example.com", by=make.by)] == [phone]
    assert recognise_customers([Contact(email="one@example.com")], by=make.by) == [phone]
    assert [card.id for card in customers(by=make.by)] == [cards[2], phone]
    assert groups_of([phone, email]) == {phone: "trade", email: "trade"}


def test_orders_of_both_are_on_the_kept_card_and_in_the_account(make: Any, cards: list[UUID]) -> None:
    phone, email, other = cards
    make.selling("TEA")
    placed = [make.order("TEA", customer_id=card) for card in cards]
    merge_customers(phone, joined_id=email, reason="told so", by=make.by)

    for by, asked in ((make.by, phone), (make.by, email), (shopper(channel="web", customer=email), phone)):
        found = orders.orders(orders.OrderFilter(customer_id=asked), by=by)
        assert {order.id for order in found} == {placed[0].id, placed[1].id}
    assert orders.order(placed[0].id, by=shopper(channel="web", customer=email)).customer_id == phone
    cancel_order(placed[0].id, reason="mistake", by=shopper(channel="web", customer=email))
    assert orders.orders(orders.OrderFilter(), by=shopper(channel="web", customer=other))[0].id == placed[2].id


def test_unmerging_gives_back_both_cards_exactly(make: Any, cards: list[UUID]) -> None:
    make.selling("TEA")
    for card in cards:
        make.order("TEA", customer_id=card)
    before = [dump(card, make.by) for card in cards]

    merge = merge_customers(cards[0], joined_id=cards[1], reason="told so", by=make.by)
    assert dump(cards[0], make.by) != before[0]
    parted = unmerge(merge, by=make.by)

    assert [dump(card, make.by) for card in cards] == before
    assert (parted.kept_id, parted.joined_id, parted.stays) == (cards[0], cards[1], {})
    assert not Alias.objects.exists()


@pytest.mark.parametrize("first", [0, 1])
def test_a_merge_of_merges_comes_apart_in_any_order(make: Any, cards: list[UUID], first: int) -> None:
    before = [dump(card, make.by) for card in cards]
    inner = merge_customers(cards[1], joined_id=cards[2], reason="", by=make.by)
    outer = merge_customers(cards[0], joined_id=cards[2], reason="", by=make.by)
    assert set(canonical(cards).values()) == {cards[0]}

    unmerge((inner, outer)[first], by=make.by)
    between = canonical(cards)
    unmerge((outer, inner)[first], by=make.by)

    assert between[cards[2]] == (cards[2] if first == 0 else cards[1])
    assert between[cards[1]] == (cards[0] if first == 0 else cards[1])
    assert [dump(card, make.by) for card in cards] == before


def test_what_was_written_in_between_stays_and_is_told(make: Any, cards: list[UUID]) -> None:
    make.selling("TEA")
    merge = merge_customers(cards[0], joined_id=cards[1], reason="", by=make.by)
    change_customer(cards[1], name="Shopper Two", group="trade", by=make.by)  # the group is what the card said already
    recognise_customers([Contact(phone="+77011234567", others=(("telegram", "one"),))], by=make.by)

    parted = unmerge(merge, by=make.by)

    assert parted.stays == {"name": 1, "identities": 1}
    kept, joined = (customer(card, by=make.by) for card in cards[:2])
    assert (kept.name, kept.group, kept.emails) == ("Shopper Two", "", ())
    assert (joined.name, joined.group, joined.emails) == ("", "trade", ("one@example.com",))


def test_merging_is_a_privileged_act_with_its_row(make: Any, cards: list[UUID]) -> None:
    seller = with_scopes("staff:1", "office", {"customers.read", "customers.write"})
    with pytest.raises(ScopeMissing):
        merge_customers(cards[0], joined_id=cards[1], reason="", by=seller)
    assert not Merge.objects.exists()

    merge = merge_customers(cards[0], joined_id=cards[1], reason="", by=make.by)
    with pytest.raises(ScopeMissing):
        unmerge(merge, by=seller)
    unmerge(merge, by=make.by)

    assert list(AuditEntry.objects.filter(act="customers.merge").values_list("facts__event", flat=True)) == [
        "customers.CustomersMerged",
        "customers.CustomersUnmerged",
    ]


def test_what_cannot_be_merged_is_refused_and_nothing_moves(make: Any, cards: list[UUID]) -> None:
    merge = merge_customers(cards[0], joined_id=cards[1], reason="", by=make.by)
    for one, other, refusal in (
        (cards[1], cards[0], AlreadyOne),
        (cards[0], cards[0], AlreadyOne),
        (cards[0], ids.new_id(), CustomerMissing),
    ):
        with pytest.raises(refusal):
            merge_customers(one, joined_id=other, reason="", by=make.by)
    unmerge(merge, by=make.by)
    with pytest.raises(MergeMissing):
        unmerge(merge, by=make.by)
    assert Merge.objects.count() == 1


def test_a_contact_proven_on_both_cards_merges_them(make: Any) -> None:
    mine, theirs = recognise_customers(
        [Contact("A", phone="+77011234567", proof="signed_in"), Contact("B", email="b@example.com", proof="confirmed")],
        by=make.by,
    )

    merge = prove_identity(mine, "email", "b@example.com", proof="signed_in", by=make.by)

    assert merge is not None
    assert canonical([theirs]) == {theirs: mine}
    assert Identity.objects.get(kind="email").proof == "signed_in"
    assert prove_identity(mine, "email", "b@example.com", proof="signed_in", by=make.by) is None


def test_a_contact_mistyped_onto_somebody_elses_card_comes_alone(make: Any) -> None:
    mine, theirs = recognise_customers(
        [
            Contact("A", phone="+77011234567", proof="signed_in"),
            Contact("B", phone="+77017654321", email="mine@example.com"),
        ],
        by=make.by,
    )

    assert prove_identity(mine, "email", "mine@example.com", proof="signed_in", by=make.by) is None

    assert customer(mine, by=make.by).emails == ("mine@example.com",)
    assert customer(theirs, by=make.by).emails == ()
    assert not Merge.objects.exists()
    assert not Candidate.objects.exists()
