"""Files in, staff and keys, the palette, today's page."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from duken.access.keys import actor_for_key
from duken.access.models import AuditEntry
from duken.catalog.reads import variants_by_sku
from duken.channels.imports.reads import import_jobs
from duken.channels.imports.run_import import run_import
from duken.kernel.actor import system

BY = system("tests")
TABLE = "SKU;Name\nTEA;Tea, green\nMUG;Mug\n;nothing\n"


def send(browser, text=TABLE, kind="products"):
    return browser.post("/office/files/", {"kind": kind, "file": SimpleUploadedFile("goods.csv", text.encode())})


def test_a_file_is_sent_looked_at_run_and_its_result_taken(owner, make):
    make.selling("TEA")
    address = send(owner)["Location"]

    look = owner.get(address + "preview/").content.decode()
    assert re.findall(r"<b>(\d+)</b>", look) == ["3", "1", "1", "0", "1"]
    assert "<td>SKU</td>" in look
    assert variants_by_sku(["MUG"]) == {}

    for _ in range(2):
        assert owner.post(address + "start/", {"mode": "good"}).status_code == 303
    [job] = import_jobs(by=BY)
    run_import(job.id)
    over = owner.get(address + "progress/").content.decode()
    assert "The file is imported." in over
    assert "every 1s" not in over
    assert set(variants_by_sku(["MUG", "TEA"])) == {"MUG", "TEA"}
    result = b"".join(owner.get(address + "result/").streaming_content).decode("utf-8-sig")
    assert len(result.splitlines()) == 4


def test_an_import_can_be_stopped(owner, make):
    make.selling("TEA")
    address = send(owner)["Location"]
    owner.post(address + "start/", {"mode": "good"})

    owner.post(address + "cancel/")

    assert "It was stopped." in owner.get(address).content.decode()


def test_columns_nobody_knows_are_asked_for(owner, make):
    make.selling("TEA")
    address = send(owner, "Artikel-Nr.;Was\nMUG;Mug\n")["Location"]
    assert "Say below which column is what." in owner.get(address + "preview/").content.decode()

    owner.post(address, {"column-sku": "Artikel-Nr.", "column-name": "Was"})

    assert re.findall(r"<b>(\d+)</b>", owner.get(address + "preview/").content.decode()) == ["1", "1", "0", "0", "0"]


def test_hostile_files_are_told_about_and_change_nothing(owner, make):
    make.selling("TEA")

    for content in (b"", b"PK\x03\x04 not a zip", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50):
        answer = owner.post(
            "/office/files/", {"kind": "products", "file": SimpleUploadedFile("x.csv", content)}, follow=True
        )
        assert answer.status_code == 200
        assert 'class="notice bad"' in answer.content.decode()
    assert (
        owner.post("/office/files/", {"kind": "moon", "file": SimpleUploadedFile("x.csv", b"a;b")}).status_code == 404
    )
    assert import_jobs(by=BY) == []


def test_a_kind_one_may_not_change_cannot_be_sent(sign_in, make):
    make.selling("TEA")
    cashier = sign_in("cashier", at="high-street")

    assert send(cashier, kind="prices").status_code == 403


def test_a_key_is_shown_once_and_dies_when_revoked(owner):
    owner.post("/office/staff/keys/new/", {"name": "ERP", "scope": ["catalog.read"], "expires": "30"})

    shown = owner.get("/office/staff/").content.decode()
    secret = re.search(r'class="secret">([^<]+)<', shown)[1]
    assert actor_for_key(secret).scopes == {"catalog.read"}
    assert secret not in owner.get("/office/staff/").content.decode()

    owner.post(f"/office/staff/keys/{secret[:12]}/revoke/")
    with pytest.raises(Exception, match="key_refused"):
        actor_for_key(secret)


def test_somebody_is_let_in_with_a_role_in_one_store_and_shut_out(owner, make, client):
    shop = make.shop()
    form = {
        "email": "new@example.com",
        "name": "New",
        "password": "a long walk home",
        "role": "picker",
        "place": shop.id,
    }
    owner.post("/office/staff/new/", form)
    door = {"email": "new@example.com", "password": "a long walk home"}
    assert client.post("/office/login/", door).status_code == 303
    assert client.get("/office/orders/").status_code == 200
    assert client.get("/office/staff/").status_code == 403

    leave = re.findall(r'action="(/office/staff/[^"]+/leave/)"', owner.get("/office/staff/").content.decode())
    owner.post(leave[0])

    assert client.get("/office/orders/").status_code == 302
    assert AuditEntry.objects.filter(act="access.manage").count() >= 2


def test_an_owner_cannot_lock_themselves_out(owner, django_user_model):
    me = django_user_model.objects.get(email="owner-all@example.com").pk

    owner.post(f"/office/staff/{me}/leave/")
    owner.post(f"/office/staff/{me}/", {"roles": "yes", "role": "picker", "place": ""})

    assert owner.get("/office/staff/").status_code == 200


def test_the_palette_finds_orders_products_customers_pages_and_deeds(owner, make):
    make.selling("TEA", stock=9)
    number = make.order("TEA").number

    for asked, found in (
        (number, number), (number[:5], number), ("tea", "TEA"), ("07700 900123", number), ("cust", "Customers"),
        ("receive", "/office/stock/book/receive/"), ("", "Audit trail"),
    ):  # fmt: skip
        assert found in owner.get("/office/palette/", {"q": asked}).content.decode(), asked
    assert "Nothing is called “zzzz”." in owner.get("/office/palette/?q=zzzz").content.decode()


def test_the_palette_offers_only_what_a_role_may_do(sign_in, make):
    make.shop()

    page = sign_in("picker", at="high-street").get("/office/palette/").content.decode()

    assert "Receive goods" in page
    assert "Audit trail" not in page
    assert "New product" not in page


def test_today_shows_what_was_sold_and_what_waits(owner, make):
    make.selling("TEA", stock=9)
    make.order("TEA", quantity=2)

    page = owner.get("/office/").content.decode()

    assert "£9.98" in page
    assert "1 order" in page
    assert "<rect" in page
    assert "TEA" not in page
    assert owner.get("/office/today/stock/").status_code == 200


def test_working_in_one_store_narrows_every_page(owner, make):
    make.selling("TEA", stock=9)
    make.order("TEA")
    low = make.shop("low-street")

    owner.post("/office/at/", {"store": low.id, "next": "/office/orders/"})

    assert "Nothing here yet" in owner.get("/office/orders/").content.decode()
    assert "£4.99" not in owner.get("/office/").content.decode()


def test_language_and_appearance_are_kept(owner):
    owner.post("/office/profile/", {"looks": "yes", "name": "Ann", "language": "ru", "theme": "dark"})

    page = owner.get("/office/profile/").content.decode()

    assert '<html lang="ru" data-theme="dark"' in page
    assert "Ann" in page


def test_what_a_key_and_a_role_may_do_is_said_in_words_of_the_language(owner, make):
    owner.post("/office/staff/keys/new/", {"name": "ERP", "scope": ["orders.read", "pricing.write"], "expires": "30"})
    owner.post("/office/profile/", {"looks": "yes", "name": "Ann", "language": "ru"})

    for address in ("/office/staff/", "/office/staff/new/", "/office/staff/keys/new/"):
        page = owner.get(address).content.decode()
        assert re.search(r'Смотреть заказы <code class="soft[^"]*">orders.read</code>', page), address
        assert "Read orders" not in page
    trail = owner.get("/office/audit/").content.decode()
    assert re.search(r'Создавать и отзывать ключи API<span class="note-line">access.keys</span>', trail)
    assert "может: Смотреть заказы; Менять цены" in trail


def test_a_refusal_calls_a_field_as_the_form_one_filled_in_does(owner):
    owner.post("/office/profile/", {"looks": "yes", "name": "Ann", "language": "ru"})

    told = owner.post("/office/staff/keys/new/", {"scope": ["orders.read"]}, follow=True).content.decode()

    assert "«Кто им пользуется»: не заполнено." in told
    assert "«name»" not in told
