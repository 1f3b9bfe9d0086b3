"""Files as people send them: every encoding and delimiter, and every way to be broken."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook

from duken.channels.imports.errors import (
    BrokenEncoding,
    BrokenQuotes,
    BrokenWorkbook,
    EmptyFile,
    NotATable,
    WorkbookTooLarge,
)
from duken.channels.imports.headers import guess_mapping
from duken.channels.imports.tables import open_table

RUSSIAN = "Артикул;Наименование;Цена\r\n001;Чай «Цейлон»;1 250,50\r\n002;Кофе;990\r\n"


@pytest.fixture
def sent(tmp_path):
    def write(content: bytes | str, encoding: str = "utf-8"):
        path = tmp_path / "sent"
        path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
        return path

    return write


def workbook(*rows, number_format=""):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if number_format:
        book.active["A2"].number_format = number_format
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"])
def test_russian_text_is_read_in_every_encoding(sent, encoding):
    table = open_table(sent(RUSSIAN, encoding))

    assert (table.delimiter, table.headers) == (";", ("Артикул", "Наименование", "Цена"))
    assert [row.cells for row in table.rows()] == [["001", "Чай «Цейлон»", "1 250,50"], ["002", "Кофе", "990"]]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Šifra;Naziv\n1;Čaj žuti\n", "cp1250"), ("sku;name\n1;Café\n", "cp1252")]
)
def test_latin_text_is_read_too(sent, text, encoding):
    table = open_table(sent(text, encoding))

    assert table.encoding == encoding
    assert ";".join(next(table.rows()).cells) == text.splitlines()[1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sent, delimiter):
    lines = [["sku", "name", "price"], ["1", '"Cup, small; blue"', "1.50"], ["2", "Pot", "3.00"]]

    table = open_table(sent("\n".join(delimiter.join(line) for line in lines)))

    assert table.delimiter == delimiter
    assert next(table.rows()).cells == ["1", "Cup, small; blue", "1.50"]


def test_decimal_commas_do_not_mislead(sent):
    table = open_table(sent("sku;price\n1;1,50\n2;2,75\n3;1,00\n"))

    assert (table.delimiter, table.headers) == (";", ("sku", "price"))


def test_a_title_above_the_header_is_passed_over(sent):
    table = open_table(sent("Price list of 1 March;;\n;;\nSKU;Name;Price\n1;Tea;2\n"))

    assert (table.header_row, table.headers) == (3, ("SKU", "Name", "Price"))
    assert [row.number for row in table.rows()] == [4]


def test_quoted_line_breaks_stay_in_their_cell(sent):
    table = open_table(sent('sku,description\n1,"two\nlines"\n2,one\n'))

    assert [(row.number, row.cells[1]) for row in table.rows()] == [(2, "two\nlines"), (3, "one")]


def test_a_workbook_is_read(sent):
    table = open_table(sent(workbook(["SKU", "Qty"], ["007", 5], [None, None], [12345, 2.5])))

    assert [row.cells for row in table.rows()] == [["007", 5], [12345, 2.5]]


def test_numbers_shown_with_leading_zeros_keep_them(sent):
    table = open_table(sent(workbook(["Barcode"], [12345678905], number_format="0000000000000")))

    assert next(table.rows()).cells == ["0012345678905"]


BROKEN = {
    "nothing": (b"", EmptyFile),
    "only blanks": (b"\n\n  \n", EmptyFile),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotATable),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, NotATable),
    "UTF-8 damaged in the middle": ("sku;name\n1;Чай\n2;Ко".encode() + b"\xd1;\n", BrokenEncoding),
    "UTF-8 with a mark and damage": (b"\xef\xbb\xbfsku;name\n1;\xff\xfe\n", BrokenEncoding),
    "half a UTF-16": ("sku;name\n1;Чай\n".encode("utf-16")[:-1], BrokenEncoding),
    "nonsense": (b"sku;name\n1;\x98\x98\x98\n", BrokenEncoding),
    "a quote never closed": (b'sku;name\n1;"tea\n' + b"2;pot\n" * 100, BrokenQuotes),
    "half a workbook": (workbook(["SKU"], ["1"])[:1500], BrokenWorkbook),
}


@pytest.mark.parametrize(("content", "refusal"), BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_read_is_refused_by_name(sent, content, refusal):
    with pytest.raises(refusal):
        list(open_table(sent(content)).rows())


def test_the_line_of_the_damage_is_told(sent):
    with pytest.raises(BrokenEncoding) as told:
        open_table(sent("sku;name\n1;Чай\n2;Ко".encode() + b"\xd1;\n"))

    assert told.value.facts == {"encoding": "utf-8", "line": 3}


def archive(**entries):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def test_a_zip_bomb_is_not_unpacked(sent):
    bomb = archive(
        **{
            "[Content_Types].xml": "<Types/>",
            "xl__workbook.xml": "<workbook/>",
            "xl__worksheets__sheet1.xml": b"0" * (300 * 1024 * 1024),
        }
    )
    assert len(bomb) < 1024 * 1024

    with pytest.raises(WorkbookTooLarge):
        open_table(sent(bomb))


def test_an_archive_that_is_no_workbook_is_refused(sent):
    with pytest.raises(NotATable):
        open_table(sent(archive(readme="hello")))


def test_entities_in_a_workbook_are_refused(sent):
    honest = zipfile.ZipFile(io.BytesIO(workbook(["SKU"], ["1"])))
    entries = {name: honest.read(name) for name in honest.namelist()}
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    entries["xl/workbook.xml"] = bomb + entries["xl/workbook.xml"].replace(b"Sheet", b"&b;Sheet")

    with pytest.raises(BrokenWorkbook):
        list(open_table(sent(archive(**entries))).rows())


def test_headers_are_recognised_in_our_languages():
    fields = ("sku", "name", "price", "barcode", "quantity", "store")

    assert guess_mapping(["Артикул", "Название", "Розничная цена", "Штрих-код"], fields) == {
        "sku": "Артикул",
        "name": "Название",
        "price": "Розничная цена",
        "barcode": "Штрих-код",
    }
    assert guess_mapping(["Šifra artikla", "Naziv", "Cena", "Količina"], fields) == {
        "sku": "Šifra artikla",
        "name": "Naziv",
        "price": "Cena",
        "quantity": "Količina",
    }
    assert guess_mapping(["Тауар коды", "Атауы", "Бағасы", "Дүкен"], fields) == {
        "sku": "Тауар коды",
        "name": "Атауы",
        "price": "Бағасы",
        "store": "Дүкен",
    }
    assert guess_mapping(["Colour", "Size"], fields) == {}
