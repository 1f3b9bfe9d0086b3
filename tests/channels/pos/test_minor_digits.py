"""The till and the server agree what a minor unit is."""

from __future__ import annotations

import re
from pathlib import Path

from duken.kernel.money import CURRENCIES, minor_digits

SOURCE = Path(__file__).parents[3] / "frontend/kit/minor_digits.ts"


def test_every_currency_has_as_many_digits_at_the_till_as_on_the_server() -> None:
    table = SOURCE.read_text().partition("= {")[2].partition("};")[0]
    blocks = re.findall(r"(\d):\s*((?:\"[A-Z ]+\"[\s+,]*)+)", table)
    at_the_till = {code: int(digits) for digits, codes in blocks for code in re.findall(r"[A-Z]{3}", codes)}

    assert {code: at_the_till.get(code, 2) for code in CURRENCIES} == {code: minor_digits(code) for code in CURRENCIES}
