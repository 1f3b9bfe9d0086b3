"""What leaves as a table comes back as it was, and never runs as a formula."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from openpyxl import load_workbook

from duken.catalog.drafts import VariantDraft
from duken.channels.imports.errors import KindUnknown
from duken.channels.imports.exports import EXPORTS
from duken.channels.imports.preview_import import preview_import
from duken.channels.imports.receive_file import receive_file
from duken.channels.imports.write_tables import csv_export, xlsx_export
from duken.customers.save_customers import CustomerDraft, save_customers
from duken.kernel.actor import ScopeMissing, system, with_scopes

BY = system("tests")


@pytest.fixture
def shop(db, make):
    make.selling("TEA", "MUG", stock=10)
    make.product("=HYPERLINK(1)", variants=[VariantDraft("EVIL", barcodes=["4006381333931"])], name_in={"ru": "Зло"})
    save_customers([CustomerDraft("Buyer", "+447700900123", "a@example.com")], country="GB", by=BY)
    make.order("TEA")
    return make


def table(kind):
    text = b"".join(csv_export(kind, by=BY)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


@pytest.mark.parametrize("kind", ["products", "prices", "stock", "customers"])
def test_what_leaves_comes_back_unchanged(shop, kind):
    import_id = receive_file(kind, name="back.csv", chunks=csv_export(kind, by=BY), by=BY)

    seen = preview_import(import_id, by=BY)

    assert seen.rows > 0
    assert (seen.created, seen.updated, seen.refused) == (0, 0, 0)


def test_formulas_leave_as_text(shop, tmp_path):
    names = {row[0]: row[1] for row in table("products")}
    xlsx_export("products", tmp_path / "out.xlsx", by=BY)
    sheet = load_workbook(tmp_path / "out.xlsx").active

    assert names["EVIL"] == "'=HYPERLINK(1)"
    assert {row[1].value for row in sheet.iter_rows()} >= {"'=HYPERLINK(1)", "Tea"}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_numbers_in_a_workbook_can_be_added_up(shop, tmp_path):
    xlsx_export("prices", tmp_path / "out.xlsx", by=BY)

    rows = list(load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True))

    assert ("TEA", 4.99, "retail", 1, "GBP") in rows


def test_orders_leave_with_store_and_total(shop):
    [header, order] = table("orders")

    told = dict(zip(header, order, strict=True))
    assert (told["store"], told["total"], told["currency"], told["units"]) == ("high-street", "4.99", "GBP", "1")


@pytest.mark.parametrize("kind", EXPORTS)
def test_each_export_asks_for_its_scope_and_is_written_down(shop, kind):
    with pytest.raises(ScopeMissing):
        csv_export(kind, by=with_scopes("staff:nobody", "office", set()))
    list(csv_export(kind, by=BY))

    with connection.cursor() as cursor:
        cursor.execute("SELECT act FROM access_auditentry WHERE subject = %s", [f"export:{kind}"])
        assert cursor.fetchall() == [(EXPORTS[kind].scope,)]


def test_what_is_not_known_is_not_exported(shop):
    with pytest.raises(KindUnknown):
        csv_export("passwords", by=BY)
