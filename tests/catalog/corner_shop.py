# ruff: noqa: E501
"""A made-up shop with goods named in five languages, and questions people would ask it."""

from __future__ import annotations

from duken.catalog.drafts import CategoryDraft, ProductDraft, VariantDraft

SHELVES = [
    CategoryDraft("kitchen", "Kitchen", name_in={"ru": "Кухня", "sr": "Кухиња", "kk": "Ас үй"}),
    CategoryDraft("dishes", "Dishes", parent="kitchen", name_in={"ru": "Посуда", "sr": "Посуђе", "kk": "Ыдыс"}),
    CategoryDraft("drinks", "Tea and coffee", name_in={"ru": "Чай и кофе", "sr": "Чај и кафа", "kk": "Шай мен кофе"}),
    CategoryDraft("clothes", "Clothes", name_in={"ru": "Одежда", "sr": "Одећа", "kk": "Киім"}),
    CategoryDraft(
        "electronics", "Electronics", name_in={"ru": "Электроника", "sr": "Електроника", "kk": "Электроника"}
    ),
    CategoryDraft("books", "Books and paper", name_in={"ru": "Книги и бумага", "sr": "Књиге и папир", "kk": "Кітап"}),
    CategoryDraft("toys", "Toys", name_in={"ru": "Игрушки", "sr": "Играчке", "kk": "Ойыншық"}),
    CategoryDraft("home", "Home", name_in={"ru": "Дом", "sr": "Кућа", "kk": "Үй"}),
]

