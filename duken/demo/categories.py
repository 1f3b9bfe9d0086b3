"""The category tree of the demo shop and the words that put a product into it.

Rules are read from top to bottom and the first that finds one of its words wins: an occasion (Christmas) before a thing
(bauble), a thing before what it is for. A word also finds its plural; words are regular expressions.
"""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple


class Names(NamedTuple):
    en: str
    ru: str
    sr: str
    kk: str


@dataclass(frozen=True, slots=True)
class Category:
    slug: str
    parent: str  # "" for the top level
    names: Names
    colour: str  # of the tile and of the generated pictures


TREE = [
    Category("kitchen", "", Names("Kitchen & dining", "Кухня и столовая", "Кухиња и трпезарија", "Ас үй және асхана"), "#d9822b"),
    Category("tea-coffee", "kitchen", Names("Tea & coffee", "Чай и кофе", "Чај и кафа", "Шай және кофе"), "#b5651d"),
    Category("baking", "kitchen", Names("Baking & cake stands", "Выпечка и подставки для тортов", "Печење и сталци за торте", "Пісіру және торт тұғырлары"), "#e08e79"),
    Category("tableware", "kitchen", Names("Tableware", "Посуда и сервировка", "Посуђе и сервирање", "Ыдыс-аяқ"), "#d9822b"),
    Category("kitchen-storage", "kitchen", Names("Jars, tins & lunch boxes", "Банки, жестянки и ланч-боксы", "Тегле, лименке и кутије за ужину", "Банкалар, қалбырлар және ланч-бокстар"), "#c77d43"),
    Category("kitchen-textiles", "kitchen", Names("Cooking & kitchen linen", "Готовка и кухонный текстиль", "Кување и кухињски текстил", "Ас әзірлеу және ас үй тоқымасы"), "#cc7357"),
    Category("home", "", Names("Home", "Дом", "Дом", "Үй"), "#4f7d8c"),
    Category("candles", "home", Names("Candles & holders", "Свечи и подсвечники", "Свеће и свећњаци", "Шамдар және шамдалдар"), "#c99a2e"),
    Category("lighting", "home", Names("Lamps & lights", "Лампы и гирлянды", "Лампе и светла", "Шамдар мен жарықтар"), "#d4a72c"),
    Category("clocks-frames", "home", Names("Clocks, mirrors & frames", "Часы, зеркала и рамки", "Сатови, огледала и рамови", "Сағаттар, айналар және жақтаулар"), "#4f7d8c"),
    Category("wall", "home", Names("Signs, hooks & wall art", "Таблички, крючки и декор стен", "Табле, куке и зидни украси", "Тақтайшалар, ілгектер және қабырға декоры"), "#5b6f9c"),
    Category("soft-furnishings", "home", Names("Cushions & soft furnishings", "Подушки и домашний текстиль", "Јастуци и кућни текстил", "Жастықтар және үй тоқымасы"), "#9a6a8f"),
    Category("storage-furniture", "home", Names("Storage & furniture", "Хранение и мебель", "Одлагање и намештај", "Сақтау және жиһаз"), "#7d6b57"),
    Category("ornaments", "home", Names("Ornaments & decorations", "Украшения для дома", "Украси за дом", "Үй әшекейлері"), "#8a7ca8"),
    Category("bath", "home", Names("Bath, scent & wellbeing", "Ванная, ароматы и уют", "Купатило, мириси и угодност", "Жуынатын бөлме және хош иістер"), "#4d9391"),
    Category("outdoors", "", Names("Garden & outdoors", "Сад и отдых", "Башта и природа", "Бақ және демалыс"), "#5a8f4e"),
    Category("garden", "outdoors", Names("Garden", "Сад", "Башта", "Бақ"), "#5a8f4e"),
    Category("picnic-beach", "outdoors", Names("Picnic, beach & travel", "Пикник, пляж и поездки", "Излет, плажа и путовања", "Пикник, жағажай және сапар"), "#3f8fa6"),
    Category("accessories", "", Names("Bags & jewellery", "Сумки и украшения", "Торбе и накит", "Сөмкелер және әшекейлер"), "#b0516d"),
    Category("bags", "accessories", Names("Bags & purses", "Сумки и кошельки", "Торбе и новчаници", "Сөмкелер мен әмияндар"), "#b0516d"),
    Category("jewellery", "accessories", Names("Jewellery & hair", "Бижутерия и для волос", "Накит и за косу", "Зергерлік және шашқа арналған"), "#a4508b"),
    Category("paper", "", Names("Paper & craft", "Бумага и рукоделие", "Папир и рукотворине", "Қағаз және қолөнер"), "#6c6fb5"),
    Category("cards-wrap", "paper", Names("Cards & gift wrap", "Открытки и упаковка", "Честитке и паковање", "Ашықхаттар және сыйлық қағазы"), "#c0576b"),
    Category("stationery", "paper", Names("Stationery", "Канцелярия", "Канцеларија", "Кеңсе тауарлары"), "#6c6fb5"),
    Category("craft", "paper", Names("Craft & sewing", "Рукоделие и шитьё", "Ручни рад и шивење", "Қолөнер және тігін"), "#8c6bb1"),
    Category("celebrations", "", Names("Celebrations", "Праздники", "Прославе", "Мерекелер"), "#b8433f"),
    Category("christmas", "celebrations", Names("Christmas", "Рождество", "Божић", "Рождество"), "#b8433f"),
    Category("easter", "celebrations", Names("Easter", "Пасха", "Ускрс", "Пасха"), "#86a648"),
    Category("party", "celebrations", Names("Party", "Вечеринка", "Журка", "Той-думан"), "#d1568c"),
    Category("children", "", Names("Children", "Детям", "За децу", "Балаларға"), "#3d8bbf"),
    Category("toys", "children", Names("Toys & games", "Игрушки и игры", "Играчке и игре", "Ойыншықтар мен ойындар"), "#3d8bbf"),
    Category("nursery", "children", Names("Children's things", "Детские вещи", "Дечје ствари", "Балалар заттары"), "#5aa5c9"),
    Category("other", "", Names("More finds", "Разное", "Остало", "Әртүрлі"), "#7a7f87"),
]  # fmt: skip

