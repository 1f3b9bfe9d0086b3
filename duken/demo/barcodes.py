"""In-store EAN-13 codes for goods whose real barcodes nobody recorded. Made from the SKU, so they never change.

GS1 leaves the prefixes 20 to 29 to each shop; 29 is used here because scales commonly print weights under 20 to 28.
"""

from __future__ import annotations

import re
import zlib

PREFIX = "29"


def ean13_for(sku: str) -> str:
    """`85123A` -> 29 0 85123 0001 and the check digit. SKUs of another shape take a number from their CRC-32."""
    found = re.fullmatch(r"(\d{5})([A-Z]{0,2})", sku)
    body = f"0{found[1]}{_letters(found[2]):04d}" if found else f"9{zlib.crc32(sku.encode()) % 10**9:09d}"
    return with_check_digit(PREFIX + body)


def with_check_digit(twelve: str) -> str:
    """GS1 General Specifications 7.9: weights 1 and 3 from the left, up to the next ten."""
    assert len(twelve) == 12, twelve
    weighted = sum(int(digit) * (3 if position % 2 else 1) for position, digit in enumerate(twelve))
    return f"{twelve}{-weighted % 10}"


def _letters(suffix: str) -> int:
    number = 0
    for letter in suffix:
        number = number * 27 + ord(letter) - 64
    return number
