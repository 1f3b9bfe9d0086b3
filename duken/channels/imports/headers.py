"""Headers: what people call a column, in the languages of the shop. Guessed, never forced."""

# ruff: noqa: E501
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

_NOISE = re.compile(r"[\s_\-.:*()/№#]+")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "sku": ("sku", "article", "item code", "product code", "stock code", "артикул", "код", "код товара", "шифра",
            "шифра артикла", "šifra", "sifra", "šifra artikla", "тауар коды", "артикул коды"),
    "name": ("name", "title", "product name", "item", "description short", "название", "наименование", "товар", "име",
             "назив", "ime", "naziv", "naziv artikla", "атауы", "тауар", "тауар атауы"),
    "product": ("product", "slug", "parent", "handle", "group", "карточка", "родитель", "производ", "proizvod", "өнім"),
    "variant": ("variant", "variant title", "option", "вариант", "варијанта", "varijanta", "нұсқа"),
    "brand": ("brand", "manufacturer", "vendor", "бренд", "марка", "производитель", "произвођач", "proizvođač",
              "proizvodjac", "brend", "өндіруші"),
    "category": ("category", "section", "department", "категория", "раздел", "группа", "категорија", "kategorija",
                 "санат", "категориясы"),
    "description": ("description", "details", "описание", "опис", "opis", "сипаттама", "сипаттамасы"),
    "barcode": ("barcode", "barcodes", "ean", "ean13", "gtin", "upc", "штрихкод", "штрих код", "баркод", "бар код",
                "barkod", "bar kod", "штрихкоды"),
    "unit": ("unit", "uom", "единица", "ед", "ед изм", "единица измерения", "јединица мере", "јм", "jedinica mere", "jm",
             "өлшем бірлігі"),
    "weight_grams": ("weight", "weight g", "weight grams", "вес", "вес г", "масса", "тежина", "težina", "tezina", "салмағы"),
    "tax_class": ("tax class", "vat", "tax", "ндс", "налог", "ставка ндс", "пдв", "pdv", "порез", "porez", "ққс"),
    "is_active": ("active", "is active", "enabled", "published", "активен", "активный", "в продаже", "активан", "aktivan",
                  "белсенді"),
    "price": ("price", "retail price", "amount", "unit price", "цена", "розничная цена", "стоимость", "cena", "cijena",
              "баға", "бағасы"),
    "price_list": ("price list", "pricelist", "прайс", "прайс лист", "вид цены", "тип цены", "ценовник", "cenovnik",
                   "прайс парағы"),
    "min_quantity": ("min quantity", "minimum quantity", "from quantity", "мин количество", "от количества",
                     "мин количина", "min količina", "min kolicina", "ең аз саны"),
    "store": ("store", "shop", "location", "warehouse", "store code", "магазин", "склад", "точка", "код магазина",
              "продавница", "магацин", "prodavnica", "magacin", "дүкен", "қойма"),
    "quantity": ("quantity", "qty", "stock", "on hand", "in stock", "количество", "кол во", "колво", "остаток", "остатки",
                 "количина", "залиха", "стање", "količina", "kolicina", "zaliha", "stanje", "саны", "қалдық"),
    "phone": ("phone", "mobile", "telephone", "tel", "телефон", "мобильный", "тел", "telefon", "mobilni", "мобилни",
              "ұялы телефон"),
    "email": ("email", "e mail", "mail", "почта", "эл почта", "электронная почта", "имејл", "имејл адреса", "imejl",
              "эл пошта"),
    "customer_name": ("name", "full name", "customer", "client", "имя", "фио", "клиент", "покупатель", "име и презиме",
                      "ime i prezime", "kupac", "купац", "аты жөні", "аты", "клиент аты"),
    "customer_group": ("group", "segment", "customer group", "группа", "группа клиента", "сегмент", "група", "grupa", "топ"),
    "language": ("language", "locale", "язык", "језик", "jezik", "тіл", "тілі"),
    "note": ("note", "comment", "примечание", "комментарий", "заметка", "напомена", "napomena", "ескертпе"),
    "reference": ("reference", "customer id", "client id", "external id", "id", "номер", "код клиента", "ид", "број",
                  "broj", "нөмірі"),
}  # fmt: skip


def plain(header: str) -> str:
    """A header without case, blanks and punctuation."""
    return _NOISE.sub("", header.casefold())


_PLAIN = {field: frozenset(plain(word) for word in words) for field, words in SYNONYMS.items()}
_ALL = frozenset().union(*_PLAIN.values())


def count_known(cells: Sequence[str]) -> int:
    """How many of these cells are names of columns we know."""
    return sum(plain(str(cell)) in _ALL for cell in cells if cell)


def guess_mapping(headers: Sequence[str], fields: Iterable[str]) -> dict[str, str]:
    """field -> header, each header once; a field's own name comes before its synonyms."""
    free = {plain(header): header for header in reversed(headers) if header}
    mapping: dict[str, str] = {}
    wanted = list(fields)
    for field in wanted:
        if (own := plain(field)) in free:
            mapping[field] = free.pop(own)
    for field in wanted:
        names = sorted(_PLAIN.get(field, frozenset()) & free.keys()) if field not in mapping else []
        if names:
            mapping[field] = free.pop(names[0])
    return mapping


def signature(headers: Sequence[str]) -> str:
    """The same columns in the same order, however spelled: how a mapping is remembered."""
    return hashlib.sha256("\x1f".join(plain(header) for header in headers).encode()).hexdigest()[:32]
