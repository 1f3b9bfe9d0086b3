"""Gift cards over HTTP: issued once, spent beside another payment, asked for by their code."""

from __future__ import annotations

import pytest

from tests.channels.api.test_orders import order

pytestmark = pytest.mark.django_db
FIVE = {"count": 1, "amount_minor": 500, "currency": "GBP", "batch": "spring"}


def test_a_card_is_issued_once_and_pays_a_part_of_an_order(make, call):
    make.selling("TEA", price_minor=700)

    issued = call.post("/gift-cards", FIVE)
    [card] = issued.json()["cards"]
    assert (issued.status_code, call.post("/gift-cards", FIVE).status_code) == (201, 409)

    placed = call.post("/orders", order("TEA", payment={"method": "on_collection", "gift_cards": [card["code"]]}))
    assert (placed.status_code, placed.json()["total_minor"], placed.json()["payment"]["own_minor"]) == (201, 700, 500)

    [listed] = call.get("/gift-cards?search=spring").json()["cards"]
    assert (listed["left_minor"], listed["held_minor"], card["code"][-4:]) == (0, 500, listed["last_four"])
    paying = {"method": "on_collection", "gift_cards": [card["code"]]}
    again = call.post("/orders", order("TEA", payment=paying, confirm_repeat=True))
    assert again.json()["payment"]["own_minor"] == 0


def test_what_is_left_is_told_to_whoever_has_the_code_until_it_is_blocked(call):
    [card] = call.post("/gift-cards", FIVE).json()["cards"]

    assert call.post("/gift-cards/balance", {"code": card["code"].lower()}).json()["left_minor"] == 500
    assert call.post("/gift-cards/balance", {"code": "nonsense"}).json()["code"] == "gift_cards.unknown"
    for _ in range(2):
        assert call.post(f"/gift-cards/{card['id']}/block", {"reason": "lost"}).json()["is_blocked"]
    assert call.post("/gift-cards/balance", {"code": card["code"]}).json()["code"] == "gift_cards.blocked"


def test_only_a_key_that_may_issue_issues(key_with):
    caller = key_with("gift_cards.read", "orders.place")

    assert caller.post("/gift-cards", FIVE).status_code == 403
    assert caller.get("/gift-cards").json() == {"cards": []}


def test_who_guesses_codes_is_told_how_long_to_wait(call):
    guesses = [call.post("/gift-cards/balance", {"code": f"nonsense{n}"}) for n in range(100)]

    refused = next(answer for answer in guesses if answer.status_code != 404)

    assert (refused.status_code, refused["Retry-After"]) == (429, "60")
    assert refused.json()["code"] == "access.too_many_attempts"
