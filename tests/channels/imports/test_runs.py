"""Files become products, prices, stock and customers: looked at first, all or good rows only, harmless to repeat."""

from __future__ import annotations

import csv
import io
import os

import pytest
from django.db import connection

from duken.channels.imports import reads
from duken.channels.imports.errors import ColumnMissing, FileTooLarge, ImportMissing, ImportNotReady, KindUnknown
from duken.channels.imports.preview_import import preview_import
from duken.channels.imports.receive_file import receive_file
from duken.channels.imports.run_import import run_import, throw_away_old_imports
from duken.channels.imports.start_import import cancel_import, start_import
from duken.kernel.actor import Actor, ScopeMissing, system, with_scopes

BY = system("tests")


def send(kind, content, *, by=BY, name="file.csv"):
    raw = content if isinstance(content, bytes) else content.encode()
    return receive_file(kind, name=name, chunks=[raw], by=by)


def run(import_id, *, mode="all", by=BY):
    start_import(import_id, mode=mode, by=by)
    run_import(import_id)
    return reads.import_job(import_id, by=by)


def counts(found):
    return found.created, found.updated, found.unchanged, found.refused


def result(import_id):
    _, chunks = reads.result_of(import_id, by=BY)
    return list(csv.reader(io.StringIO(b"".join(chunks).decode("utf-8-sig")), delimiter=";"))


