"""What people in a shop see and press."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from duken.access.models import User
from duken.access.staff import create_staff
from duken.channels.live_tickets import read_ticket
from duken.fulfilment.mark_ready import mark_ready
from duken.fulfilment.reads import fulfilment
from duken.kernel.actor import system
from duken.orders.reads import order
from duken.stores import reads as stores

pytestmark = pytest.mark.django_db
BY = system("tests")
HTMX = {"HX-Request": "true"}


def at_work(role: str = "cashier", *shops: str) -> Client:
    email = f"{role}-{'-'.join(shops)}@example.com"
    places = [(role, stores.location(shop).id) for shop in shops] or [(role, None)]
    create_staff(email, password="a long enough pass phrase", roles=places, by=BY)
    client = Client()
    client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def shop(make: Any) -> Any:
    make.selling("TEA", "CUP")
    return stores.location("high-street")


def address(work: Any, act: str = "") -> str:
    return f"/store/high-street/{work.id}/{act}"


def test_strangers_are_sent_to_sign_in_and_shoppers_find_nothing(shop: Any, client: Client) -> None:
    answer = client.get("/store/high-street/")
    assert (answer.status_code, answer["Location"]) == (302, "/office/login/?next=%2Fstore%2Fhigh-street%2F")

    shopper = User.objects.create_user("x@example.com", "p")
    client.force_login(shopper, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/store/high-street/").status_code == 404
    assert client.get("/store/").status_code == 403


def test_whoever_works_in_one_shop_is_there_at_once(shop: Any) -> None:
    assert at_work("picker", "high-street").get("/store/")["Location"] == "/store/high-street/"


def test_a_new_order_is_on_the_board_and_is_acknowledged_from_there(shop: Any, make: Any) -> None:
    client = at_work("picker", "high-street")
    placed = make.order("TEA")
    work = make.fulfilment(placed.id)

    page = client.get("/store/high-street/", headers=HTMX).content.decode()
    assert placed.number in page
    assert "Buyer" in page
    assert placed.contact_phone not in page

    client.post(address(work, "acknowledge/"), {"from": "board"})
    assert fulfilment(work.id, by=BY).status == "acknowledged"


def test_orders_of_another_shop_cannot_be_seen_or_touched(shop: Any, make: Any) -> None:
    make.shop("station")
    work = make.fulfilment(make.order("TEA").id)
    stranger = at_work("manager", "station")

    assert stranger.get("/store/high-street/").status_code == 404
    assert stranger.get("/store/high-street/ticket/").status_code == 404
    for act in ("acknowledge", "scan", "ready", "hand-over"):
        for code in ("high-street", "station"):
            answer = stranger.post(f"/store/{code}/{work.id}/{act}/", {"scan": "TEA", "code": "1"})
            assert answer.status_code == 404
    assert fulfilment(work.id, by=BY).status == "requested"


def test_an_analyst_may_look_but_not_touch(shop: Any, make: Any) -> None:
    work = make.fulfilment(make.order("TEA").id)
    analyst = at_work("analyst")

    page = analyst.get(address(work)).content.decode()
    assert "Pick 1" not in page
    assert analyst.post(address(work, "scan/"), {"scan": "TEA"}, headers=HTMX).status_code == 200
    assert fulfilment(work.id, by=BY).status == "requested"


def test_scans_pick_and_the_wrong_article_is_named_and_blocked(shop: Any, make: Any) -> None:
    client = at_work("picker", "high-street")
    work = make.fulfilment(make.order("TEA", quantity=2).id)

    wrong = client.post(address(work, "scan/"), {"scan": "CUP"}, headers=HTMX)
    assert "Not in this order" in wrong.content.decode()
    assert "refused" in wrong["HX-Trigger"]
    good = client.post(address(work, "scan/"), {"scan": "TEA"}, headers=HTMX)
    assert "picked" in good["HX-Trigger"]
    unknown = client.post(address(work, "scan/"), {"scan": "<script>"}, headers=HTMX).content.decode()
    assert "<script>" not in unknown

    assert fulfilment(work.id, by=BY).units_picked == 1


def test_it_works_without_javascript(shop: Any, make: Any) -> None:
    client = at_work("cashier", "high-street")
    placed = make.order("TEA")
    work = make.fulfilment(placed.id)

    assert client.post(address(work, "scan/"), {"scan": "TEA"})["Location"] == address(work)
    assert client.post(address(work, "ready/"))["Location"] == address(work)
    found = client.post("/store/high-street/find/", {"shown": placed.collect_code})
    assert found["Location"] == address(work)
    assert f'value="{placed.collect_code}"' in client.get(address(work)).content.decode()
    given = client.post(address(work, "hand-over/"), {"code": placed.collect_code, "tender": "cash"})

    assert given["Location"] == "/store/high-street/"
    assert order(placed.id, by=BY).status == "fulfilled"


def test_what_is_missing_is_said_in_one_step(shop: Any, make: Any) -> None:
    client = at_work("picker", "high-street")
    placed = make.order("TEA", "CUP")
    work = make.fulfilment(placed.id)
    line = work.lines[0].id

    page = client.post(address(work, f"short/{line}/"), {"quantity": "1", "reason": "not_found"}, headers=HTMX)

    assert "1 missing" in page.content.decode()
    assert fulfilment(work.id, by=BY).lines[0].short == 1
    for quantity in ("0", "-1", "x", "99999999999999999999"):
        client.post(address(work, f"short/{work.lines[1].id}/"), {"quantity": quantity, "reason": "not_found"})
    assert fulfilment(work.id, by=BY).lines[1].short == 0


def test_a_picker_sees_the_sum_but_a_cashier_takes_it(shop: Any, make: Any) -> None:
    placed = make.order("TEA")
    work = make.picked(placed.id)
    mark_ready(work.id, by=BY)
    picker, cashier = at_work("picker", "high-street"), at_work("cashier", "high-street")

    assert "Paid in cash" not in picker.get(address(work)).content.decode()
    assert "Paid in cash" in cashier.get(address(work)).content.decode()


def test_a_wrong_code_hands_nothing_over_and_says_how_many_tries_are_left(shop: Any, make: Any) -> None:
    placed = make.order("TEA")
    work = make.picked(placed.id)
    mark_ready(work.id, by=BY)
    cashier = at_work("cashier", "high-street")

    cashier.post(address(work, "hand-over/"), {"code": "abc", "tender": "cash"})

    assert "Tries left: 4" in cashier.get(address(work)).content.decode()
    assert order(placed.id, by=BY).status == "confirmed"


def test_the_ticket_names_this_shop_only(shop: Any) -> None:
    client = at_work("picker", "high-street")

    ticket = read_ticket(client.get("/store/high-street/ticket/").json()["ticket"])

    assert ticket.topics == (f"store:{shop.id}",)


def test_every_address_of_the_screen_refuses_strangers(shop: Any, make: Any, client: Client) -> None:
    work = make.fulfilment(make.order("TEA").id)
    line = work.lines[0].id
    for act in ("scan", "ready", "reopen", "acknowledge", "hand-over", "ship", "deliver", "put-back",
                f"pick/{line}", f"unpick/{line}", f"short/{line}"):  # fmt: skip
        answer = client.post(address(work, f"{act}/"))
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/office/login/")
    assert client.get(address(work, "list/")).status_code == 302
    assert fulfilment(work.id, by=BY).status == "requested"


def test_the_pick_list_is_for_paper(shop: Any, make: Any) -> None:
    work = make.fulfilment(make.order("TEA", quantity=2).id)

    assert "tick-box" in at_work("picker", "high-street").get(address(work, "list/")).content.decode()


def test_a_scanner_that_presses_enter_never_says_that_money_came(shop: Any, make: Any) -> None:
    placed = make.order("TEA")
    work = make.picked(placed.id)
    mark_ready(work.id, by=BY)
    cashier = at_work("cashier", "high-street")
    page = cashier.get(address(work)).content.decode()
    form = page[page.index("/hand-over/") :]
    first_button = form[form.index("<button") : form.index(">", form.index("<button"))]
    assert "tender" not in first_button

    cashier.post(address(work, "hand-over/"), {"code": placed.collect_code})

    again = cashier.get(address(work)).content.decode()
    assert "still to be paid" in again
    assert f'value="{placed.collect_code}"' in again
    assert order(placed.id, by=BY).status == "confirmed"


def test_what_goes_on_a_companys_account_is_not_called_paid(shop: Any, make: Any) -> None:
    café = make.company("Café", limit_minor=1000)
    bought = make.order("TEA", company_id=café, payment_method="on_account", by=make.company_buyer(café))
    private = make.order("CUP")
    cashier, pages = at_work("cashier", "high-street"), []
    for placed in (bought, private):
        work = make.picked(placed.id)
        mark_ready(work.id, by=BY)
        pages.append(cashier.get(address(work)).content.decode())

    assert "It goes on the account of Café: take no money." in pages[0]
    assert "Everything is paid." not in pages[0]
    assert "account of" not in pages[1]
