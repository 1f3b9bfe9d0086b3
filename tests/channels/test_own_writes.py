"""Whoever has changed something sees it at the next look; a view without the mark is answered by the primary."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from duken.channels import may_be_old as marks
from duken.channels import own_writes as writes
from duken.channels.may_be_old import may_be_old
from duken.channels.own_writes import own_writes
from duken.kernel import reading

ASKED = RequestFactory()


class Watched:
    """A replica that has replayed the log up to 500."""

    def __init__(self) -> None:
        self.distrusted: list[str] = []

    def choose(self, *, seen: int) -> str | None:
        return "replica-1" if seen <= 500 else None

    def distrust(self, alias: str) -> None:
        self.distrusted.append(alias)


@pytest.fixture(autouse=True)
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    found = Watched()
    monkeypatch.setattr(marks, "WATCH", found)
    monkeypatch.setattr(writes.replicas, "place_in_log", lambda: 777)
    return found


@may_be_old
def shelf(request: HttpRequest) -> HttpResponse:
    return HttpResponse(reading.alias())


def answered(request: HttpRequest, view: Any = shelf) -> str:
    return str(own_writes(view)(request).content.decode())


def test_a_visitor_who_wrote_nothing_is_answered_by_a_replica() -> None:
    assert answered(ASKED.get("/c/tea/")) == "replica-1"


def test_a_view_without_the_mark_is_answered_by_the_primary() -> None:
    assert answered(ASKED.get("/basket/"), lambda _: HttpResponse(reading.alias())) == "default"


def test_after_a_form_the_browser_remembers_and_the_primary_answers_until_the_replica_knows() -> None:
    response = own_writes(shelf)(ASKED.post("/basket/add/"))
    assert response.content == b"default"
    assert response.cookies["seen"].value == "777"

    request = ASKED.get("/c/tea/")
    request.COOKIES["seen"] = "777"
    assert answered(request) == "default"
    request.COOKIES["seen"] = "500"
    assert answered(request) == "replica-1"


def test_the_way_back_from_a_payment_counts_as_a_write() -> None:
    response = own_writes(lambda _: HttpResponse(status=303, headers={"Location": "/"}))(ASKED.get("/order/x/paid/"))

    assert response.cookies["seen"].value == "777"


@pytest.mark.parametrize("nonsense", ["", "-1", "1e9", "٣", "9" * 40, "abc"])
def test_a_place_that_is_none_leads_to_the_primary(nonsense: str) -> None:
    request = ASKED.get("/c/tea/")
    request.COOKIES["seen"] = nonsense

    assert answered(request) == "default"


def test_a_machine_is_answered_by_the_primary_unless_it_says_what_it_has_seen() -> None:
    assert answered(ASKED.get("/api/v1/products")) == "default"
    assert answered(ASKED.get("/api/v1/products", headers={"X-Duken-LSN": "0"})) == "replica-1"
    assert answered(ASKED.get("/api/v1/products", headers={"X-Duken-LSN": "501"})) == "default"
    assert own_writes(shelf)(ASKED.post("/api/v1/orders"))["X-Duken-LSN"] == "777"


def test_a_replica_that_dies_under_the_question_is_left_and_the_primary_answers(watched: Watched) -> None:
    @may_be_old
    def view(request: HttpRequest) -> HttpResponse:
        if reading.alias() != "default":
            raise OperationalError("server closed the connection unexpectedly")
        return HttpResponse("from the primary")

    assert answered(ASKED.get("/c/tea/"), view) == "from the primary"
    assert watched.distrusted == ["replica-1"]
