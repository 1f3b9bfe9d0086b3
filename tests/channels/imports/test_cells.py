"""Cells mean what people meant, or are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duken.channels.imports import cells
from duken.channels.imports.cells import CellProblem, decimal_mark
from duken.channels.imports.safely import safe_cell

NUMBERS = {
    "12": "12",
    "12.5": "12.5",
    "12,50": "12.50",
    "1 234,50": "1234.50",
    "1\u00a0234,5": "1234.5",
    "1,234.50": "1234.50",
    "1.234,50": "1234.50",
    "1'234.50": "1234.50",
    "1,234,567": "1234567",
    "£1.99": "1.99",
    "12,50 €": "12.50",
    "1 990 ₸": "1990",
    "1990 тг.": "1990",
    "RSD 250,00": "250.00",
    "-5": "-5",
    "0,500": "0.500",
}


@pytest.mark.parametrize(("written", "meant"), NUMBERS.items())
def test_numbers_are_read_as_people_write_them(written, meant):
    assert cells.decimal(written) == Decimal(meant)


def test_one_mark_before_three_digits_is_refused_unless_the_column_tells():
    with pytest.raises(CellProblem, match="ambiguous_number"):
        cells.decimal("1,234")

    assert cells.decimal("1,234", ".") == 1234
    assert cells.decimal("1,234", ",") == Decimal("1.234")
    assert decimal_mark(["10", "1,234", "12,50"]) == ","
    assert decimal_mark(["1,234.00", "5"]) == "."
    assert decimal_mark(["1,50", "1.50"]) == ""


@pytest.mark.parametrize("written", ["abc", "1-2", "12..5", "1,23,456", "--1", "1e5", "NaN", "∞", "12 pieces of it"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(CellProblem):
        cells.decimal(written)


def test_codes_keep_their_zeros_and_scientific_ones_are_refused():
    assert cells.code("0012345678905") == "0012345678905"
    assert cells.code(4601234567890.0) == "4601234567890"
    assert cells.code("85123E") == "85123E"
    for lost in ("4,60123E+12", "4.6E+12", "4E+12", 4.6e20, 1234567890123456789):
        with pytest.raises(CellProblem, match="scientific_notation"):
            cells.code(lost)


def test_yes_and_no_in_our_languages():
    assert [cells.yes_or_no(word) for word in ("Да", "yes", "иә", "da", "1", True)] == [True] * 6
    assert [cells.yes_or_no(word) for word in ("нет", "No", "жоқ", "ne", "0", False)] == [False] * 6
    with pytest.raises(CellProblem):
        cells.yes_or_no("maybe")


@pytest.mark.parametrize("text", ["=1+1", "+7701", "-cmd", "@SUM(A1)", "\t=1"])
def test_formulas_leave_neutralised_and_come_back_as_they_were(text):
    assert safe_cell(text) == f"'{text}"
    assert cells.as_text(safe_cell(text)) == text
    assert safe_cell("-5") == "-5"
    assert safe_cell("O'Neill") == "O'Neill"
