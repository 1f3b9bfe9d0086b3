"""Pure checks of what came from outside: each answers the clean value or raises a refusal naming the field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from duken.catalog._known import AttributeRow
from duken.catalog.codes.gtin import canonical, is_digits
from duken.catalog.codes.in_store import is_item_number
from duken.catalog.errors import BadAttributeValue, BadBarcode
from duken.kernel.refusals import InvalidField

NAME_LENGTH = 300
DESCRIPTION_LENGTH = 20_000
_LANGUAGE = re.compile(r"[a-z]{2}(-[a-z]{2,8})?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_CONTROL_BUT_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_OWN_CODE = re.compile(r"[\x21-\x7e]{1,80}")


def line(field: str, value: object, *, limit: int = NAME_LENGTH) -> str:
    """One line of text: trimmed, inner spaces single, no control characters."""
    if not isinstance(value, str):
        raise InvalidField(field, "not_text", value)
    if _CONTROL.search(value.strip()):
        value = value.replace("\t", " ").replace("\n", " ").replace("\r", " ")
        if _CONTROL.search(value):
            raise InvalidField(field, "control_characters")
    clean = " ".join(value.split())
    if len(clean) > limit:
        raise InvalidField(field, "too_long", limit)
    return clean


def required_line(field: str, value: object, *, limit: int = NAME_LENGTH) -> str:
    clean = line(field, value, limit=limit)
    if not clean:
        raise InvalidField(field, "empty")
    return clean


def paragraphs(field: str, value: object) -> str:
    """Longer text; line breaks stay."""
    if not isinstance(value, str):
        raise InvalidField(field, "not_text", value)
    if _CONTROL_BUT_LINES.search(value):
        raise InvalidField(field, "control_characters")
    if len(value) > DESCRIPTION_LENGTH:
        raise InvalidField(field, "too_long", DESCRIPTION_LENGTH)
    return value.replace("\r\n", "\n").strip()


def translations(field: str, texts: Mapping[str, str], before: Mapping[str, str], *, limit: int) -> dict[str, str]:
    """`before` with `texts` laid over it; an empty text takes its language away."""
    if not isinstance(texts, Mapping):
        raise InvalidField(field, "not_texts_by_language")
    merged = dict(before)
    for language, text in texts.items():
        if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
            raise InvalidField(field, "unknown_language", language)
        read = line if limit <= NAME_LENGTH else (lambda name, value, limit: paragraphs(name, value))
        clean = read(f"{field}.{language}", text, limit=limit)
        merged.pop(language, None)
        if clean:
            merged[language] = clean
    return merged


def slug(field: str, value: object, *, limit: int = 160) -> str:
    if not isinstance(value, str) or len(value) > limit or not _SLUG.fullmatch(value):
        raise InvalidField(field, "not_a_slug", value)
    return value


def sku(value: object) -> str:
    """Upper case, 1 to 64 characters; case never tells two SKUs apart."""
    return required_line("sku", value, limit=64).upper()


def barcode(value: object) -> tuple[str, str]:
    """(code, kind): a GTIN in its kept form, an in-store item number, or the shop's own code.

    Thirteen digits or more that fail their check digit are a misread GTIN, never an own code.
    """
    if not isinstance(value, str):
        raise BadBarcode(value)
    code = value.strip()
    if found := canonical(code):
        return found, "gtin"
    if is_digits(code) and len(code) in (8, 12, 13, 14):
        raise BadBarcode(value)
    if is_item_number(code):
        return code, "plu"
    if not _OWN_CODE.fullmatch(code):
        raise BadBarcode(value)
    return code, "own"


def whole(field: str, value: object, *, least: int, most: int = 2_000_000_000) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidField(field, "not_a_whole_number", value)
    if not least <= value <= most:
        raise InvalidField(field, "out_of_range", value)
    return value


def yes_or_no(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise InvalidField(field, "not_yes_or_no", value)
    return value


def attribute(row: AttributeRow, value: object) -> str | int | float | bool:
    """`value` as the attribute's kind keeps it."""
    if row.kind == "number":
        return _number(row, value)
    if row.kind == "boolean":
        if not isinstance(value, bool):
            raise BadAttributeValue(row.code, value)
        return value
    if not isinstance(value, str):
        raise BadAttributeValue(row.code, value)
    text = required_line(f"attributes.{row.code}", value)
    if row.kind == "choice" and text not in row.choices:
        raise BadAttributeValue(row.code, value)
    return text


def _number(row: AttributeRow, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise BadAttributeValue(row.code, value)
    try:
        number = Decimal(str(value).strip()[:40])
    except InvalidOperation:
        raise BadAttributeValue(row.code, value) from None
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        raise BadAttributeValue(row.code, value)
    return int(number) if number == number.to_integral_value() else float(number)


def options(field: str, given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """[{"name": "Colour", "values": ["Red", …]}]: names and values are lines; at most five options."""
    clean: list[dict[str, Any]] = []
    for option in given:
        if not isinstance(option, Mapping) or not isinstance(option.get("values", []), (list, tuple)):
            raise InvalidField(field, "not_an_option")
        name = required_line(f"{field}.name", option.get("name"), limit=60)
        values = [required_line(f"{field}.{name}", value, limit=100) for value in option.get("values", [])]
        clean.append({"name": name, "values": list(dict.fromkeys(values))})
    if len(clean) > 5 or len({option["name"] for option in clean}) != len(clean):
        raise InvalidField(field, "too_many_or_twice")
    return clean
