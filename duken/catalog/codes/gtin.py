"""GTINs: check digits, UPC-E expansion, and the one form in which a GTIN is kept.

Source: GS1 General Specifications, sections 3.2 (GTIN), 5.2 (EAN/UPC, UPC-E zero suppression) and 7.9 (check digit).
"""

from __future__ import annotations

LENGTHS = (8, 12, 13, 14)


def check_digit(body: str) -> str:
    """The digit that closes `body` (all digits but the last): weights 3, 1, 3 … from the right."""
    total = sum(int(digit) * (3 if position % 2 == 0 else 1) for position, digit in enumerate(reversed(body)))
    return str(-total % 10)


def is_gtin(code: str) -> bool:
    """GTIN-8, -12, -13 or -14 with the right check digit."""
    return is_digits(code) and len(code) in LENGTHS and check_digit(code[:-1]) == code[-1]


def is_digits(text: str) -> bool:
    """Only 0-9: str.isdigit would let Arabic-Indic digits and superscripts in."""
    return text.isascii() and text.isdigit()


def expand_upc_e(code: str) -> str | None:
    """UPC-E (6, 7 or 8 digits, number system 0 or 1) to the UPC-A it stands for; None if it is not one.

    With 6 digits number system 0 is meant; with 7 the check digit is missing; with 8 it must be right.
    """
    if not is_digits(code) or len(code) not in (6, 7, 8):
        return None
    if len(code) == 6:
        code = "0" + code
    if code[0] not in "01":
        return None
    body = code[0] + _unsuppress(code[1:7])
    expanded = body + check_digit(body)
    return expanded if len(code) == 7 or expanded[-1] == code[-1] else None


def _unsuppress(six: str) -> str:
    """Six zero-suppressed digits to ten: manufacturer (5) and item (5)."""
    last = six[5]
    if last in "012":
        return f"{six[:2]}{last}0000{six[2:5]}"
    if last == "3":
        return f"{six[:3]}00000{six[3:5]}"
    if last == "4":
        return f"{six[:4]}00000{six[4]}"
    return f"{six[:5]}0000{last}"


def compress_upc_a(code: str) -> str | None:
    """UPC-A to UPC-E where zeros allow it, else None. The inverse of `expand_upc_e`."""
    if not is_gtin(code) or len(code) != 12 or code[0] not in "01":
        return None
    maker, item = code[1:6], code[6:11]
    candidates = [
        maker[:2] + item[2:] + maker[2],
        maker[:3] + item[3:] + "3",
        maker[:4] + item[4] + "4",
        maker + item[4],
    ]
    for six in candidates:
        if expand_upc_e(code[0] + six + code[11]) == code:
            return code[0] + six + code[11]
    return None


def canonical(code: str) -> str | None:
    """The form in which a GTIN is kept: 8, 13 (UPC-A gains its zero) or 14 digits; None if it is not a GTIN.

    Eight digits that fail as EAN-8 are read as UPC-E, as scanners deliver them.
    """
    code = code.strip()
    if is_gtin(code):
        return _shortest(code)
    if len(code) == 8 and (expanded := expand_upc_e(code)):
        return _shortest(expanded)
    return None


def _shortest(code: str) -> str:
    padded = code.zfill(14)
    if padded.startswith("000000"):
        return padded[6:]
    return padded[1:] if padded[0] == "0" else padded


def item_in_case(code: str) -> str | None:
    """The GTIN-13 of the single item inside a GTIN-14 case (indicator 1-8); None for anything else."""
    if len(code) != 14 or not is_gtin(code) or code[0] not in "12345678":
        return None
    body = code[1:13]
    return body + check_digit(body)
