"""The basket on another device: a code, a link, a notice of what is different; nothing to a stranger."""

from __future__ import annotations

import re
from typing import Any

from tests.channels.storefront.conftest import Shopper
from tests.channels.storefront.test_account import sign_in


def shared(shopper: Shopper) -> tuple[str, str]:
    """The digits and the address behind the square."""
    page = shopper.post("/basket/share/").content.decode()
    code = re.search(r"data-code>([\d ]+)<", page)
    link = re.search(r"/basket/open/[^<\"]+", page)
    assert code
    assert link
    return code[1], link[0]


def test_a_code_opens_the_same_basket_on_another_device(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id, 2)
    code, _ = shared(shopper)
    laptop = Shopper()

    laptop.post("/basket/open/", {"code": code})
    laptop.put(tea.id, 1)

    assert 'value="3"' in shopper.get("/basket/").content.decode()
    assert laptop.post("/basket/open/", {"code": code}).status_code == 404


def test_looking_at_the_link_opens_nothing_and_one_press_does(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id, 2)
    _, link = shared(shopper)
    laptop = Shopper()

    for _ in range(2):  # a messenger looks at links before people do
        assert "Open it here" in laptop.get(link).content.decode()
    assert "basket is empty" in laptop.get("/basket/").content.decode()
    laptop.post(link)
    assert 'value="2"' in laptop.get("/basket/").content.decode()


def test_two_baskets_become_one_and_are_taken_apart(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id, 1)
    code, _ = shared(shopper)
    laptop = Shopper()
    laptop.put(tea.id, 4)

    answer = laptop.post("/basket/open/", {"code": code}, follow=True).content.decode()
    assert "Two baskets are one now" in answer
    assert 'value="4"' in shopper.get("/basket/").content.decode()
    laptop.post("/basket/undo/")
    assert 'value="1"' in shopper.get("/basket/").content.decode()


def test_a_new_price_is_told_once_it_is_shown(shopper: Shopper, tea: Any, make: Any) -> None:
    shopper.put(tea.id)
    assert "Something is different" not in shopper.get("/basket/").content.decode()
    make.price("TEA", 599)

    page = shopper.get("/basket/").content.decode()
    assert "now £5.99 instead of £4.99" in page


def test_what_was_looked_at_is_remembered_with_a_basket_only(shopper: Shopper, tea: Any, make: Any) -> None:
    make.selling("MUG")
    shopper.get("/p/mug/")
    assert "viewed" not in shopper.cookies
    shopper.put(tea.id)
    shopper.get("/p/mug/")
    shopper.get("/basket/")

    assert "You looked at" in shopper.get("/basket/").content.decode()


def test_the_same_order_again_is_asked_about(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id)
    shopper.place()
    shopper.put(tea.id)

    asked = shopper.place()
    assert asked.status_code == 409
    assert "You ordered much the same" in asked.content.decode()
    assert shopper.place(confirm_repeat="yes").status_code == 302


def test_a_ticket_for_live_news_is_for_a_basket_of_ones_own(shopper: Shopper, tea: Any) -> None:
    assert shopper.get("/basket/live/").status_code == 403
    shopper.put(tea.id)

    assert shopper.get("/basket/live/").json()["ticket"]


def test_a_link_that_is_over_says_so_before_anything_is_pressed(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id)
    _, link = shared(shopper)
    Shopper().post(link)

    answer = Shopper().get(link)

    page = answer.content.decode()
    assert answer.status_code == 404
    assert ("opens no basket any more" in page, "Open it here" in page, "Open the basket" in page) == (
        True,
        False,
        True,
    )


def test_a_link_to_what_was_ordered_leads_to_the_orders(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id)
    _, link = shared(shopper)
    shopper.place()

    page = Shopper().get(link).content.decode()

    assert "This basket was ordered" in page
    assert ("Open it here" in page, 'href="/account/">My orders' in page) == (False, True)


def test_the_device_a_basket_was_begun_on_is_told_where_it_went_on(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id)
    _, link = shared(shopper)
    laptop = Shopper()
    sign_in(laptop, "lena@example.com")
    laptop.post(link)

    assert "This basket goes on in an account" in shopper.get("/basket/").content.decode()
    assert "goes on in an account" not in Shopper().get("/basket/").content.decode()

    laptop.place()
    assert "This basket was ordered" in shopper.get("/basket/").content.decode()
    shopper.put(tea.id)
    assert "This basket was ordered" not in shopper.get("/basket/").content.decode()


def test_a_code_that_was_used_is_shown_no_longer(shopper: Shopper, tea: Any) -> None:
    shopper.put(tea.id)
    code, _ = shared(shopper)
    watched = {"path": "/basket/?code=shown", "headers": {"HX-Request": "true"}}
    assert "The code was used" not in shopper.get(**watched).content.decode()

    Shopper().post("/basket/open/", {"code": code})

    assert "The code was used" in shopper.get(**watched).content.decode()
    assert "The code was used" not in shopper.get("/basket/", headers={"HX-Request": "true"}).content.decode()
