"""What must not lie in plain text lies sealed, reads as before, and moves to a new key with everything else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from cryptography.fernet import Fernet

from duken.customers.card.write import write_note
from duken.customers.models import Address, Customer, Note
from duken.customers.recognise import Contact, recognise_customers
from duken.kernel import clock, secrets, sql
from duken.kernel.actor import system
from duken.kernel.sealed import seal_what_is_plain, sealed_columns

BY = system("tests")
pytestmark = pytest.mark.django_db


@pytest.fixture
def card() -> Any:
    [card] = recognise_customers([Contact("Aru", "+77012345678")], by=BY)
    write_note(card, "allergic to wool", by=BY)
    Address.objects.create(customer_id=card, street="Abay 10", note="code 1234", added_at=clock.now())
    Customer.objects.filter(pk=card).update(born_on=date(1987, 4, 13))
    return card


def test_the_tables_say_nothing_and_the_card_everything(card: Any) -> None:
    told = " ".join(
        str(sql.rows(f"SELECT t::text FROM {table} t"))
        for table in ("customers_note", "customers_address", "customers_customer")
    )

    assert [word for word in ("wool", "Abay", "1234", "1987-04-13") if word in told] == []
    assert Note.objects.get().text == "allergic to wool"
    assert Address.objects.values_list("street", "note").get() == ("Abay 10", "code 1234")
    assert Customer.objects.get(pk=card).born_on == date(1987, 4, 13)


def test_a_new_key_seals_them_anew_and_the_old_one_may_go(card: Any, settings: Any) -> None:
    old, new = settings.SECRET_KEYS(), Fernet.generate_key().decode()
    settings.SECRET_KEYS = lambda: [new, *old]
    try:
        assert secrets.seal_all_anew() >= 4
        settings.SECRET_KEYS = lambda: [new]
        secrets._keys_read_again()

        assert Note.objects.get().text == "allergic to wool"
        assert Customer.objects.get(pk=card).born_on == date(1987, 4, 13)
    finally:
        settings.SECRET_KEYS = lambda: old
        secrets._keys_read_again()


def test_what_was_written_before_is_sealed_once(card: Any) -> None:
    sql.run("UPDATE customers_note SET text = 'in plain words'")

    assert [seal_what_is_plain("customers_note", "id", "text") for _ in range(2)] == [1, 0]
    assert Note.objects.get().text == "in plain words"


def test_empty_stays_empty(card: Any) -> None:
    sql.run("UPDATE customers_address SET note = ''")

    assert Address.objects.get().note == ""
    assert ("customers_note", "id", "text") in sealed_columns()