RULES = [
    ("christmas", "christmas|advent|santa|reindeer|rudolph|snowman|snowmen|snowflake|bauble|noel|nativity|mistletoe|stocking|"
        "jingle|xmas|yuletide|snowy village|holly|angel|snow|robin|cracker|icicle"),
    ("easter", "easter|chick|bunny egg|egg hunt"),
    ("wall", "sign|doorsign|wall art|magnet|drawer knob|coat rack|door hanger|kitchen print|hook|tile hook|number tile|wood letters|"
        "block letters|key cabinet|key holder|wall sticker|block word|doorbell|memo ?board|partition panel"),
    ("lighting", "lampshade|lamp|fairy lights"),
    ("storage-furniture", "money bank|money box|piggy bank|trinket|cabinet|bar stool|folding chair|storage box|treasure chest"),
    ("bath", "hot water bottle|hottie|hand warmer|tissue box|soap dish|soap holder|flannel|pack of 12 .*tissue"),
    ("soft-furnishings", "(?<!pin )cushion|doormat|doorstop|pouffe|throw|quilt|curtain|filler pad"),
    ("clocks-frames", "clock|photo ?frame|picture frame|portrait frame|landmark frame|record frame|thermometer"),
    ("bags", "handbag|hand bag|jumbo bag|lunch bag|charlotte bag|tote bag|shopper|shoulder bag|airline bag|weekend bag|purse|wallet|"
        "cosmetics? bag|washbag|beach bag|backpack|jumbo shopper|passport cover purse|drawstring bag"),
    ("tableware", "coaster|placemat|egg cup|bowl|napkin ring|napkin charm|chopstick|cutlery|butter dish|cheese dish|dinner tray|"
        "snack tray|breakfast tray|plastic tray|mod tray|petit four tray"),
    ("kitchen-storage", "bread bin|cookie jar|glass jar|storage jar|jam pot|jam jar|lunch box|storage tin|round tin|stacking tin|"
        "knick knack tin|spice tin|herb tin|snack box"),
    ("toys", "mini playing cards|playing card|jigsaw|soft toy|doll|sticker sheet|sheet of .*stickers|skittle|puzzle"),
    ("stationery", "notebook|pencil|journal|sketchbook|pen|sewing book|scrap ?book|recipe book|exercise book|file"),
    ("craft", "sewing|knitting|tape measure|measuring tape"),
    ("baking", "cake tin|cake stand|petit four|mini cases"),
    ("jewellery", "necklace|bracelet|earring|brooch|bangle|choker|pendant|hairslide|hair|hairclip|hairband|charm|ring purse|"
        "jewellery set|bubble gum ring|expandable ring|flower ring|diamante ring|boudicca ring|enamel ring|lariat|key ring|keyring|"
        "key fob|tiara|scarf ring|ring|phone charm|headphones|ear muff|badge|watch|belt|cufflink|bling|braclet|key-chain|key chain"),
    ("cards-wrap", "wrap|wrapping|greeting card|birthday card|blank card|gift tag|gift bag|gift tape|card|cards|notelet|ribbon|"
        "envelope|postcard|minicard|tissue ream|(?<!in )gift box|bottle bag|writing set|letter set|post card|carrier bag"),
    ("toys", "toy|doll|dolls|jigsaw|puzzle|playing card|snap card|skittle|marbles|dominoes|spinning top|yo yo|skipping rope|puppet|"
        "teddy|soft toy|helicopter|glider|building block|rocking horse|play house|playhouse|bingo|game|games|ludo|snakes|croquet|boule|"
        "racing car|robot|kite|balloon|water bomb|inflatable|windmill|harmonica|whistle|tambourine|drawing slate|paint set|chalk|"
        "sticker|tattoo|dinosaur set|snake set|piece dinosaur|felt farm animal|magic tree|flying disc|ice cream bubbles|bubbles|"
        "space cadet|crawl(?:y|ies)|modelling clay|naughts|tool set|grass skirt|sombrero|sunglasses|knight|ninja|monster|mouse|rabbit|teddies|periscope|bendy|catch|juggling|jumping|glow in dark|quiz|trolls|"
        "traffic jam|sandcastle|spade|tower|toadstool pegs|heads and tails|mobile|music box|musical|dollcraft"),
    ("nursery", "children's|child's|baby|kids|kid|nursery|bib|height chart|boys|girls|childhood|playhouse|school"),
    ("tea-coffee", "teapot|tea pot|mug|teacup|tea cup|cup and saucer|coffee|tea for one|tea caddy|tea plate|tea cosy|tea strainer|"
        "tea glass|tea set|saucer|milk jug|sugar bowl|sugar dispenser|sugar|creamer|cup|cups|beaker|tea infuser|teaspoon|mug cosy"),
    ("baking", "cake stand|cakestand|cake case|cake tin|cake|baking|cookie|biscuit cutter|muffin|pudding|pie|pastry|rolling pin|"
        "mould|jelly|whisk|doily|doilies|icing|mixing bowl|measuring jug|measuring spoon|recipe|loaf|sieve|scales|cupcake"),
    ("party", "party|bunting|birthday|streamer|confetti|paper chain|honeycomb|garland of|invites|paper plate|paper cup|napkin|"
        "straw|parasol straws|cocktail|hen night|balloons|pinata|sparkler|feather boa|leis|tinsel|glitter|wedding|cordon|"
        "place setting|place card|halloween|disco ball|paper lantern|paper fan|ice bucket|cigar|pirate"),
    ("bath", "bath|bathroom|soap|towel|flannel|shower|toilet|toothbrush|hot water bottle|hottie|hand warmer|wheat|incense|"
        "potpourri|pot pourri|scented heart|lavender|sponge|lip gloss|lip balm|balm|washbag|wash bag|wash bowl|perfume|oil burner|"
        "plasters|first aid|nail|massage|tissue|tissues|hammam|bottle large|scent|eye mask|mirror compact|slipper|sandalwood|pharmacie"),
    ("candles", "candle|candlestick|candleholder|t-light|tea light|tealight|votive|candelabra|lantern|chandelier candle|matches|"
        "candlepot|chocolatecandle|candle holder|pillar|nightlight|citronella"),
    ("lighting", "lamp|lampshade|light(?! (?:blue|green|pink|rose))|chandelier|fairy lights|light chain|bulb|lightbulb|torch|night light|led|lamp shade"),
    ("clocks-frames", "clock|mirror|frame|photo|picture frame|photoframe|album|calendar|portrait|thermometer|barometer|hourglass"),
    ("garden", "garden|watering|plant|planter|flower pot|seed|grow your own|herb|bird feeder|birdhouse|bird house|bird table|"
        "bird bath|bird cage|birdcage|parasol|hammock|wellies|gnome|kneeling|trowel|fly swat|secateurs|potting|shed|pots|pot|vase|"
        "artificial|art flower|hyacinth|insect|bucket|wind chime|feeding station|chime|squirrel|windchime|trellis|topiary|spirit level|screwdriver|greenhouse|"
        "hydrangea|tulip|wheelbarrow|cactus|jardiniere"),
    ("picnic-beach", "picnic|beach|luggage|passport|travel|umbrella|rain|poncho|deckchair|wind break|flask|cool bag|cool box|"
        "suitcase|seaside|swim|bicycle|bike|camping|raffia mat|acapulco|hamper|oyster|eye patch|folding chair|fan"),
    ("bags", "bag|purse|wallet|handbag|shopper|tote|backpack|rucksack|satchel|jumbo|glasses case|cosmetic|make up|card holder|"
        "cardholder|hanky|apron pocket|shoulder|coin|phone case|phone cover"),
    ("stationery", "notebook|pen|pencil|sketchbook|journal|diary|pocket book|ruler|eraser|rubber|sharpener|stationery|exercise|"
        "memo|notepad|file|folder|scrap book|scrapbook|stamp|calculator|bookmark|paperweight|letter rack|desk|tape dispenser|"
        "office|address book|book|clipboard|magazine|organiser|planner|book cover|bookcover|paper clip|pad|mouse mat|usb|globe|"
        "hole punch|blackboard|chalkboard|noticeboard|whiteboard|passbook|planner|tidy|lipstick"),
    ("craft", "sewing|knitting|craft|feltcraft|felt|crochet|button|needle|pin cushion|pincushion|tape measure|measuring tape|"
        "stencil|origami|decoupage|paint your own|kit|yarn|wool|scissor|patches|iron on|fabric|lace|thread|twine|peg|embroidered|tape|"
        "stickers|crayon|string|make your own|canvas set|colouring|darning|thimble|trimming|sew on"),
    ("kitchen-storage", "jam jar|jar|tin|tins|canister|caddy|bread bin|lunch box|lunchbox|snack box|food container|container|"
        "storage jar|jam pot|jam making|bottle|crate|bread|biscuit|spice|honey|sweetie|cookie jar|sandwich|egg crate|egg house"),
    ("kitchen-textiles", "apron|oven|tea towel|pan|pot holder|kitchen|cooking|frying|chopping|colander|grater|washing up|ladle|"
        "spatula|spoon rest|utensil|egg timer|timer|peeler|masher|food cover|brush|dish cloth|gloves|scourer|casserole|popcorn|"
        "ice lolly|trivet|strainer|pestle|cannister|corkscrew|opener|breadboard|squeezer|ironing|lolly|duster|bin|dustpan|cleaning|laundry|iron"),
    ("tableware", "plate|bowl|glass|glasses|cutlery|fork|knife|spoon|tray|platter|dish|jug|goblet|tumbler|coaster|placemat|"
        "table run|tablecloth|egg cup|sundae|decanter|carafe|dinner|breakfast|cheese|chopstick|dessert|serving|bell jar|cloche|"
        "salt|pepper|toastrack|fruitbowl|water basin|cruet|butter|toast|egg cosy|egg warmer|ashtray|chalice|pitcher|wine|champagne|tea|condiment|snack|mat|platters"),
    ("wall", "sign|hook|hanger|wall art|wall|magnet|knob|plaque|letters|letter|number tile|tile|coat rack|doorbell|door bell|"
        "print|canvas|poster|picture|wall sticker|key cabinet|key holder|postcard|flying duck|drawer pull|shelf|rack|block|word"),
    ("soft-furnishings", "cushion|doormat|doorstop|door stop|curtain|throw|quilt|rug|blanket|seat|pouffe|draught|bean bag|fleece|"
        "bed|pillow|duvet|tassel|runner|faux fur|screen|hottie|socks|mat"),
    ("storage-furniture", "box|basket|drawer|chest|cabinet|chair|stool|table|cupboard|storage|trunk|hamper|trinket|stand|cube|"
        "cubes|treasure|bench|wardrobe|wicker|money bank|piggy|ladder|mannequin|coat|bank|furniture|trolley"),
    ("ornaments", "decoration|ornament|hanging|heart|hearts|wreath|garland|bird|butterfly|star|stars|figurine|dove|duck|ducks|hen|"
        "cherub|fairy|geisha|babushka|cockerel|elephant|owl|squirrel|bell|bells|ball|balls|buddha|skull|shell|feather|mushroom|"
        "toadstool|tree|wood|zinc|ceramic|crystal|filigree|porcelain|dog|cat|pig|horse|deer|hand|sculpture|rose|bead|string|hedgehog|"
        "frog|fish|cow|swallow|cupid|chicken|flag|goose|bunny|bunnies|egg|eggs|lovebird|daisy|daisies|sunflower|wire|cornice|ship|boat|lighthouse|apple|pear|radio|parrot|pumpkin|flower|rosette|pennant|base"),
    ("bath", "bottle|jewel"),
]  # fmt: skip

BY_SLUG = {category.slug: category for category in TREE}
LEAVES = {category.slug for category in TREE} - {category.parent for category in TREE}


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{word})(?:s|es)?\b" for word in words.split("|")))


_RULES = [(slug, _compiled(words)) for slug, words in RULES]


def category_of(title: str) -> str:
    """The slug of the category a title belongs to; "other" if no word gives it away."""
    text = title.lower()
    return next((slug for slug, pattern in _RULES if pattern.search(text)), "other")
