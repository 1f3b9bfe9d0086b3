"""`duken import` and `duken export`: the same engine, for people at a terminal and for programs."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from duken.config.cli import app
from duken.kernel import sql

pytestmark = pytest.mark.django_db(transaction=True)


def duken(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def prices(tmp_path, make):
    make.selling("TEA", "MUG")
    file = tmp_path / "prices.csv"
    file.write_text("Артикул;Цена\nTEA;5,50\nNOPE;1\n", encoding="cp1251")
    return file


def test_a_dry_run_tells_and_changes_nothing(prices):
    result = duken("import", "prices", prices, "--dry-run", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert (told["rows"], told["updated"], told["refused"], told["saved"]) == (2, 1, 1, False)
    assert told["errors"] == [
        {"row": 3, "column": "sku", "code": "pricing.variant_unknown", "reason": "There is no article NOPE."}
    ]
    assert sql.rows("SELECT DISTINCT amount_minor FROM pricing_price") == [(499,)]


def test_all_or_nothing_is_the_habit_and_partial_the_choice(prices, tmp_path):
    whole = duken("import", "prices", prices)
    before = sql.rows("SELECT DISTINCT amount_minor FROM pricing_price")
    partial = duken("import", "prices", prices, "--partial", "--result", tmp_path / "result.csv")

    assert "Nothing was saved" in whole.stdout
    assert before == [(499,)]
    assert "1 changed" in partial.stdout
    assert sql.rows("SELECT amount_minor FROM pricing_price ORDER BY 1") == [(499,), (550,)]
    assert "There is no article NOPE." in (tmp_path / "result.csv").read_text(encoding="utf-8-sig")


def test_columns_can_be_named_and_filled(tmp_path, make):
    make.selling("TEA", stock=10)
    file = tmp_path / "stock.csv"
    file.write_text("What,Left\nTEA,4\n")

    result = duken(
        "import", "stock", file, "--column", "sku=What", "--column", "quantity=Left", "--value", "store=high-street"
    )

    assert result.exit_code == 0, result.output
    assert sql.rows("SELECT posted FROM ledger_account WHERE bucket = 'on_hand'") == [(4,)]


def test_what_is_exported_is_imported_unchanged(prices, tmp_path):
    for name in ("out.csv", "out.xlsx"):
        assert duken("export", "prices", tmp_path / name, "--json").exit_code == 0
        told = json.loads(duken("import", "prices", tmp_path / name, "--json").stdout)
        assert (told["unchanged"], told["rows"], told["saved"]) == (2, 2, True)
