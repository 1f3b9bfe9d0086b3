"""Names of goods: as many as wanted, in three languages, with a vocabulary as wide as a real shop's; and how people
mistype them. The same number gives the same name, in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator

_ENGLISH = """
teapot mug kettle lantern blanket cushion candle basket ladder shelf curtain pillow towel apron whisk grater
thermos notebook pencil envelope suitcase umbrella scarf mitten slipper sandal necklace bracelet hammer screwdriver
drill paintbrush bucket shovel flowerpot hose tent hammock bicycle helmet racket football puzzle puppet guitar drum
flute keyboard headphones charger speaker camera tripod battery cable lamp bulb mirror clock
"""
_ENGLISH_LOOKS = """
ceramic wooden striped copper folding vintage woollen linen enamel bamboo velvet marble cotton leather silver golden
crimson turquoise emerald ivory spotted floral tiny giant waterproof magnetic wireless portable silent heavy light
round square antique modern rustic scented quilted knitted glazed
"""
_RUSSIAN = """
чайник кружка фонарь подушка свеча корзина лестница полка штора полотенце фартук тёрка термос тетрадь карандаш
чемодан зонт шарф тапки ожерелье молоток отвёртка дрель ведро лопата палатка гамак шлем мяч гитара
"""
_RUSSIAN_LOOKS = """
керамический деревянная полосатая медный складной шерстяной льняная бамбуковая белый большой
"""
_SERBIAN = """
čajnik šolja fenjer jastuk sveća korpa merdevine polica zavesa peškir kecelja rende termos sveska olovka kofer
kišobran šal papuče ogrlica čekić odvijač bušilica kanta lopata šator ležaljka kaciga lopta gitara
"""
_SERBIAN_LOOKS = "keramički drvena prugasti bakarni sklopivi vuneni lanena zelena beli veliki"
_SYLLABLES = "ba ce di fo gu ha ki lo mu na pe ri sa to vu we xi ya zo bri cla dro fle gra klu pri ste tra vel nor"
_PAIRS = [
    (kinds.split(), looks.split())
    for kinds, looks in ((_ENGLISH, _ENGLISH_LOOKS), (_RUSSIAN, _RUSSIAN_LOOKS), (_SERBIAN, _SERBIAN_LOOKS))
]

# Each kind of mistake, and questions that have it. Every one means goods that are in the catalogue.
MISTAKES: dict[str, tuple[str, ...]] = {
    "typo": ("teapto", "cermaic mug", "lantrn", "blankett", "umbrela", "headphnes", "screwdiver", "wodden shelf"),
    "inflection": ("teapots", "кружки", "фонари", "подушек", "полотенца", "knitted blankets", "корзины", "jastuci"),
    "transliteration": ("chajnik", "podushka", "чајник", "кишобран", "fonar", "korzina", "solja", "полица"),
    "layout": ("xfqybr", "rhe;rf", "ajyfhm", "gjkjntywt", "gjleirf", "ktcnybwf", "ubnfhf", "pjyn"),
}


def name(number: int) -> str:
    """How it looks, what it is, a series and a size; half of the names are English."""
    chance = random.Random(number)  # noqa: S311
    kinds, looks = _PAIRS[(0, 0, 1, 2)[number % 4]]
    series = "".join(chance.choices(_SYLLABLES.split(), k=3)).title()
    return f"{chance.choice(looks)} {chance.choice(kinds)} {series} {chance.randrange(10, 500)}".capitalize()


def mistaken() -> Iterator[str]:
    """Questions without end, the kinds of mistake in turn."""
    for number in range(1_000_000):
        for asked in MISTAKES.values():
            yield asked[number % len(asked)]


def plain() -> list[str]:
    """What people type when they make no mistake: one word, or two."""
    kinds, looks = _PAIRS[0]
    two = [f"{look} {kind}" for look, kind in zip(looks, kinds, strict=False)]
    return [*two, *(kind for kinds, _ in _PAIRS for kind in kinds)]
