"""Colour, material and design of a product, where its words say so. The codes are what a shopper filters by."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

import re
from collections.abc import Mapping

COLOURS = {
    "red": "red ruby burgundy raspberry crimson",
    "pink": "pink fuchsia magenta",
    "orange": "orange peach apricot amber",
    "yellow": "yellow lemon",
    "green": "green mint olive lime jade pistachio peridot",
    "turquoise": "turquoise aqua teal",
    "blue": "blue navy montana midnight denim",
    "purple": "purple lilac amethyst violet lavender mauve",
    "brown": "brown chocolate copper bronze",
    "black": "black jet",
    "grey": "grey charcoal",
    "white": "white frosted",
    "ivory": "ivory cream natural beige",
    "silver": "silver zinc chrome pewter",
    "gold": "gold golden brass",
    "clear": "clear crystal transparent",
    "mixed": "multicolour multi-colour coloured assorted rainbow tutti",
}
MATERIALS = {
    "glass": "glass bead beaded beads murano mirror mirrored diamante crystal",
    "ceramic": "ceramic porcelain china mug pottery stoneware terracotta",
    "metal": "metal zinc tin tins iron steel aluminium enamel wire brass copper chrome silver gold filigree",
    "wood": "wood wooden bamboo camphor raffia",
    "wicker": "wicker rattan basket",
    "paper": "paper card cards wrap tissue tissues notebook envelope doily doilies origami journal sketchbook",
    "felt": "felt feltcraft",
    "textile": "cotton fabric cushion towel knitted crochet linen silk velvet lace wool woolly quilt apron suede fleece woven "
    "embroidered padded throw bunting",
    "plastic": "plastic acrylic polyester inflatable rubber silicon melamine resin",
    "slate": "slate stone marble",
    "wax": "candle candles",
    "shell": "shell pearl",
}  # fmt: skip
DESIGNS = {
    "retrospot": "retrospot",
    "polkadot": "polkadot|polka dot|spotty",
    "paisley": "paisley",
    "babushka": "babushka",
    "vintage": "vintage|antique|edwardian|victorian|retro",
    "regency": "regency",
    "baroque": "baroque",
    "spaceboy": "spaceboy",
    "dolly-girl": "dolly girl",
    "circus": "circus parade",
    "charlie-lola": "charlie & lola|charlie and lola",
    "suki": "suki",
    "woodland": "woodland",
    "skulls": "skull|skulls",
    "union-jack": "union jack|union flag",
    "gingham": "gingham",
    "roses": "rose|roses|rosebud",
    "hearts": "heart|hearts|sweetheart",
    "stars": "star|stars",
    "birds": "bird|birds|lovebird|owl|owls|dove",
    "butterflies": "butterfly|butterflies",
}


def _pattern(alternatives: str, separator: str | None = None) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in alternatives.split(separator))
    return re.compile(rf"\b(?:{words})\b")


_COLOURS = {code: _pattern(words) for code, words in COLOURS.items()}
_MATERIALS = {code: _pattern(words) for code, words in MATERIALS.items()}
_DESIGNS = {code: _pattern(words, "|") for code, words in DESIGNS.items()}


def colours_in(title: str) -> list[str]:
    """Every colour named, in the order of the words."""
    return _found(title, _COLOURS)


def facets_of(title: str) -> dict[str, str]:
    """{"colour": …, "material": …, "design": …}, each only where the title says so; several colours are "mixed"."""
    colours = colours_in(title)
    facets = {"colour": colours[0] if len(colours) == 1 else "mixed" if colours else ""}
    facets["material"] = next(iter(_found(title, _MATERIALS)), "")
    facets["design"] = next((code for code, pattern in _DESIGNS.items() if pattern.search(title.lower())), "")
    return {code: value for code, value in facets.items() if value}


def _found(title: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    text = title.lower()
    hits = [(found.start(), code) for code, pattern in patterns.items() if (found := pattern.search(text))]
    return [code for _, code in sorted(hits)]