# sku, shelf, brand, English, Russian, Serbian, Kazakh, barcode
_GOODS = [
    ("MUG-R", "dishes", "Luminarc", "Red mug with handle", "Красная кружка с ручкой", "Црвена шоља са дршком", "Қызыл саптыаяқ", "4006381333931"),
    ("CUP-W", "dishes", "Luminarc", "White porcelain teacup", "Белая фарфоровая чашка", "Бела порцеланска шољица", "Ақ фарфор кесе", "036000291452"),
    ("PLATE-B", "dishes", "Ikea", "Blue dinner plate", "Синяя обеденная тарелка", "Плави плитки тањир", "Көк тәрелке", "96385074"),
    ("KETTLE", "kitchen", "Bosch", "Electric kettle 1.7 l", "Электрический чайник 1,7 л", "Кувало за воду 1,7 л", "Электр шәйнек 1,7 л", ""),
    ("TEAPOT", "dishes", "Ikea", "Glass teapot 800 ml", "Стеклянный заварочный чайник 800 мл", "Стаклени чајник 800 мл", "Шыны шәйнек 800 мл", ""),
    ("PAN-28", "kitchen", "Tefal", "Frying pan 28 cm", "Сковорода 28 см", "Тигањ 28 цм", "Таба 28 см", ""),
    ("KNIFE", "kitchen", "Fiskars", "Bread knife", "Хлебный нож", "Нож за хлеб", "Нан пышағы", ""),
    ("SPOON-6", "kitchen", "Ikea", "Set of 6 teaspoons", "Набор из 6 чайных ложек", "Сет од 6 кашичица", "6 шай қасық жинағы", ""),
    ("TEA-GR", "drinks", "Greenfield", "Green tea, 25 bags", "Зелёный чай, 25 пакетиков", "Зелени чај, 25 кесица", "Көк шай, 25 пакет", "4823096802992"),
    ("TEA-BL", "drinks", "Ahmad", "Black tea Earl Grey", "Чёрный чай с бергамотом", "Црни чај са бергамотом", "Қара шай бергамотпен", ""),
    ("COFFEE", "drinks", "Jacobs", "Ground coffee 250 g", "Молотый кофе 250 г", "Млевена кафа 250 г", "Ұнтақталған кофе 250 г", ""),
    ("COFFEE-IN", "drinks", "Nescafé", "Instant coffee", "Растворимый кофе", "Инстант кафа", "Еритін кофе", ""),
    ("SUGAR", "drinks", "", "Cane sugar cubes", "Тростниковый сахар кубиками", "Смеђи шећер у коцкама", "Қамыс қант", ""),
    ("HONEY", "drinks", "", "Flower honey 500 g", "Цветочный мёд 500 г", "Цветни мед 500 г", "Гүл балы 500 г", ""),
    ("TSHIRT", "clothes", "Nike", "Cotton T-shirt", "Хлопковая футболка", "Памучна мајица", "Мақта футболка", ""),
    ("SNEAK", "clothes", "Adidas", "Running shoes", "Беговые кроссовки", "Патике за трчање", "Жүгіруге арналған кроссовка", ""),
    ("JACKET", "clothes", "Columbia", "Winter jacket for men", "Мужская зимняя куртка", "Мушка зимска јакна", "Ерлер қысқы күртесі", ""),
    ("DRESS", "clothes", "Zara", "Summer dress", "Летнее платье", "Летња хаљина", "Жазғы көйлек", ""),
    ("SOCKS", "clothes", "", "Wool socks", "Шерстяные носки", "Вунене чарапе", "Жүн шұлық", ""),
    ("HAT", "clothes", "", "Knitted hat", "Вязаная шапка", "Плетена капа", "Тоқылған бас киім", ""),
    ("IPHONE", "electronics", "Apple", "iPhone 15 smartphone", "Смартфон iPhone 15", "Паметни телефон iPhone 15", "iPhone 15 смартфоны", ""),
    ("GALAXY", "electronics", "Samsung", "Galaxy A54 smartphone", "Смартфон Galaxy A54", "Паметни телефон Galaxy A54", "Galaxy A54 смартфоны", ""),
    ("CHARGER", "electronics", "Baseus", "USB-C charger 65W", "Зарядное устройство USB-C 65W", "Пуњач USB-C 65W", "USB-C зарядтағыш 65W", ""),
    ("HEADPH", "electronics", "Sony", "Wireless headphones", "Беспроводные наушники", "Бежичне слушалице", "Сымсыз құлаққап", ""),
    ("LAPTOP", "electronics", "Lenovo", "Laptop 14 inch", "Ноутбук 14 дюймов", "Лаптоп 14 инча", "Ноутбук 14 дюйм", ""),
    ("KEYB", "electronics", "Logitech", "Keyboard", "Клавиатура", "Тастатура", "Пернетақта", ""),
    ("TV-43", "electronics", "Samsung", "Television 43 inch", "Телевизор 43 дюйма", "Телевизор 43 инча", "Теледидар 43 дюйм", ""),
    ("NOTEBOOK", "books", "Moleskine", "Paper notebook, ruled", "Бумажный блокнот в линейку", "Свеска са линијама", "Жолақ дәптер", ""),
    ("PENCILS", "books", "Faber-Castell", "Colour pencils", "Цветные карандаши", "Бојице", "Түрлі түсті қарындаштар", ""),
    ("COOKBOOK", "books", "", "Book of Kazakh recipes", "Книга казахских рецептов", "Књига казахстанских рецепата", "Қазақ тағамдары кітабы", ""),
    ("PUZZLE", "toys", "Ravensburger", "Puzzle 1000 pieces", "Пазл 1000 деталей", "Слагалица 1000 делова", "Пазл 1000 бөлік", ""),
    ("LEGO-C", "toys", "Lego", "Building bricks castle", "Конструктор замок", "Коцке замак", "Құрастырғыш қамал", ""),
    ("BEAR", "toys", "", "Teddy bear", "Плюшевый медведь", "Плишани медвед", "Плюш аю", ""),
    ("BALL", "toys", "Adidas", "Football ball", "Футбольный мяч", "Фудбалска лопта", "Футбол добы", ""),
    ("LAMP", "home", "Philips", "Desk lamp", "Настольная лампа", "Стона лампа", "Үстел шамы", ""),
    ("TOWEL", "home", "", "Bath towel", "Банное полотенце", "Пешкир за купатило", "Монша сүлгісі", ""),
    ("PILLOW", "home", "Askona", "Feather pillow", "Перьевая подушка", "Јастук од перја", "Қауырсын жастық", ""),
    ("CANDLE", "home", "", "Scented candle", "Ароматическая свеча", "Мирисна свећа", "Хош иісті шам", ""),
    ("CHAIR", "home", "Ikea", "Wooden chair", "Деревянный стул", "Дрвена столица", "Ағаш орындық", ""),
    ("TABLE", "home", "Ikea", "Coffee table", "Журнальный столик", "Сточић за кафу", "Журнал үстелі", ""),
    ("SOAP", "home", "L'Oréal", "Liquid hand soap", "Жидкое мыло для рук", "Течни сапун за руке", "Қолға арналған сұйық сабын", ""),
    ("PASTE", "home", "Colgate", "Toothpaste", "Зубная паста", "Паста за зубе", "Тіс пастасы", ""),
    ("UMBR", "home", "", "Folding umbrella", "Складной зонт", "Склопиви кишобран", "Жиналмалы қолшатыр", ""),
    ("BACKP", "clothes", "Herschel", "School backpack", "Школьный рюкзак", "Школски ранац", "Мектеп рюкзагы", ""),
    ("COLA", "drinks", "Coca-Cola", "Coca-Cola 0.5 l", "Кока-кола 0,5 л", "Кока-кола 0,5 л", "Кока-кола 0,5 л", "5449000000996"),
    ("WATER", "drinks", "Borjomi", "Sparkling water", "Газированная вода", "Газирана вода", "Газдалған су", ""),
    ("CHOC", "drinks", "Milka", "Milk chocolate", "Молочный шоколад", "Млечна чоколада", "Сүтті шоколад", ""),
    ("BREAD", "drinks", "", "Rye bread", "Ржаной хлеб", "Ражени хлеб", "Қара бидай наны", ""),
    ("APPLE", "drinks", "", "Apple juice", "Яблочный сок", "Сок од јабуке", "Алма шырыны", ""),
    ("WASH", "electronics", "Bosch", "Washing machine", "Стиральная машина", "Веш машина", "Кір жуғыш машина", ""),
]  # fmt: skip

