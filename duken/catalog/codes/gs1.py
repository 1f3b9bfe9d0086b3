"""GS1 element strings: what a DataMatrix, GS1-128 or QR with a GS1 Digital Link says, item by item.

Source: GS1 General Specifications, section 3 (application identifiers, figure 7.8.5-2 for those of fixed length)
and GS1 Digital Link: URI Syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duken.catalog.codes.gtin import canonical, is_digits

SEPARATOR = "\x1d"  # FNC1 between items of variable length
_SYMBOLOGIES = ("]d2", "]C1", "]e0", "]Q3", "]J1")

# The first two digits of an identifier tell how long the whole element is, identifier included.
_FIXED = {
    "00": 20, "01": 16, "02": 16, "03": 16, "04": 18, "11": 8, "12": 8, "13": 8, "14": 8, "15": 8, "16": 8, "17": 8,
    "18": 8, "19": 8, "20": 4, "31": 10, "32": 10, "33": 10, "34": 10, "35": 10, "36": 10, "41": 16,
}  # fmt: skip
_LONG = {"23": 3, "24": 3, "25": 3, "31": 4, "32": 4, "33": 4, "34": 4, "35": 4, "36": 4, "39": 4, "40": 3, "41": 3,
         "42": 3, "43": 4, "70": 4, "71": 3, "72": 4, "80": 4, "81": 4, "82": 4}  # fmt: skip
_LINK = re.compile(r"^https?://[^/?#\s]+(?:/[^?#\s]*)?/01/(\d{8,14})(?:[/?#]|$)")
_BRACKETED = re.compile(r"\((\d{2,4})\)([^(]*)")


@dataclass(frozen=True, slots=True)
class Element:
    """`gtin` in the kept form; weight in grams when the label carries it (310x, kilograms)."""

    gtin: str
    batch: str | None = None
    serial: str | None = None
    expires: str | None = None
    weight_grams: int | None = None
    quantity: int | None = None


def read_gs1(scan: str) -> Element | None:
    """The element string in `scan`, in any of the three ways scanners and people write it; None if it is none."""
    if link := _LINK.match(scan):
        gtin = canonical(link.group(1).zfill(14))
        return Element(gtin) if gtin else None
    items = dict(_BRACKETED.findall(scan)) if scan.startswith("(") else _split(scan)
    gtin = canonical(items.get("01") or items.get("02") or "")
    if gtin is None:
        return None
    return Element(
        gtin=gtin,
        batch=items.get("10"),
        serial=items.get("21"),
        expires=items.get("17") or items.get("15"),
        weight_grams=_weight_grams(items),
        quantity=_count(items),
    )


def _split(scan: str) -> dict[str, str]:
    """Walk a raw element string: fixed elements by their length, others up to the separator."""
    had_symbology = scan.startswith(_SYMBOLOGIES)
    rest = (scan[3:] if had_symbology else scan).lstrip(SEPARATOR)
    if not rest.startswith(("01", "02")) or len(rest) < 16:
        return {}  # a product's own string begins with its GTIN; anything else is some other code
    if len(rest) == 16 or had_symbology or is_digits(rest[:16]):
        return _walk(rest)
    return {}


def _walk(rest: str) -> dict[str, str]:
    items: dict[str, str] = {}
    while len(rest) > 2:
        identifier = rest[: _LONG.get(rest[:2], 2)]
        if fixed := _FIXED.get(rest[:2]):
            value, rest = rest[len(identifier) : fixed], rest[fixed:].lstrip(SEPARATOR)
        else:
            value, _, rest = rest[len(identifier) :].partition(SEPARATOR)
        items.setdefault(identifier, value)
    return items


def _weight_grams(items: dict[str, str]) -> int | None:
    """310n: net weight in kilograms with n decimal places."""
    for identifier, value in items.items():
        if identifier.startswith("310") and len(identifier) == 4 and is_digits(value) and len(value) == 6:
            places = int(identifier[3])
            return int(value) * 1000 // 10**places
    return None


def _count(items: dict[str, str]) -> int | None:
    value = items.get("30") or items.get("37") or ""
    return int(value) if is_digits(value) and len(value) <= 8 else None
