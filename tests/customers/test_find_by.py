"""A customer is found by any spelling of what they are known by."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers.card.short import short_card, short_card_by
from duken.customers.identities.find import find_by
from duken.customers.identities.kinds import normal
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.refusals import InvalidField

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("country", "kept", "typed"),
    [
        (
            "KZ",
            "+77011234567",
            ["8 701 123-45-67", "+7 (701) 123 45 67", "701 123 4567", "87011234567", "+77011234567"],
        ),
        ("RU", "+79161234567", ["8 916 123-45-67", "+7 916 1234567", "916 123 45 67", "8(916)1234567"]),
        ("RS", "+381641234567", ["064 123 45 67", "064/1234567", "+381 64 1234567", "00381 64 1234567"]),
    ],
)
def test_any_spelling_of_a_number_finds_the_same_card(make: Any, country: str, kept: str, typed: list[str]) -> None:
    make.location("shop", country=country)
    [card] = recognise_customers([Contact("Shopper", phone=kept)], by=make.by)

    assert {spelling: find_by("phone", spelling, by=make.by) for spelling in typed} == dict.fromkeys(typed, card)
    assert [short_card_by(spelling, by=make.by)[0].id for spelling in typed] == [card] * len(typed)


@pytest.mark.parametrize(
    ("kind", "text", "kept"),
    [
        ("telegram", "https://t.me/Shopper_1", "shopper_1"),
        ("instagram", "@Shopper.One", "shopper.one"),
        ("whatsapp", "8 701 123 45 67", "+77011234567"),
        ("loyalty_card", "ab 12-34", "AB1234"),
        ("marketplace", "Kaspi: 123", "kaspi:123"),
    ],
)
def test_every_kind_of_identity_has_one_spelling(make: Any, kind: str, text: str, kept: str) -> None:
    assert normal(kind, text, country="KZ") == kept
    make.location("shop", country="KZ")
    [card] = recognise_customers([Contact("Shopper", others=((kind, kept),))], by=make.by)
    assert find_by(kind, text, by=make.by) == card


@pytest.mark.parametrize(("kind", "text"), [("marketplace", "kaspi"), ("phone", "no"), ("fax", "1"), ("telegram", "@")])
def test_what_is_no_identity_of_its_kind_is_refused(kind: str, text: str) -> None:
    with pytest.raises(InvalidField):
        normal(kind, text)


def test_a_name_is_found_in_any_script_by_its_beginnings(make: Any) -> None:
    make.location("shop", country="RS")
    cards = recognise_customers(
        [Contact("Ђорђе Примеровић", phone="+381641234567"), Contact("Примера Образцова", email="p@example.com")],
        by=make.by,
    )

    for typed in ("Đorđe", "djordje primer", "примеровић ђорђе", "dorde"):
        assert [card.id for card in short_card_by(typed, by=make.by)] == [cards[0]]
    for typed in ("primera obraz", "Образцова", "p@exam"):
        assert [card.id for card in short_card_by(typed, by=make.by)] == [cards[1]]
    assert [card.id for card in short_card_by("4567", by=make.by)] == [cards[0]]
    assert short_card_by("nobody", by=make.by) == short_card_by("", by=make.by) == []


def test_the_short_card_says_who_this_is(make: Any) -> None:
    [card] = recognise_customers([Contact("Shopper", "+381641234567", "a@example.com", group="trade")], by=make.by)

    found = short_card(card, by=make.by)

    assert found is not None
    assert (found.name, found.phones, found.emails, found.group) == (
        "Shopper",
        ["+381641234567"],
        ["a@example.com"],
        "trade",
    )
    assert (found.orders, found.worth, found.open_tasks, found.aliases) == (0, [], 0, [card])
