"""Shouted warehouse descriptions ("SET/6 RED SPOTTY PAPER CUPS") become titles a shop can show."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

import re
from collections.abc import Callable

SMALL = {"a", "and", "at", "by", "de", "du", "en", "et", "for", "from", "in", "of", "on", "or", "the", "to", "with"}
UPPER = {"3D", "VIP", "BBQ", "CD", "DVD", "LED", "MDF", "OK", "TV", "UK", "US", "USA", "USB", "XL"}
PHRASES: list[
    tuple[str, str | Callable[[re.Match[str]], str]]
] = [  # regular expression on the upper-case text -> words
    (r"\bB'DRAW\b", "BEDROOM DRAWER"),
    (r"\bB'FLY\b", "BUTTERFLY"),
    (r"\bP'WEIGHT\b", "PAPERWEIGHT"),
    (r"\bM\.?O\.?P\b\.?", "MOTHER OF PEARL"),
    (r"\bART DEC\b", "ART DECO"),
    (r"\bPC\b", "PIECE"),
    (r"\b(SET|PACK|BOX|BAG)\s*/\s*(\d+)", r"\1 OF \2"),
    (r"\b(SET|PACK) ?(\d+)\b(?! OF)", r"\1 OF \2"),
    (r"\bS/(\d+)", r"SET OF \1"),
    (r"\bOF(\d+)", r"OF \1"),
    (r"\b(\d+)(LIGHTS?)\b", r"\1 \2"),
    (r"(\d+)\"", r"\1 INCH "),
    (r"\bNECKL\.?(?=\d|\s|$)", "NECKLACE "),
    (r"\b(\d+) ?(CM|MM|ML|KG)\b", lambda found: f"{found[1]} {found[2].lower()}"),
    (r"\b(\d+) ?(CM|X)\s?X\s?(\d+) ?CM\b", lambda found: f"{found[1]} x {found[3]} cm"),
    (r"\bW/ ?", "WITH "),
    (r"\bASS(?=\s(?:COL|FLORAL))", "ASSORTED"),
    (r"\s*\+\s*|\s*&\s*", " & "),
    (r"\s*,\s*", ", "),
    (r"\.(?=[A-Z]{3})", " "),
    (r"\bBRACELET TO$", "BRACELET TOPAZ"),
    (r"\bBRACELET OL$", "BRACELET OLIVE"),
    (r"\bCHRISTMA$|\bCHRISTM$|\bCHRIST$", "CHRISTMAS"),
    (r"\bPHOTO A$", "PHOTO ALBUM"),
    (r" \d{5}$", ""),  # the supplier's number of a card
]
WORDS = {
    "ANT": "ANTIQUE", "ARTIIFCIAL": "ARTIFICIAL", "ASST": "ASSORTED", "ASSTD": "ASSORTED", "BLACKBLUE": "BLACK/BLUE",
    "BLACKCHRISTMAS": "BLACK CHRISTMAS", "BUDAH": "BUDDHA", "BUTTERFILES": "BUTTERFLIES", "CAND": "CANDLE",
    "CANDL": "CANDLE", "CANNISTER": "CANISTER", "CEATURE": "CREATURE", "CHAR": "CHARM", "CHILDRENS": "CHILDREN'S",
    "CHILDS": "CHILD'S", "CHOC": "CHOCOLATE", "CHRITMAS": "CHRISTMAS", "CINAMMON": "CINNAMON", "COL": "COLOUR",
    "DEC": "DECORATION", "DES": "DESIGN", "DIA": "DIAMOND", "DIAMON": "DIAMOND", "DOILEY": "DOILY", "DRAWERKNOB": "DRAWER KNOB",
    "FLORA": "FLORAL", "FRAPPUCINO": "FRAPPUCCINO", "FUSCHIA": "FUCHSIA", "GARLD": "GARLAND", "HLDR": "HOLDER",
    "HOLDR": "HOLDER", "HYDRANGA": "HYDRANGEA", "JEWELED": "JEWELLED", "LAQUERED": "LACQUERED", "LT": "LIGHT", "MED": "MEDIUM", "MONTAN": "MONTANA",
    "MULTICOL": "MULTICOLOUR", "NAT": "NATURAL", "NECKL": "NECKLACE", "NECKLAC": "NECKLACE", "NECKL36": "NECKLACE 36",
    "PANNETONE": "PANETTONE", "PINKWHITE": "PINK/WHITE", "RASPBERR": "RASPBERRY", "SANDLEWOOD": "SANDALWOOD",
    "STR": "STRAP", "STRAWBRY": "STRAWBERRY", "SUCK": "SUCKER", "TASSLE": "TASSEL",
    "TURQ": "TURQUOISE", "TURQUOIS": "TURQUOISE", "VINT": "VINTAGE", "VIPPASSPORT": "VIP PASSPORT", "W": "WITH", "WHT": "WHITE",
    "XMAS": "CHRISTMAS", "BAROQUECANDLESTICK": "BAROQUE CANDLESTICK", "CANDLEHOLDER": "CANDLE HOLDER",
}  # fmt: skip


def tidy_title(text: str) -> str:
    """`WHITE HANGING HEART T-LIGHT HOLDER` -> `White Hanging Heart T-Light Holder`; misspellings mended."""
    shouted = " ".join(text.upper().replace("*", " ").split())
    for pattern, replacement in PHRASES:
        shouted = re.sub(pattern, replacement, shouted)
    words = " ".join(_mend(word) for word in shouted.split()).split()
    cased = [_case(word, is_first=position == 0) for position, word in enumerate(words)]
    return " ".join(cased).strip(" ,.-&") or text.strip()


def _mend(word: str) -> str:
    """Mend each part of `ORANGE/WHT/FUSCHIA`, keeping what stands between. A quoted letter is meant as it is."""
    if '"' in word:
        return word
    return "".join(WORDS.get(part, part) for part in re.split(r"([^A-Za-z0-9'])", word))


def _case(word: str, *, is_first: bool) -> str:
    if not is_first and word.lower() in SMALL:
        return word.lower()
    return "".join(_case_part(part) for part in re.split(r"([^A-Za-z0-9'])", word))


def _case_part(part: str) -> str:
    if part in UPPER or part in {"cm", "mm", "ml", "kg", "x"} or re.fullmatch(r"[A-Z]\d|[A-Z]", part):
        return part
    if re.match(r"\d", part):
        return part.lower()  # 125g, 50's, 2nd
    return part[:1].upper() + part[1:].lower()