def rows(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


@pytest.fixture
def shop(db, make):
    make.selling("TEA", "MUG", stock=10)
    return make


PRICES = "Артикул;Цена\nTEA;4,99\nMUG;1 250,50\nNO-SUCH;1\n"


def test_a_look_tells_what_would_happen_and_changes_nothing(shop):
    import_id = send("prices", PRICES)
    before = rows("SELECT variant_id, amount_minor FROM pricing_price ORDER BY 1")

    seen = preview_import(import_id, by=BY)

    assert (seen.rows, seen.created, seen.updated, seen.unchanged, seen.refused) == (3, 0, 1, 1, 1)
    [error] = seen.errors
    assert (error.row, error.field, error.refusal.code) == (4, "sku", "pricing.variant_unknown")
    assert rows("SELECT variant_id, amount_minor FROM pricing_price ORDER BY 1") == before


def test_all_or_nothing_saves_nothing_when_a_row_is_wrong(shop):
    import_id = send("prices", PRICES)

    found = run(import_id)

    assert (found.state, counts(found)) == ("failed", (0, 1, 1, 1))
    assert found.errors == [
        {"row": 4, "field": "sku", "code": "pricing.variant_unknown", "facts": {"variant": "NO-SUCH"}}
    ]
    assert rows("SELECT DISTINCT amount_minor FROM pricing_price") == [(499,)]
    assert [line[3] for line in result(import_id)] == ["Outcome", "not saved", "not saved", "error"]


def test_good_rows_are_saved_without_the_others(shop):
    import_id = send("prices", PRICES)

    found = run(import_id, mode="good")

    assert (found.state, counts(found)) == ("done", (0, 1, 1, 1))
    assert rows("SELECT amount_minor FROM pricing_price ORDER BY 1") == [(499,), (125050,)]
    assert result(import_id)[1:] == [
        ["2", "TEA", "4,99", "unchanged", "", ""],
        ["3", "MUG", "1 250,50", "updated", "", ""],
        ["4", "NO-SUCH", "1", "error", "Артикул", "There is no article NO-SUCH."],
    ]


def test_repeating_an_import_changes_nothing_more(shop):
    content = "sku,price\nTEA,5.00\nMUG,6.00\n"

    first, second = run(send("prices", content)), run(send("prices", content))

    assert (counts(first), counts(second)) == ((0, 2, 0, 0), (0, 0, 2, 0))
    assert rows("SELECT count(*) FROM pricing_pricebatch WHERE channel = 'system' AND changed = 2") == [(1,)]


def test_products_are_created_changed_and_left_alone(shop):
    content = (
        "SKU;Name;Barcode;Brand;Product;Variant\n"
        "CUP-R;Cup;0012345678905;Acme;cup;Red\n"
        "CUP-B;Cup;;Acme;cup;Blue\n"
        "TEA;Tea;;;;\n"
    )

    found = run(send("products", content))

    assert (found.state, counts(found)) == ("done", (1, 1, 1, 0))
    assert rows("SELECT sku, title FROM catalog_variant WHERE sku LIKE 'CUP%' ORDER BY 1") == [
        ("CUP-B", "Blue"),
        ("CUP-R", "Red"),
    ]
    assert rows("SELECT count(*) FROM catalog_product WHERE slug = 'cup'") == [(1,)]
    assert counts(run(send("products", content))) == (0, 0, 3, 0)


def test_every_wrong_cell_is_told_with_its_row_column_and_reason(shop):
    content = (
        "SKU;Name;Barcode;Weight\n"
        "A;Pot;4,60123E+12;1\n"
        "B;Pan;4006381333932;1\n"
        "C;Lid;;heavy\n"
        ";Nameless;;\n"
        "D;;;\n"
        "E;Jug;;\n"
        "E;Jug;;\n"
    )

    seen = preview_import(send("products", content), by=BY)

    told = [(error.row, error.field, error.refusal.code, error.refusal.facts.get("problem")) for error in seen.errors]
    assert told == [
        (2, "barcode", "kernel.invalid_field", "scientific_notation"),
        (3, "barcode", "catalog.bad_barcode", None),
        (4, "weight_grams", "kernel.invalid_field", "not_a_number"),
        (5, "sku", "kernel.invalid_field", "empty"),
        (6, "name", "kernel.invalid_field", "empty"),
        (8, "sku", "imports.twice_in_file", None),
    ]
    assert (seen.created, seen.refused) == (1, 6)


def test_stock_is_set_to_what_the_file_says(shop):
    shop.shop("soho")
    content = "Артикул;Магазин;Остаток\nTEA;high-street;7\nTEA;Soho;3\nMUG;high-street;10\nMUG;moon;1\n"

    found = run(send("stock", content), mode="good")

    assert counts(found) == (1, 1, 1, 1)
    assert [(error["row"], error["field"]) for error in found.errors] == [(5, "store")]
    levels = rows("SELECT posted FROM ledger_account WHERE bucket = 'on_hand' ORDER BY posted")
    assert levels == [(3,), (7,), (10,)]
    assert counts(run(send("stock", content), mode="good"))[:3] == (0, 0, 3)


def test_what_is_promised_cannot_be_imported_away(shop):
    shop.order("TEA", quantity=4)

    found = run(send("stock", "sku,store,quantity\nTEA,high-street,3\nMUG,high-street,1\n"))

    assert (found.state, counts(found)) == ("failed", (0, 1, 0, 1))
    assert found.errors[0]["code"] == "imports.promised"
    assert rows("SELECT posted, held FROM ledger_account WHERE bucket = 'on_hand' ORDER BY held") == [(10, 0), (10, 4)]


def test_a_field_without_a_column_may_be_the_same_for_every_row(shop):
    import_id = send("stock", "sku,quantity\nTEA,2\n")

    with pytest.raises(ColumnMissing) as told:
        preview_import(import_id, by=BY)
    seen = preview_import(import_id, constants={"store": "high-street"}, by=BY)

    assert told.value.facts == {"fields": ["store"]}
    assert seen.updated == 1
    assert counts(run(import_id)) == (0, 1, 0, 0)


def test_the_columns_chosen_are_remembered_for_the_next_file(shop):
    first = send("prices", "What,How much\nTEA,3.00\n")
    preview_import(first, mapping={"sku": "What", "price": "How much"}, by=BY)
    run(first)

    again = reads.import_job(send("prices", "What,How much\nMUG,4.00\n"), by=BY)

    assert again.mapping == {"sku": "What", "price": "How much"}


def test_customers_are_recognised_and_never_doubled(shop):
    content = (
        "Имя;Телефон;Почта;Номер\n"
        "Покупатель;07700 900123;first@example.com;77\n"
        "Marko;+381 64 123 4567;;\n"
        "Nobody;;;\n"
        "Wrong;12;;\n"
    )

    found = run(send("customers", content), mode="good")

    assert counts(found) == (2, 0, 0, 2)
    assert [(error["row"], error["field"]) for error in found.errors] == [(4, "phone"), (5, "phone")]
    assert counts(run(send("customers", content), mode="good")) == (0, 0, 2, 2)
    changed = content.replace("Покупатель", "Покупатель С.")
    assert counts(run(send("customers", changed), mode="good")) == (0, 1, 1, 2)
    assert rows("SELECT count(*) FROM customers_customer") == [(2,)]


def test_an_import_can_be_stopped(shop, monkeypatch):
    waiting = send("prices", "sku,price\nTEA,1.00\n")
    start_import(waiting, mode="all", by=BY)
    cancel_import(waiting, by=BY)
    run_import(waiting)

    running = send("prices", "sku,price\nTEA,1.00\n")
    monkeypatch.setattr("duken.channels.imports.run_import._Aside.tell", lambda *_: False)
    stopped = run(running)

    assert reads.import_job(waiting, by=BY).state == stopped.state == "cancelled"
    assert rows("SELECT DISTINCT amount_minor FROM pricing_price") == [(499,)]


def test_what_runs_is_not_started_again(shop):
    import_id = send("prices", "sku,price\nTEA,1.00\n")
    run(import_id)

    with pytest.raises(ImportNotReady):
        start_import(import_id, mode="all", by=BY)
    with pytest.raises(ImportNotReady):
        preview_import(import_id, by=BY)


def test_only_who_may_change_prices_may_send_them(shop):
    picker = with_scopes("staff:picker", "store", {"inventory.count"})

    with pytest.raises(ScopeMissing):
        send("prices", "sku,price\nTEA,1.00\n", by=picker)
    with pytest.raises(ImportMissing):
        reads.import_job(send("prices", "sku,price\nTEA,1.00\n"), by=picker)
    with pytest.raises(KindUnknown):
        send("secrets", "a,b\n1,2\n")


def test_who_works_in_one_store_changes_only_its_stock(shop):
    soho = shop.shop("soho")
    keeper = Actor("staff:keeper", "office", frozenset({"inventory.adjust"}), frozenset({soho.id}))

    found = run(send("stock", "sku,store,quantity\nTEA,soho,1\nTEA,high-street,1\n", by=keeper), mode="good", by=keeper)

    assert counts(found) == (1, 0, 0, 1)
    assert found.errors[0]["code"] == "access.store_forbidden"


def test_a_file_too_large_is_refused_and_gone(shop, settings):
    settings.UPLOAD_MAX_BYTES = 50 * 1024 * 1024
    megabyte = b"x" * (1024 * 1024)
    folder = settings.DUKEN_HOME / "imports"
    before = os.listdir(folder) if folder.exists() else []

    with pytest.raises(FileTooLarge):
        receive_file("prices", name="big.csv", chunks=(megabyte for _ in range(60)), by=BY)

    assert os.listdir(folder) == before
    assert rows("SELECT count(*) FROM imports_importjob") == [(0,)]


def test_files_are_thrown_away_after_a_month(shop):
    import_id = send("prices", "sku,price\nTEA,1.00\n")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE imports_importjob SET received_at = now() - interval '31 days'")

    assert throw_away_old_imports() == 1
    with pytest.raises(ImportMissing):
        reads.import_job(import_id, by=BY)


def test_a_file_name_is_only_a_name(shop):
    found = reads.import_job(send("prices", PRICES, name="../../etc/passwd"), by=BY)

    assert found.file_name == "passwd"
