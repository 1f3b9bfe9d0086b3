"""Where the shop is at home: one address in public, every name of the machine on one's own machine."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from duken.channels.own_address import address_here, as_here, own_origins


@pytest.mark.parametrize("known_as", ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"])
def test_on_ones_own_machine_each_of_its_names_is_the_shop(settings: Any, known_as: str) -> None:
    settings.PUBLIC_URL = known_as

    assert own_origins() == {"http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"}


def test_without_a_port_there_is_none(settings: Any) -> None:
    settings.PUBLIC_URL = "http://localhost"

    assert own_origins() == {"http://127.0.0.1", "http://localhost", "http://[::1]"}


@pytest.mark.parametrize(
    "known_as",
    ["https://shop.example", "https://shop.example:8443", "http://localhost.example:8000", "http://192.168.1.7:8000"],
)
def test_in_public_the_shop_has_one_address(settings: Any, known_as: str) -> None:
    settings.PUBLIC_URL = known_as

    assert own_origins() == {known_as}


@pytest.mark.parametrize(
    ("opened_at", "leads_to"),
    [
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("localhost:9000", "http://127.0.0.1:8000"),
    ],
)
def test_a_link_stays_where_the_shop_was_opened(settings: Any, opened_at: str, leads_to: str) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    assert address_here(RequestFactory().get("/", headers={"host": opened_at})) == leads_to


def test_a_link_of_a_public_shop_leads_to_its_one_address(settings: Any) -> None:
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = "https://shop.example", ["*"]

    assert address_here(RequestFactory().get("/", headers={"host": "localhost:8000"})) == "https://shop.example"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("http://127.0.0.1:8000/testpay/1/", "http://localhost:8000/testpay/1/"),
        ("http://127.0.0.1:80001/testpay/1/", "http://127.0.0.1:80001/testpay/1/"),
        ("https://pay.example/1/", "https://pay.example/1/"),
    ],
)
def test_a_page_of_ours_is_led_to_by_the_name_in_use(settings: Any, address: str, leads_to: str) -> None:
    settings.PUBLIC_URL = "http://127.0.0.1:8000"

    assert as_here(address, RequestFactory().get("/", headers={"host": "localhost:8000"})) == leads_to
