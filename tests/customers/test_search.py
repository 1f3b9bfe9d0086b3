"""The list of customers is searched by its indexes: few are asked by id, of many a page is found card by card."""

from __future__ import annotations

from typing import Any

import pytest

from duken.customers import browse, search
from duken.customers.browse import CustomerQuery, browse_customers, count_customers
from duken.customers.identities.merge import merge_customers
from duken.customers.reads import customers
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel.pages import Counted, Page

pytestmark = pytest.mark.django_db
NAMES = ["Anna", "Anna Ivanova", "Boris", "Anna Petrova"]


@pytest.fixture
def cards(make: Any) -> list[Any]:
    make.shop("high-street")
    contacts = [Contact(name, f"+44770090010{at}", f"{name.split()[0].lower()}{at}@example.com")
                for at, name in enumerate(NAMES)]  # fmt: skip
    return recognise_customers(contacts, by=make.by)


def found(text: str, make: Any) -> list[str]:
    page = browse_customers(CustomerQuery(text), page=Page("name", 50), by=make.by)
    assert sorted(row.id for row in page.rows) == sorted(one.id for one in customers(search=text, by=make.by))
    return [row.name for row in page.rows]


@pytest.mark.parametrize("few", [2000, 1, 0])
@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("anna", ["Anna", "Anna Ivanova", "Anna Petrova"]),
        ("Иванова", ["Anna Ivanova"]),
        ("01", NAMES[:0]),
        ("0100", ["Anna"]),
        ("07700 900102", ["Boris"]),
        ("example.com", sorted(NAMES)),
        ("bo", ["Boris"]),
        ("ris2@exa", ["Boris"]),
        ("100%", NAMES[:0]),
        ("_", NAMES[:0]),
    ],
)
def test_however_many_are_meant_the_same_are_found(
    make: Any, cards: list[Any], monkeypatch: pytest.MonkeyPatch, few: int, text: str, who: list[str]
) -> None:
    monkeypatch.setattr(search, "FEW", few)

    assert found(text, make) == who


def test_of_very_many_it_is_said_that_there_are_more(
    make: Any, cards: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (search, browse):
        monkeypatch.setattr(module, "FEW", 2)

    assert count_customers(CustomerQuery("anna"), by=make.by) == Counted(2, False)
    assert count_customers(CustomerQuery("anna", channels=("nowhere",)), by=make.by) == Counted(0, True)
    assert count_customers(CustomerQuery("boris"), by=make.by) == Counted(1, True)


def test_a_joined_card_is_found_through_the_one_that_was_kept(make: Any, cards: list[Any]) -> None:
    merge_customers(cards[0], joined_id=cards[2], reason="", by=make.by)

    assert found("07700 900102", make) == found("boris2@", make) == ["Anna"]
