"""The settings screens are for owners of all stores; everybody else is sent to the office's door."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

SCREENS = sorted(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist" for model in admin.site._registry)


@pytest.mark.parametrize("screen", SCREENS)
def test_an_owner_opens_every_screen(screen, owner):
    assert owner.get(reverse(screen)).status_code == 200


def test_the_way_in_is_the_door_of_the_office(owner):
    assert owner.get("/admin/").status_code == 200

    sent = Client().get("/admin/stores/location/")
    assert sent["Location"].startswith("/admin/login/")
    assert Client().get(sent["Location"])["Location"].startswith("/office/login/?next=/admin/stores/location/")


@pytest.mark.parametrize("role", ["manager", "cashier", "analyst"])
def test_other_roles_stay_outside(role, sign_in, make):
    make.shop()

    for at in ("", "high-street"):
        browser = sign_in(role, at=at)
        assert browser.get("/admin/").status_code == 302
        assert browser.get("/admin/access/apikey/").status_code == 302


def test_an_owner_of_one_store_changes_nothing_for_all(sign_in, make):
    make.shop()

    assert sign_in("owner", at="high-street").get("/admin/stores/location/").status_code == 302


def test_keys_people_and_the_trail_are_only_looked_at_there(owner):
    for screen in ("access/apikey", "access/user", "access/auditentry", "customers/customer"):
        assert owner.get(f"/admin/{screen}/add/").status_code == 403, screen


def test_who_may_not_see_the_settings_is_not_sent_round_in_circles(sign_in, make):
    make.shop()

    answer = sign_in("manager", at="high-street").get("/admin/", follow=True)

    assert answer.redirect_chain[-1][0] == "/office/"