GOODS = [
    ProductDraft(
        english,
        [VariantDraft(sku, barcodes=[barcode] if barcode else [])],
        name_in={"ru": russian, "sr": serbian, "kk": kazakh},
        brand=brand,
        category=shelf,
        popularity=10,
    )
    for sku, shelf, brand, english, russian, serbian, kazakh, barcode in _GOODS
]

# kind -> (question, SKU wanted among the first three)
QUESTIONS: dict[str, list[tuple[str, str]]] = {
    "as written": [
        ("red mug", "MUG-R"), ("electric kettle", "KETTLE"), ("green tea", "TEA-GR"), ("зелёный чай", "TEA-GR"),
        ("мёд", "HONEY"), ("мед", "HONEY"), ("зеленый чай", "TEA-GR"), ("школьный рюкзак", "BACKP"),
        ("зелени чај", "TEA-GR"), ("zeleni čaj", "TEA-GR"), ("көк шай", "TEA-GR"), ("сүлгі", "TOWEL"),
        ("samsung", "GALAXY"), ("samsung television", "TV-43"), ("coca-cola", "COLA"), ("cocacola", "COLA"),
        ("coca cola", "COLA"), ("t-shirt", "TSHIRT"), ("tshirt", "TSHIRT"), ("t shirt", "TSHIRT"),
        ("l'oreal", "SOAP"), ("loreal", "SOAP"), ("L’Oréal", "SOAP"), ("nescafe", "COFFEE-IN"),
        ("usb-c", "CHARGER"), ("65w", "CHARGER"), ("65 w", "CHARGER"), ("pan 28", "PAN-28"), ("28cm pan", "PAN-28"),
        ("iphone 15", "IPHONE"), ("a54", "GALAXY"), ("чайник 1,7", "KETTLE"), ("kettle 1.7", "KETTLE"),
    ],
    "inflection": [
        ("mugs", "MUG-R"), ("kettles", "KETTLE"), ("running shoe", "SNEAK"), ("dresses", "DRESS"), ("knives", "KNIFE"),
        ("кружки", "MUG-R"), ("красную кружку", "MUG-R"), ("белой чашкой", "CUP-W"), ("тарелки", "PLATE-B"),
        ("чайника", "TEAPOT"), ("ложка чайная", "SPOON-6"), ("куртки мужские", "JACKET"), ("платья", "DRESS"),
        ("наушников", "HEADPH"), ("книги рецептов", "COOKBOOK"), ("полотенца", "TOWEL"), ("подушку", "PILLOW"),
        ("шоље", "MUG-R"), ("шољу са дршком", "MUG-R"), ("мајице", "TSHIRT"), ("хаљине", "DRESS"),
        ("слушалице бежичне", "HEADPH"), ("чарапа", "SOCKS"), ("јастуци", "PILLOW"), ("књиге", "COOKBOOK"),
        ("кітаптар", "COOKBOOK"), ("шайды", "TEA-GR"), ("көйлектер", "DRESS"), ("дәптерлер", "NOTEBOOK"),
        ("орындықтар", "CHAIR"), ("сабынмен", "SOAP"), ("шәйнектің", "TEAPOT"), ("пышақ", "KNIFE"),
    ],
    "typo": [
        ("ketle", "KETTLE"), ("kettel", "KETTLE"), ("kettlle", "KETTLE"), ("head phones", "HEADPH"),
        ("headfones", "HEADPH"), ("umbrela", "UMBR"), ("choclate", "CHOC"), ("samsnug", "GALAXY"), ("adiddas", "SNEAK"),
        ("pilow", "PILLOW"), ("smartfone", "IPHONE"), ("laptpo", "LAPTOP"), ("keybord", "KEYB"), ("candel", "CANDLE"),
        ("кружкка", "MUG-R"), ("чашак", "CUP-W"), ("сковарода", "PAN-28"), ("наушиники", "HEADPH"),
        ("кросовки", "SNEAK"), ("телевизер", "TV-43"), ("полотенцо", "TOWEL"), ("карондаши", "PENCILS"),
        ("клавеатура", "KEYB"), ("шеколад", "CHOC"), ("јакан", "JACKET"), ("слушалце", "HEADPH"), ("кишобрн", "UMBR"),
        ("тастатра", "KEYB"), ("көйлк", "DRESS"), ("қарындш", "PENCILS"), ("washingmachine", "WASH"),
        ("зеленыйчай", "TEA-GR"), ("ravensburgr", "PUZZLE"), ("moleskin", "NOTEBOOK"), ("televizoor", "TV-43"),
        ("стеральная машина", "WASH"), ("electrik ketle", "KETTLE"),
    ],
    "other script": [
        ("chashka", "CUP-W"), ("chashki", "CUP-W"), ("kruzhka", "MUG-R"), ("zelenyi chai", "TEA-GR"),
        ("zeleny chay", "TEA-GR"), ("kofe", "COFFEE"), ("skovoroda", "PAN-28"), ("naushniki", "HEADPH"),
        ("ryukzak", "BACKP"), ("rukzak", "BACKP"), ("myod", "HONEY"), ("shapka", "HAT"), ("platye", "DRESS"),
        ("podushka", "PILLOW"), ("krossovki", "SNEAK"), ("zont", "UMBR"), ("solja", "MUG-R"), ("šolja", "MUG-R"),
        ("soljica", "CUP-W"), ("caj", "TEA-GR"), ("čaj", "TEA-GR"), ("crni caj", "TEA-BL"), ("kafa", "COFFEE"),
        ("haljina", "DRESS"), ("majice", "TSHIRT"), ("slušalice", "HEADPH"), ("slusalice", "HEADPH"),
        ("punjac", "CHARGER"), ("punjač", "CHARGER"), ("svecha", "CANDLE"), ("sveća", "CANDLE"), ("knjiga", "COOKBOOK"),
        ("secer", "SUGAR"), ("šećer", "SUGAR"), ("jabuka", "APPLE"), ("самсунг", "GALAXY"), ("айфон", "IPHONE"),
        ("айфон 15", "IPHONE"), ("найк", "TSHIRT"), ("адидас", "SNEAK"), ("бош", "KETTLE"), ("филипс", "LAMP"),
        ("икеа", "CHAIR"), ("лего", "LEGO-C"), ("сони", "HEADPH"), ("леново", "LAPTOP"), ("нескафе", "COFFEE-IN"),
        ("koylek", "DRESS"), ("kitap", "COOKBOOK"), ("шайнек", "TEAPOT"), ("коилек", "DRESS"), ("кок шай", "TEA-GR"),
        ("колшатыр", "UMBR"), ("сулги", "TOWEL"), ("kesica", "TEA-GR"), ("эпл", "IPHONE"),
    ],
    "wrong layout": [
        ("xfqybr", "TEAPOT"), ("rhe;rf", "MUG-R"), ("xfirf", "CUP-W"), ("[kt,", "BREAD"), ("yfeiybrb", "HEADPH"),
        ("ktnytt gkfnmt", "DRESS"), ("vskj", "SOAP"), ("ntktdbpjh", "TV-43"), ("pjyn", "UMBR"), ("rjat", "COFFEE"),
        ("лууеду", "KETTLE"), ("ьгп", "MUG-R"), ("кув ьгп", "MUG-R"), ("срфкпук", "CHARGER"), ("дфьз", "LAMP"),
        ("зшддщц", "PILLOW"), ("ыфьыгтп", "GALAXY"), ("фвшвфы", "SNEAK"), ("шзрщту", "IPHONE"),
        ("r-qktr", "DRESS"), ("[oqa", "MUG-R"), ("haqina", "DRESS"), (";aj", "TEA-GR"), ("[olja", "MUG-R"),
        (";arape", "SOCKS"), ("xfqybrr", "TEAPOT"), ("ntktdbpth", "TV-43"), ("\"ktrnhbxtcrbq xfqybr", "KETTLE"),
    ],
    "codes": [
        ("MUG-R", "MUG-R"), ("mug-r", "MUG-R"), ("mugr", "MUG-R"), ("tv-43", "TV-43"), ("TV43", "TV-43"),
        ("4006381333931", "MUG-R"), ("036000291452", "CUP-W"), ("0036000291452", "CUP-W"), ("96385074", "PLATE-B"),
        ("5449000000996", "COLA"), ("4 823096 802992", "TEA-GR"), ("400638133", "MUG-R"), ("pan-28", "PAN-28"),
        ("зфт-28", "PAN-28"),
    ],
}  # fmt: skip
