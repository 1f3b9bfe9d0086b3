"""Files: nothing in a spreadsheet of ours starts a formula, and no XML is read by a parser that can be led astray."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import duken
from duken.access.staff import create_staff
from duken.channels.backoffice.urls import CUSTOMERS, ORDERS, PRODUCTS, STOCK, TRAIL
from duken.channels.imports.safely import safe_cell
from duken.customers.recognise import Contact, recognise_customers

PACKAGE = Path(duken.__file__).parent
PARSERS = {"xml.etree.ElementTree", "xml.etree", "xml.sax", "xml.dom", "xml.dom.minidom", "xml.parsers.expat", "lxml",
           "lxml.etree", "xmlrpc.client"}  # fmt: skip
HARMLESS = {"ParseError", "escape", "quoteattr", "unescape"}  # names that parse nothing


def test_xml_is_read_by_defusedxml_alone() -> None:
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found += [(path.name, one.name) for one in node.names if one.name in PARSERS]
            elif isinstance(node, ast.ImportFrom) and (node.module in PARSERS or node.module == "xml.sax.saxutils"):
                found += [(path.name, one.name) for one in node.names if one.name not in HARMLESS]

    assert found == []


def test_workbooks_are_read_by_defusedxml() -> None:
    from openpyxl.xml import DEFUSEDXML

    assert DEFUSEDXML


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1+1"]
)
def test_a_cell_that_would_be_a_formula_is_a_text(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.django_db
def test_no_list_of_the_office_starts_a_formula(make: Any) -> None:
    make.selling("TEA")
    evil = '=HYPERLINK("https://evil.example","x")'
    recognise_customers([Contact(evil, "+447700900123")], by=make.by)
    make.product(evil, sku="EVIL")
    create_staff("o@example.com", password="a long walk to it", name=evil, roles=[("owner", None)], by=make.by)
    browser = Client()
    browser.post("/office/login/", {"email": "o@example.com", "password": "a long walk to it"})

    for listing in (CUSTOMERS, ORDERS, PRODUCTS, STOCK, TRAIL):
        answer = browser.get(f"/office/{'audit' if listing is TRAIL else listing.code}/export/?format=csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        assert not [cell for line in text.splitlines() for cell in line.split(",") if cell.strip('"').startswith("=")]
    assert (
        "HYPERLINK"
        in b"".join(
            browser.get("/office/customers/export/?format=csv").streaming_content  # type: ignore[attr-defined]
        ).decode()
    )


@pytest.mark.django_db
def test_what_is_too_large_is_refused(make: Any, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    saved = make.product("Tea")
    create_staff("o@example.com", password="a long walk to it", roles=[("owner", None)], by=make.by)
    browser = Client()
    browser.post("/office/login/", {"email": "o@example.com", "password": "a long walk to it"})
    large = b"x" * 1001

    picture = browser.post(
        f"/office/products/{saved.product_id}/pictures/",
        {"pictures": SimpleUploadedFile("a.png", large)},
        headers={"HX-Request": "true"},
    )
    table = browser.post(
        "/office/files/",
        {"kind": "products", "file": SimpleUploadedFile("a.csv", large)},
        headers={"HX-Request": "true"},
    )

    assert (picture.status_code, table.status_code) == (422, 422)
