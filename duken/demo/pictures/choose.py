"""Which drawing, colours and pattern a product's picture gets: decided by its words, so alike products look alike."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from duken.demo.categories import BY_SLUG
from duken.demo.facets import colours_in
from duken.demo.goods import Goods, Item
from duken.demo.pictures import home, kitchen, small_things

DRAWINGS = kitchen.DRAWINGS | home.DRAWINGS | small_things.DRAWINGS

WORDS = [  # the first that finds its word wins
    ("lunch_bag", "lunch bag|cool bag"), ("lunch_box", "lunch ?box|snack box|bento"),
    ("tree", "christmas tree|feather tree|zinc tree"), ("wreath", "wreath|garland"), ("bunting", "bunting|paper chain|pennant|flag"),
    ("bauble", "bauble|glass ball|christmas ball|disco ball|honeycomb"), ("bell", "bell"), ("rabbit", "rabbit|bunny|bunnies"),
    ("water_bottle", "hot water bottle|hottie|hand warmer"), ("watering_can", "watering can"), ("birdhouse", "birdhouse|bird house|feeder"),
    ("earrings", "earring"), ("necklace", "necklace|choker|pendant"), ("bracelet", "bracelet|bangle|braclet"), ("key_ring", "key ?ring|charm|key fob"),
    ("hair_clip", "hair|tiara"), ("brooch", "brooch|badge|rosette"), ("ring", "ring(?! binder)"),
    ("lights", "fairy lights|lights|light chain|bulb"), ("lamp", "lamp|lampshade|torch|portable table light"), ("candlestick", "candlestick|candelabra|chandelier"),
    ("lantern", "lantern"), ("t_light", "t-light|tea ?light|votive|candle holder"), ("candle", "candle|candlepot|matches"),
    ("teapot", "teapot|tea cosy|tea for one"), ("teacup", "teacup|tea cup|saucer|tea plate|tea set"), ("jug", "jug|pitcher"), ("egg_cup", "egg cup|egg cosy|egg warmer"),
    ("cake_stand", "cake ?stand"), ("tin", "tin|tins|canister|caddy|container"), ("mug", "mug|cup|beaker|coffee"), ("cupcake", "cake|cupcake|muffin|baking|doily|doilies|pudding|jelly"),
    ("jar", "jar|jam pot"), ("cutlery", "cutlery|fork|spoon|teaspoon|knife|ladle|chopstick"), ("apron", "apron|oven|glove"), ("pan", "pan|frying"),
    ("tumbler", "tumbler|drinking glass|goblet|aperitif|sundae|straw|cocktail"), ("bottle", "bottle|flask|decanter|vase|perfume"),
    ("scales", "scales|timer|thermometer"), ("bowl", "bowl|dish|platter"), ("plate", "plate|coaster|placemat|tray|napkin|place setting"),
    ("clock", "clock|watch"), ("mirror", "mirror"), ("frame", "frame|photo|album|picture|canvas|wall art|print|calendar|poster"),
    ("magnet", "magnet|sticker"), ("knob", "knob"), ("hook", "hook|coat rack|hanger|key cabinet|key holder"), ("sign", "sign|letter|number tile|board|plaque|block word|chalkboard|tile|slate"),
    ("cushion", "cushion|filler pad|pillow"), ("doormat", "doormat|mat|rug"), ("doorstop", "doorstop"), ("curtain", "curtain|screen"), ("throw", "throw|quilt|blanket"),
    ("suitcase", "suitcase|travel case|briefcase|first aid|sewing box|vanity"), ("luggage_tag", "luggage tag|passport|gift tag"), ("handbag", "handbag|shoulder bag|hand bag"),
    ("purse", "purse|wallet|cosmetic"), ("gift_bag", "gift bag|party bag|carrier"), ("tote", "bag|shopper|tote|backpack"),
    ("drawers", "drawer|cabinet|shelf|cupboard|organiser|tidy"), ("chest", "chest|treasure|trunk"), ("basket", "basket|hamper|wicker"), ("chair", "chair|stool|table|pouffe"),
    ("ribbon", "ribbon|tape"), ("wrap", "wrap|tissue ream"), ("envelope", "envelope|writing set|letter set|invites"), ("playing_cards", "playing cards|snap|bingo|dominoes|ludo"),
    ("jigsaw", "jigsaw|puzzle|game"), ("teddy", "teddy|soft toy|puppet|monkey|doll$"), ("doll", "doll|babushka|fairy|angel|geisha"), ("rocket", "rocket|spaceboy|robot|glider|helicopter"),
    ("blocks", "block|skittle|toy|spinning"), ("card", "card|cards|notelet"), ("notebook", "notebook|journal|book|diary|sketchbook|memo|pad|stationery"),
    ("pencils", "pencil|pen|pens|crayon|ruler|eraser|rubber|sharpener|chalk"), ("scissors", "scissor|tool|secateurs"), ("spool", "sewing|knitting|needle|thread|button|tape measure|twine|kit"),
    ("felt", "felt|feltcraft|crochet|patch"), ("soap", "soap|sponge|bath|balm"), ("towel", "towel|flannel"), ("incense", "incense|scent|lavender|oil burner"),
    ("umbrella", "umbrella|parasol|poncho|rain"), ("plant", "plant|herb|seed|grow|pot|planter|hydrangea|tulip|artificial|cactus|cacti"),
    ("balloon", "balloon|party|birthday"), ("butterfly", "butterfly|butterflies"), ("bird", "bird|dove|duck|hen|owl|chick|chicken|cockerel|swallow|lovebird"),
    ("egg", "egg|easter"), ("hanging_heart", "heart|hearts"), ("star_ornament", "star|stars|snowflake"), ("flower", "flower|rose|daisy|sunflower|poppy"),
    ("storage_box", "box|boxes|crate|bank|bin"), ("tools", "garden|spade|shed"),
]  # fmt: skip
DEFAULTS = {
    "tea-coffee": "mug", "baking": "cupcake", "tableware": "plate", "kitchen-storage": "jar", "kitchen-textiles": "apron", "candles": "candle",
    "lighting": "lamp", "clocks-frames": "frame", "wall": "sign", "soft-furnishings": "cushion", "storage-furniture": "storage_box",
    "ornaments": "hanging_heart", "bath": "soap", "garden": "plant", "picnic-beach": "basket", "bags": "tote", "jewellery": "necklace",
    "cards-wrap": "card", "stationery": "notebook", "craft": "spool", "christmas": "bauble", "easter": "egg", "party": "balloon",
    "toys": "blocks", "nursery": "teddy", "other": "gift",
}  # fmt: skip
PATTERNS = {
    "dots": "retrospot|polkadot|polka|spot|spotty|spots",
    "gingham": "gingham|check",
    "stripes": "stripe|stripes|stripey|stripy|deckchair",
    "flowers": "paisley|rose|roses|floral|flower|daisy|botanical|morris|blossom|folkart|doily|lace|vintage|baroque|flock",
    "hearts": "heart|hearts|sweetheart|love",
    "stars": "star|stars|spaceboy|circus|union|jack|skull|skulls",
}
_WORDS = [(drawing, re.compile(rf"\b(?:{words})(?:s|es)?\b")) for drawing, words in WORDS]
_PATTERNS = [(name, re.compile(rf"\b(?:{words})\b")) for name, words in PATTERNS.items()]
SEEDED = ("red", "blue", "green", "pink", "orange", "turquoise", "purple", "yellow")
PATTERNED = {
    "lunch_bag", "lunch_box", "apron", "bauble", "bottle", "bowl", "bunting", "cushion", "curtain", "doorstop", "egg", "envelope", "gift", "gift_bag", "handbag", "jug",
    "lamp", "mug", "notebook", "plate", "purse", "ribbon", "storage_box", "suitcase", "teacup", "teapot", "tin", "tote", "towel", "umbrella",
    "water_bottle", "wrap", "throw", "plant", "basket", "jar", "teddy", "chest", "t_light", "egg_cup", "tumbler", "hanging_heart", "watering_can",
}  # fmt: skip


CHANCE = ("", "stripes", "dots")


@dataclass(frozen=True, slots=True)
class Look:
    """Everything a picture is made of; equal looks are one picture."""

    drawing: str
    colour: str
    accent: str
    pattern: str
    tint: str  # "#rrggbb" of the category
    backdrop: int  # 0 to 2


def look_of(goods: Goods, item: Item) -> Look:
    """The look of one variant; a product shows that of its first."""
    drawing = _drawing_of((goods.title if goods.option else item.title).lower(), goods.category)
    seed = zlib.crc32(item.sku.encode())
    named = [colour for colour in colours_in(item.value or item.title) if colour != "mixed"]
    colour = named[0] if named else _seeded(drawing, seed)
    return Look(
        drawing=drawing,
        colour=colour,
        accent=_accent_for(colour),
        pattern=_pattern_of(item.title.lower(), seed >> 8) if drawing in PATTERNED else "",
        tint=BY_SLUG[goods.category].colour,
        backdrop=zlib.crc32(f"{drawing} {goods.slug if goods.option else colour}".encode()) % 3,
    )


def _seeded(drawing: str, seed: int) -> str:
    """One of four colours per drawing: enough to tell neighbours apart, few enough to paint in seconds."""
    return SEEDED[(zlib.crc32(drawing.encode()) + 3 * (seed % 4)) % len(SEEDED)]


def _drawing_of(title: str, category: str) -> str:
    return next((drawing for drawing, pattern in _WORDS if pattern.search(title)), DEFAULTS[category])


def _pattern_of(title: str, seed: int) -> str:
    """What the words say, or by chance one of a few."""
    return next((name for name, pattern in _PATTERNS if pattern.search(title)), CHANCE[seed % len(CHANCE)])


def _accent_for(colour: str) -> str:
    warm = {"red", "pink", "orange", "yellow", "brown", "gold"}
    return (
        "ivory"
        if colour in warm
        else "red"
        if colour in {"white", "ivory", "clear", "black", "silver", "grey"}
        else "yellow"
    )
