"""What the facets are called in the languages of the shop."""

# ruff: noqa: E501 - tables read better wide
from __future__ import annotations

from collections.abc import Mapping

ATTRIBUTES = {
    "colour": ("Colour", "Цвет", "Боја", "Түсі"),
    "material": ("Material", "Материал", "Материјал", "Материалы"),
    "design": ("Design", "Дизайн", "Дезен", "Дизайны"),
}
CHOICES: Mapping[str, Mapping[str, tuple[str, str, str, str]]] = {
    "colour": {
        "red": ("Red", "Красный", "Црвена", "Қызыл"), "pink": ("Pink", "Розовый", "Ружичаста", "Қызғылт"),
        "orange": ("Orange", "Оранжевый", "Наранџаста", "Қызғылт сары"), "yellow": ("Yellow", "Жёлтый", "Жута", "Сары"),
        "green": ("Green", "Зелёный", "Зелена", "Жасыл"), "turquoise": ("Turquoise", "Бирюзовый", "Тиркизна", "Көгілдір жасыл"),
        "blue": ("Blue", "Синий", "Плава", "Көк"), "purple": ("Purple", "Фиолетовый", "Љубичаста", "Күлгін"),
        "brown": ("Brown", "Коричневый", "Браон", "Қоңыр"), "black": ("Black", "Чёрный", "Црна", "Қара"),
        "grey": ("Grey", "Серый", "Сива", "Сұр"), "white": ("White", "Белый", "Бела", "Ақ"),
        "ivory": ("Ivory & cream", "Кремовый", "Крем", "Крем түсті"), "silver": ("Silver", "Серебристый", "Сребрна", "Күміс түсті"),
        "gold": ("Gold", "Золотистый", "Златна", "Алтын түсті"), "clear": ("Clear", "Прозрачный", "Провидна", "Мөлдір"),
        "mixed": ("Several colours", "Разноцветный", "Шарена", "Түрлі түсті"),
    },
    "material": {
        "glass": ("Glass", "Стекло", "Стакло", "Шыны"), "ceramic": ("Ceramic", "Керамика", "Керамика", "Керамика"),
        "metal": ("Metal", "Металл", "Метал", "Металл"), "wood": ("Wood", "Дерево", "Дрво", "Ағаш"),
        "wicker": ("Wicker", "Плетение", "Пруће", "Өрілген шыбық"), "paper": ("Paper", "Бумага", "Папир", "Қағаз"),
        "felt": ("Felt", "Фетр", "Филц", "Киіз"), "textile": ("Textile", "Ткань", "Тканина", "Мата"),
        "plastic": ("Plastic", "Пластик", "Пластика", "Пластик"), "slate": ("Stone & slate", "Камень и сланец", "Камен и шкриљац", "Тас және тақтатас"),
        "wax": ("Wax", "Воск", "Восак", "Балауыз"), "shell": ("Shell & pearl", "Ракушка и жемчуг", "Шкољка и бисер", "Бақалшақ және інжу"),
    },
    "design": {
        "retrospot": ("Retrospot", "Ретро-горох", "Ретро туфне", "Ретро ноқат"), "polkadot": ("Polka dot", "Горошек", "Туфне", "Ноқатты"),
        "paisley": ("Paisley", "Пейсли", "Пејсли", "Пейсли"), "babushka": ("Babushka", "Матрёшка", "Бабушка", "Матрёшка"),
        "vintage": ("Vintage & retro", "Винтаж и ретро", "Старински и ретро", "Винтаж және ретро"), "regency": ("Regency", "Регентство", "Регентски стил", "Регенттік стиль"),
        "baroque": ("Baroque", "Барокко", "Барок", "Барокко"), "spaceboy": ("Spaceboy", "Космонавт", "Космонаут", "Ғарышкер"),
        "dolly-girl": ("Dolly girl", "Куколка", "Луткица", "Қуыршақ"), "circus": ("Circus parade", "Цирк", "Циркус", "Цирк"),
        "charlie-lola": ("Charlie & Lola", "Чарли и Лола", "Чарли и Лола", "Чарли мен Лола"), "suki": ("Suki", "Суки", "Суки", "Суки"),
        "woodland": ("Woodland", "Лес", "Шума", "Орман"), "skulls": ("Skulls", "Черепа", "Лобање", "Бас сүйек"),
        "union-jack": ("Union Jack", "Британский флаг", "Британска застава", "Британ туы"), "gingham": ("Gingham", "Клетка", "Карирано", "Шақпақ"),
        "roses": ("Roses", "Розы", "Руже", "Раушан"), "hearts": ("Hearts", "Сердечки", "Срца", "Жүрекшелер"), "stars": ("Stars", "Звёзды", "Звезде", "Жұлдыздар"),
        "birds": ("Birds", "Птицы", "Птице", "Құстар"), "butterflies": ("Butterflies", "Бабочки", "Лептири", "Көбелектер"),
    },
}  # fmt: skip


def in_languages(names: tuple[str, str, str, str]) -> dict[str, str]:
    """(English, Russian, Serbian, Kazakh) as the catalogue keeps names; Serbian Latin is made from Cyrillic."""
    return dict(zip(("en", "ru", "sr", "kk"), names, strict=True))
