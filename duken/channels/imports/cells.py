"""Cells: from what a spreadsheet holds to what a verb takes. Pure; a value that could mean two things is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from duken.channels.imports.safely import STARTS

_SCIENTIFIC = re.compile(r"\d(?:[.,]\d+)?E\+\d{2,}", re.IGNORECASE)
_SPACES = str.maketrans("", "", " \u00a0\u202f\u2009'’")
_NUMBER = re.compile(r"(?P<before>\D{0,5}?)(?P<sign>[-−]?)(?P<number>\d[\d.,]*)(?P<after>[^\d.,]\D{0,5})?")
_CURRENCY = re.compile(r"[^\W\d_]{1,5}\.?|[$£€₸₽¥₺%]?", re.UNICODE)
_YES = {"yes", "y", "true", "1", "да", "иә", "иа", "da", "+", "x", "х", "✓", "истина"}
_NO = {"no", "n", "false", "0", "нет", "жоқ", "ne", "не", "-", "", "ложь"}


class CellProblem(Exception):
    """What is wrong with one cell: a code for duken/channels/texts.py."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


def as_text(cell: Any) -> str:
    """What a person sees in the cell; the apostrophe that our exports put before a formula is taken off again."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell[1:] if cell.startswith("'") and cell[1:2] in STARTS and cell[1:] else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def text(cell: Any, _: str = "") -> str | None:
    found = as_text(cell).strip()
    return found or None


def code(cell: Any, _: str = "") -> str | None:
    """A SKU, a barcode: text with its leading zeros. What a spreadsheet has turned into 4.6E+12 is lost: refused."""
    found = as_text(cell).strip()
    if ("+" in found and _SCIENTIFIC.fullmatch(found)) or (isinstance(cell, float) and not cell.is_integer()):
        raise CellProblem("scientific_notation")
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and abs(cell) >= 10**15:
        raise CellProblem("scientific_notation")  # a spreadsheet keeps fifteen digits; the rest were made zeros
    return found or None


def codes(cell: Any, _: str = "") -> tuple[str, ...] | None:
    """Several barcodes in one cell, divided by ; , | or a space."""
    whole = code(cell)
    if whole is None:
        return None
    parts = [part for part in re.split(r"[;,|\s]+", whole) if part]
    if any(_SCIENTIFIC.fullmatch(part) for part in parts):
        raise CellProblem("scientific_notation")
    return tuple(parts)


def whole_number(cell: Any, mark: str = "") -> int | None:
    amount = decimal(cell, mark)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise CellProblem("not_a_whole_number")
    if abs(amount) > 10**12:
        raise CellProblem("out_of_range")
    return int(amount)


def count(cell: Any, mark: str = "") -> int | None:
    """A whole number that is not below zero."""
    if isinstance(cell, str) and len(cell) < 12 and cell.isascii() and cell.isdigit():
        return int(cell)
    amount = whole_number(cell, mark)
    if amount is not None and amount < 0:
        raise CellProblem("below_zero")
    return amount


def price(cell: Any, mark: str = "") -> Decimal | None:
    amount = decimal(cell, mark)
    if amount is not None and amount < 0:
        raise CellProblem("below_zero")
    return amount


def yes_or_no(cell: Any, _: str = "") -> bool | None:
    word = as_text(cell).strip().casefold()
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellProblem("not_yes_or_no")


def decimal(cell: Any, mark: str = "") -> Decimal | None:
    """A number as people write it: 1 234,50 · 1,234.50 · £1.99 · 12,5 ₸. `mark` is the decimal mark of its column."""
    if isinstance(cell, bool):
        raise CellProblem("not_a_number")
    if isinstance(cell, (int, float, Decimal)):
        return _decimal(repr(cell) if isinstance(cell, float) else str(cell))
    found = as_text(cell).translate(_SPACES)
    if not found:
        return None
    match = _NUMBER.fullmatch(found)
    if match is None or not _is_currency(match["before"]) or not _is_currency(match["after"] or ""):
        raise CellProblem("not_a_number")
    return _decimal(("-" if match["sign"] else "") + _plain(match["number"], mark))


def decimal_mark(cells: Iterable[Any]) -> str:
    """Which mark a column uses, "." or ",", from the values that leave no doubt; "" when none does, or both do."""
    seen = {mark for cell in cells if isinstance(cell, str) and (mark := _certain_mark(cell.translate(_SPACES)))}
    return seen.pop() if len(seen) == 1 else ""


def _certain_mark(found: str) -> str:
    match = _NUMBER.fullmatch(found)
    if match is None:
        return ""
    number = match["number"]
    last = max(number.rfind("."), number.rfind(","))
    if last < 0:
        return ""
    mark, other = number[last], "," if number[last] == "." else "."
    if other in number:
        return mark
    if number.count(mark) > 1:
        return other
    return mark if len(number) - last - 1 != 3 or number.startswith("0") else ""


def _plain(number: str, mark: str) -> str:
    if number.isdigit():
        return number
    decimal_at = _certain_mark(number)
    if not decimal_at:  # one mark, three digits after it: 1,234
        if not mark:
            raise CellProblem("ambiguous_number")
        decimal_at = mark
    whole, _, fraction = number.rpartition(decimal_at) if decimal_at in number else (number, "", "")
    groups = re.split(r"[.,]", whole)
    if any(len(group) != 3 for group in groups[1:]) or not 1 <= len(groups[0]) <= (3 if len(groups) > 1 else 30):
        raise CellProblem("not_a_number")
    return "".join(groups) + (f".{fraction}" if fraction else "")


def _decimal(plain: str) -> Decimal:
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise CellProblem("not_a_number") from None
    if not found.is_finite():
        raise CellProblem("not_a_number")
    return found


def _is_currency(shown: str) -> bool:
    return shown in ("", "+") or _CURRENCY.fullmatch(shown) is not None
